// The table of parts. All of it was tried with Swift 6.3.1; where each is defined, and how it is used,
// stands in the files of CTraceRuntime that use it.
#include "CRuntimeParts.h"
#include "CTraceControl.h"
#include "CTraceFormat.h"
#include "CTraceMemory.h"
#include <stddef.h>

/// All that tasks are needed for.
#define TASKS                                                                                      \
    (asynclab_feature_task_events | asynclab_feature_task_creation | asynclab_feature_waits |      \
     asynclab_feature_places | asynclab_feature_hops | asynclab_feature_immediate)
/// Jobs have to be seen to begin and to end, or nothing of a task's states would be true. The platform's
/// own executors run them by ways that nobody can stand before.
#define JOBS (asynclab_feature_slices | asynclab_feature_executors | TASKS)

#define SYMBOL(name, features) {name, NULL, asynclab_check_symbol, features}
#define PROTOCOL(name, title) {name, title, asynclab_check_symbol, JOBS}

static const asynclab_runtime_part parts[] = {
    {"_swift_concurrency_debug_internal_layout_version", NULL, asynclab_check_layout_version, TASKS},
    {"_swift_concurrency_debug_asyncTaskSize", NULL, asynclab_check_task_size, TASKS},
    SYMBOL("_swift_concurrency_debug_asyncTaskMetadata", TASKS),
    {"_swift_tsan_enabled", NULL, asynclab_check_unset, TASKS},
    SYMBOL("_swift_tsan_acquire", TASKS),
    SYMBOL("_swift_tsan_release", TASKS),
    SYMBOL("swift_task_getCurrent", TASKS),
    SYMBOL("swift_task_enqueueGlobal", TASKS),
    SYMBOL("swift_job_run", JOBS),
    SYMBOL("swift_job_run_on_task_executor", JOBS),
    SYMBOL("swift_job_run_on_serial_and_task_executor", JOBS),
    SYMBOL("swift_task_immediate", asynclab_feature_immediate),
    SYMBOL("swift_task_create", asynclab_feature_task_creation),
    SYMBOL("swift_asyncLet_begin", asynclab_feature_task_creation),
    SYMBOL("swift_task_switch", asynclab_feature_hops),
    SYMBOL("swift_task_getMainExecutor", JOBS),
    SYMBOL("swift_createExecutors", JOBS),
    PROTOCOL("$ss15ExecutorFactoryMp", "ExecutorFactory"),
    PROTOCOL("$ss12MainExecutorMp", "MainExecutor"),
    PROTOCOL("$ss15RunLoopExecutorMp", "RunLoopExecutor"),
    PROTOCOL("$ss18SchedulingExecutorMp", "SchedulingExecutor"),
    PROTOCOL("$ss18SchedulingExecutorP7enqueue_2at9tolerance5clockys0B3JobVn_7InstantQyd__"
             "8DurationQyd__Sgqd__ts5ClockRd__lFTq",
             "SchedulingExecutor.enqueue(_:at:tolerance:clock:)"),
    SYMBOL("dispatch_async_f", JOBS),
    SYMBOL("dispatch_sync_f", JOBS),
    SYMBOL("dispatch_main", JOBS),
    SYMBOL("dispatch_assert_queue", JOBS),
    SYMBOL("_dispatch_main_q", JOBS),
    SYMBOL("swift_getTypeName", asynclab_feature_executor_names),
    SYMBOL("swift_errorInMain", asynclab_feature_main_error),
    {"process_vm_readv", NULL, asynclab_check_own_memory, asynclab_feature_waits},
    {"/proc/self/task", NULL, asynclab_check_folder, asynclab_feature_standstill},
};

enum { part_count = sizeof parts / sizeof parts[0] };

_Static_assert(part_count <= 64, "each part has a bit");

const asynclab_runtime_part *asynclab_runtime_part_at(uint32_t index) {
    return index < part_count ? &parts[index] : NULL;
}
