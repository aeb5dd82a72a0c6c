// The parts of the Swift runtime's task object that we read. Nothing here is public.
//
// Tried with Swift 6.3.1 on 64-bit Linux; defined in swiftlang/swift include/swift/ABI/Task.h and
// stdlib/public/Concurrency/TaskPrivate.h. capabilities.c refuses any layout that the runtime itself
// numbers otherwise: then no field is read, tasks are not seen, and the program runs all the same.
#pragma once

#include "capabilities.h"
#include <stdbool.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// A job's header, and behind it the fields of a task.
typedef struct {
    const void *metadata;
    uint64_t reference_counts;
    void *_Nullable scheduler_private[2];
    uint32_t flags;
    uint32_t id;
    void *_Nullable voucher;
    void *_Nullable reserved;
    void *_Nullable resume_function;
    void *_Nullable resume_context;
    void *_Nullable private_padding[3];
    uint32_t status;
    uint32_t status_lock;
    const void *_Nullable status_records;
    void *_Nullable more_private[6];
    /// The record of what it is about to depend on, or depends on.
    const void *_Nullable dependency_record;
} asynclab_swift_task;

_Static_assert(__builtin_offsetof(asynclab_swift_task, flags) == 32, "Job.Flags");
_Static_assert(__builtin_offsetof(asynclab_swift_task, id) == 36, "Job.Id");
_Static_assert(__builtin_offsetof(asynclab_swift_task, resume_context) == 64, "ResumeContext");
_Static_assert(__builtin_offsetof(asynclab_swift_task, status) == 96, "ActiveTaskStatus.Flags");
_Static_assert(__builtin_offsetof(asynclab_swift_task, status_records) == 104,
               "ActiveTaskStatus.Record");
_Static_assert(__builtin_offsetof(asynclab_swift_task, dependency_record) == 160,
               "AsyncTask::PrivateStorage.dependencyRecord");

/// Bytes of an AsyncTask (`_swift_concurrency_debug_asyncTaskSize`); fragments follow.
#define ASYNCLAB_SWIFT_TASK_SIZE 208u
/// `_swift_concurrency_debug_internal_layout_version` that all of this belongs to.
#define ASYNCLAB_SWIFT_LAYOUT_VERSION 1u

/// TaskPriority.medium.
#define ASYNCLAB_PRIORITY_DEFAULT 0x15u

// Job flags.
#define ASYNCLAB_JOB_KIND(flags) ((flags)&0xffu)
#define ASYNCLAB_JOB_PRIORITY(flags) (((flags) >> 8) & 0xffu)
#define ASYNCLAB_JOB_KIND_TASK 0u
#define ASYNCLAB_JOB_KIND_ACTOR_TURN 193u
#define ASYNCLAB_JOB_KIND_CONTINUATION 195u
/// No kind that the runtime has.
#define ASYNCLAB_JOB_KIND_UNKNOWN 255u
#define ASYNCLAB_JOB_IS_CHILD (1u << 24)
#define ASYNCLAB_JOB_IS_FUTURE (1u << 25)
#define ASYNCLAB_JOB_IS_GROUP_CHILD (1u << 26)
#define ASYNCLAB_JOB_IS_ASYNC_LET (1u << 28)

// Status flags.
#define ASYNCLAB_STATUS_CANCELLED (1u << 8)
#define ASYNCLAB_STATUS_RUNNING (1u << 11)
#define ASYNCLAB_STATUS_ENQUEUED (1u << 12)
#define ASYNCLAB_STATUS_COMPLETE (1u << 13)
#define ASYNCLAB_STATUS_HAS_DEPENDENCY (1u << 14)

/// The future fragment's error: behind the child's parent and sibling, the group, the wait queue
/// and the result type.
static inline bool asynclab_task_threw(const asynclab_swift_task *task) {
    if ((task->flags & ASYNCLAB_JOB_IS_FUTURE) == 0) {
        return false;
    }
    const char *fragment = (const char *)task + ASYNCLAB_SWIFT_TASK_SIZE;
    fragment += (task->flags & ASYNCLAB_JOB_IS_CHILD) != 0 ? 16 : 0;
    fragment += (task->flags & ASYNCLAB_JOB_IS_GROUP_CHILD) != 0 ? 8 : 0;
    return *(void *const *)(fragment + 16) != 0;
}

#pragma clang assume_nonnull end
