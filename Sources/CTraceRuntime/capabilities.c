#include "capabilities.h"
#include "CTraceFormat.h"
#include "races/races.h"
#include "task_layout.h"
#include <dlfcn.h>
#include <stddef.h>
#include <sys/uio.h>
#include <unistd.h>

bool asynclab_layout_known;

extern const uint32_t _swift_concurrency_debug_internal_layout_version __attribute__((weak));
extern const size_t _swift_concurrency_debug_asyncTaskSize __attribute__((weak));
extern const void *const _swift_concurrency_debug_asyncTaskMetadata __attribute__((weak));
extern void (*_swift_tsan_acquire)(const void *) __attribute__((weak));
extern void (*_swift_tsan_release)(const void *) __attribute__((weak));
extern bool _swift_tsan_enabled __attribute__((weak));

/// True where the process has all of these functions, in other libraries than ours.
static bool has(const char *const *names) {
    for (; *names != NULL; names++) {
        if (dlsym(RTLD_NEXT, *names) == NULL) {
            return false;
        }
    }
    return true;
}

#define HAS(...) has((const char *const[]){__VA_ARGS__, NULL})

static bool finds_layout(void) {
    return &_swift_concurrency_debug_internal_layout_version != NULL &&
           _swift_concurrency_debug_internal_layout_version == ASYNCLAB_SWIFT_LAYOUT_VERSION &&
           &_swift_concurrency_debug_asyncTaskSize != NULL &&
           _swift_concurrency_debug_asyncTaskSize == ASYNCLAB_SWIFT_TASK_SIZE &&
           &_swift_concurrency_debug_asyncTaskMetadata != NULL;
}

/// In a program built with the sanitizer they are its own already, and stay that, but where races are
/// asked for.
static bool finds_task_events(void) {
    return asynclab_layout_known && &_swift_tsan_enabled != NULL &&
           &_swift_tsan_acquire != NULL && &_swift_tsan_release != NULL &&
           (!_swift_tsan_enabled || asynclab_races_can_be_found()) && HAS("swift_task_getCurrent", "swift_task_enqueueGlobal");
}

/// Some sandboxes refuse that a process reads its own memory this way, see task_waits.c.
static bool can_read_itself(void) {
    int from = 1, to = 0;
    struct iovec target = {&to, sizeof to}, source = {&from, sizeof from};
    return process_vm_readv(getpid(), &target, 1, &source, 1, 0) == (ssize_t)sizeof to && to == 1;
}

uint32_t asynclab_capabilities_find(void) {
    asynclab_layout_known = finds_layout();
    uint32_t found = 0;
    if (HAS("swift_createExecutors", "dispatch_async_f", "dispatch_sync_f", "dispatch_main",
            "dispatch_assert_queue", "_dispatch_main_q", "swift_task_getMainExecutor")) {
        found |= asynclab_feature_executors;
    }
    if (finds_task_events()) {
        found |= asynclab_feature_task_events | asynclab_feature_places;
        if (HAS("swift_task_create", "swift_asyncLet_begin")) {
            found |= asynclab_feature_task_creation;
        }
        if (HAS("swift_task_switch", "swift_task_getMainExecutor")) {
            found |= asynclab_feature_hops;
        }
        if (can_read_itself()) {
            found |= asynclab_feature_waits;
        }
    }
    if (HAS("swift_job_run", "swift_job_run_on_task_executor",
            "swift_job_run_on_serial_and_task_executor", "swift_task_immediate")) {
        found |= asynclab_feature_slices;
    }
    if (HAS("swift_getTypeName")) {
        found |= asynclab_feature_executor_names;
    }
    if (access("/proc/self/task", R_OK | X_OK) == 0) {
        found |= asynclab_feature_standstill;
    }
    return found;
}
