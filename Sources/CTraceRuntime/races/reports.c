// The sanitizer's reports, as records of the trace.
//
// The sanitizer asks __tsan::OnReport of each report whether it is to be printed, which is made for a
// program to define instead. Ours comes too late for that: a call within the program is not looked up.
// So its first instruction is replaced by a jump. What a report says is asked of the sanitizer's
// interface for debuggers (compiler-rt: tsan_rtl_report.cpp, tsan_debugging.cpp); it is never printed.
#include "races.h"
#include "../places.h"
#include "../recorder.h"
#include "sanitizer.h"
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define MOST_FRAMES 32u

/// One of a report's two accesses.
typedef struct {
    int thread, size, is_write, is_atomic;
    void *address;
    void *trace[MOST_FRAMES];
} access_found;

/// Who it was: a task, by the name of its fiber; 0: a thread without one.
static uint32_t task_of(const void *report, int thread, size_t thread_count) {
    for (size_t index = 0; index < thread_count; index++) {
        int found, is_running, parent;
        size_t system_thread;
        const char *name = NULL;
        void *trace[1];
        uint32_t task;
        asynclab_sanitizer.report_thread(report, index, &found, &system_thread, &is_running, &name,
                                         &parent, trace, 1);
        if (found == thread) {
            return name != NULL && sscanf(name, ASYNCLAB_FIBER_NAME, &task) == 1 ? task : 0;
        }
    }
    return 0;
}

static bool find_access(const void *report, size_t index, access_found *found) {
    memset(found, 0, sizeof *found);
    return asynclab_sanitizer.report_access(report, index, &found->thread, &found->address,
                                            &found->size, &found->is_write, &found->is_atomic,
                                            found->trace, MOST_FRAMES) != 0;
}

/// Where it lies: in the program itself, or on the heap, and then where that was allocated.
static uint64_t memory_of(const void *report, size_t location_count, const void *address) {
    uint64_t offset = asynclab_program_offset(address);
    if (offset != 0) {
        return asynclab_memory_global | offset << ASYNCLAB_MEMORY_BITS;
    }
    const char *type = NULL;
    void *start, *trace[MOST_FRAMES] = {NULL};
    size_t block, size;
    int thread, fd, is_suppressable;
    if (location_count == 0 ||
        asynclab_sanitizer.report_location(report, 0, &type, &start, &block, &size, &thread, &fd,
                                           &is_suppressable, trace, MOST_FRAMES) == 0 ||
        type == NULL || strcmp(type, "heap") != 0) {
        return asynclab_memory_unknown;
    }
    uint64_t place = asynclab_place_of_calls(trace, MOST_FRAMES);
    return asynclab_memory_heap | place << ASYNCLAB_MEMORY_BITS;
}

static void record_access(const access_found *found, uint32_t task, uint64_t former, uint64_t b) {
    uint32_t place = asynclab_place_of_calls((void *const *)found->trace, MOST_FRAMES);
    uint64_t what = (found->is_write ? asynclab_access_writes : 0) |
                    (found->is_atomic ? asynclab_access_is_atomic : 0) | former;
    asynclab_record(asynclab_kind_race, task, asynclab_with_place(what, place), b);
}

static void record(const void *report) {
    const char *description;
    int count, stacks, accesses, locations, mutexes, threads, unique;
    void *trace[1];
    access_found later, former;
    asynclab_sanitizer.report_data(report, &description, &count, &stacks, &accesses, &locations,
                                   &mutexes, &threads, &unique, trace, 1);
    if (accesses < 2 || !find_access(report, 0, &later) || !find_access(report, 1, &former) ||
        asynclab_races_is_own_stack(later.address)) {
        return;
    }
    record_access(&later, task_of(report, later.thread, (size_t)threads), 0,
                  memory_of(report, (size_t)locations, later.address));
    record_access(&former, task_of(report, former.thread, (size_t)threads),
                  asynclab_access_is_former, 0);
}

/// `is_suppressed`: the user does not want to hear of it. True: it is not to be printed.
static bool take_report(const void *report, bool is_suppressed) {
    if (!is_suppressed) {
        record(report);
    }
    return true;
}

// A jump to any address, through a register that a call may change. The function is aligned to 16
// bytes, and the next one too.
#if defined(__x86_64__)
static const unsigned char jump_to[] = {0x48, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xe0};
#define TARGET_IN_JUMP 2
#elif defined(__aarch64__)
static const unsigned char jump_to[] = {0x50, 0, 0, 0x58, 0, 0x02, 0x1f, 0xd6, 0, 0, 0, 0, 0, 0, 0, 0};
#define TARGET_IN_JUMP 8
#endif

bool asynclab_races_take_reports(void) {
    unsigned char code[sizeof jump_to];
    uintptr_t target = (uintptr_t)take_report;
    memcpy(code, jump_to, sizeof code);
    memcpy(code + TARGET_IN_JUMP, &target, sizeof target);
    char *function = (char *)(uintptr_t)asynclab_sanitizer.on_report;
    size_t page_size = (size_t)sysconf(_SC_PAGESIZE);
    char *page = (char *)((uintptr_t)function & ~(page_size - 1));
    size_t size = (size_t)(function - page) + sizeof code;
    if ((uintptr_t)function % sizeof jump_to % 4 != 0 ||
        mprotect(page, size, PROT_READ | PROT_WRITE | PROT_EXEC) != 0) {
        return false;
    }
    memcpy(function, code, sizeof code);
    __builtin___clear_cache(function, function + sizeof code);
    return mprotect(page, size, PROT_READ | PROT_EXEC) == 0;
}
