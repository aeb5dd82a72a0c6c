#include "capabilities.h"
#include "CRuntimeParts.h"
#include "CTraceFormat.h"
#include "races/races.h"
#include "task_layout.h"
#include <dlfcn.h>
#include <stddef.h>
#include <sys/uio.h>
#include <unistd.h>

bool asynclab_layout_known;
bool asynclab_tasks_are_seen;

/// What other libraries than ours have by that name; null where there is nothing.
static const void *symbol(const char *name) {
    return dlsym(RTLD_NEXT, name);
}

/// Some sandboxes refuse that a process reads its own memory this way, see task_waits.c.
static bool can_read_itself(void) {
    int from = 1, to = 0;
    struct iovec target = {&to, sizeof to}, source = {&from, sizeof from};
    return process_vm_readv(getpid(), &target, 1, &source, 1, 0) == (ssize_t)sizeof to && to == 1;
}

static bool is_there(const asynclab_runtime_part *part) {
    switch (part->check) {
    case asynclab_check_symbol: return symbol(part->name) != NULL;
    case asynclab_check_layout_version: {
        const uint32_t *version = symbol(part->name);
        return version != NULL && *version == ASYNCLAB_SWIFT_LAYOUT_VERSION;
    }
    case asynclab_check_task_size: {
        const size_t *size = symbol(part->name);
        return size != NULL && *size == ASYNCLAB_SWIFT_TASK_SIZE;
    }
    case asynclab_check_unset: {
        const bool *variable = symbol(part->name);
        // In a program with the sanitizer it is set, and ours where races are looked for.
        return variable != NULL && (!*variable || asynclab_races_can_be_found());
    }
    case asynclab_check_own_memory: return can_read_itself();
    case asynclab_check_folder: return access(part->name, R_OK | X_OK) == 0;
    }
    return false;
}

/// True where all of these are there: those that jobs and tasks are read by.
static bool has_layout(uint64_t missing) {
    const asynclab_runtime_part *part;
    for (uint32_t index = 0; (part = asynclab_runtime_part_at(index)) != NULL; index++) {
        bool is_layout = part->check == asynclab_check_layout_version ||
                         part->check == asynclab_check_task_size;
        if (is_layout && (missing >> index & 1) != 0) {
            return false;
        }
    }
    return true;
}

asynclab_capabilities asynclab_capabilities_find(void) {
    asynclab_capabilities found = {0, 0};
    uint32_t all = 0, lost = 0;
    const asynclab_runtime_part *part;
    for (uint32_t index = 0; (part = asynclab_runtime_part_at(index)) != NULL; index++) {
        all |= part->features;
        if (!is_there(part)) {
            lost |= part->features;
            found.missing_parts |= 1ull << index;
        }
    }
    found.features = all & ~lost;
    asynclab_layout_known = has_layout(found.missing_parts);
    asynclab_tasks_are_seen = (found.features & asynclab_feature_task_events) != 0;
    return found;
}
