// The runtime keeps, in a suspended task's status records, what it depends on (tried with 6.3.1;
// TaskDependencyStatusRecord, stdlib/public/Concurrency/TaskPrivate.h). If a later runtime keeps it
// otherwise, no record is recognised, and what the task waits for is not known.
//
// Under the live clock a task that has been suspended may run on another thread at any moment, and
// be freed. So its memory is read by the system (process_vm_readv), which refuses what is not there,
// and what was read is believed only where all of it fits together.
#include "task_waits.h"
#include "executor_names.h"
#include "jobs.h"
#include "recorder.h"
#include <sys/uio.h>
#include <unistd.h>

/// A status record of the kind that says what a task depends on.
typedef struct {
    uint64_t flags;
    const void *parent;
    /// What it depends on; an executor takes both words.
    const void *depends_on[2];
    uint32_t kind;
    const void *task;
} dependency;

enum { waits_for_task = 1, waits_for_continuation, waits_for_group, waits_for_executor };

extern const void *const _swift_concurrency_debug_asyncTaskMetadata __attribute__((weak));

static bool has_dependency(const asynclab_swift_task *task) {
    return (task->status & ASYNCLAB_STATUS_HAS_DEPENDENCY) != 0 && task->dependency_record != NULL;
}

static asynclab_wait wait_of_kind(uint32_t kind) {
    switch (kind) {
    case waits_for_task: return asynclab_wait_task;
    case waits_for_continuation: return asynclab_wait_continuation;
    case waits_for_group: return asynclab_wait_group;
    case waits_for_executor: return asynclab_wait_executor;
    default: return asynclab_wait_unknown;
    }
}

asynclab_wait asynclab_wait_of(const asynclab_swift_task *task, uint32_t *other) {
    const dependency *record = task->dependency_record;
    if (!has_dependency(task) || record->task != task) {
        return asynclab_wait_unknown;
    }
    if (record->kind == waits_for_task) {
        *other = ((const asynclab_swift_task *)record->depends_on[0])->id;
    }
    return wait_of_kind(record->kind);
}

asynclab_wait asynclab_wait_to_be(const asynclab_swift_task *task, uint32_t *other) {
    const dependency *record = task->dependency_record;
    if (record == NULL || record->task != task || record->kind == waits_for_executor) {
        return asynclab_wait_unknown;
    }
    if (record->kind == waits_for_task) {
        *other = ((const asynclab_swift_task *)record->depends_on[0])->id;
    }
    return wait_of_kind(record->kind);
}

/// Copies memory that may not be there.
static bool copy(void *target, const void *source, size_t size) {
    struct iovec to = {target, size}, from = {(void *)(uintptr_t)source, size};
    return process_vm_readv(getpid(), &to, 1, &from, 1, 0) == (ssize_t)size;
}

asynclab_wait asynclab_wait_of_this_thread(uint32_t *other) {
    const asynclab_thread_state *thread = &asynclab_this_thread;
    const asynclab_swift_task *object = thread->task_object;
    if (object == NULL || !asynclab_tasks_are_seen) {
        return asynclab_wait_unknown;
    }
    if (asynclab_virtual_is_on) {
        return asynclab_wait_of(object, other);
    }
    asynclab_swift_task task, awaited;
    dependency record;
    if (!copy(&task, object, sizeof task) || task.id != thread->task || !has_dependency(&task) ||
        !copy(&record, task.dependency_record, sizeof record) || record.task != object) {
        return asynclab_wait_unknown;
    }
    if (record.kind == waits_for_task && copy(&awaited, record.depends_on[0], sizeof awaited) &&
        awaited.metadata == _swift_concurrency_debug_asyncTaskMetadata) {
        *other = awaited.id;
    }
    // Enqueued again already: the wait is over.
    return record.kind == waits_for_executor ? asynclab_wait_unknown : wait_of_kind(record.kind);
}

uint64_t asynclab_executor_asked_for(const asynclab_swift_task *task) {
    const dependency *record = task->dependency_record;
    if (!has_dependency(task) || record->task != task || record->kind != waits_for_executor ||
        record->depends_on[0] == NULL || asynclab_is_hop_executor(record->depends_on[0])) {
        return asynclab_executor_unknown;
    }
    return asynclab_executor_number(record->depends_on[0], (uintptr_t)record->depends_on[1]);
}
