// What a suspended task waits for.
#pragma once

#include "CTraceFormat.h"
#include "task_layout.h"

#pragma clang assume_nonnull begin

/// What `task`, which is suspended and cannot run meanwhile, waits for; `*other`: the task, where it
/// is one.
asynclab_wait asynclab_wait_of(const asynclab_swift_task *task, uint32_t *other);

/// The same for `task`, which runs on this thread and is about to be suspended: what it was given to
/// depend on is its own until then, and there. Waits for executors are left out: enqueueings tell them.
asynclab_wait asynclab_wait_to_be(const asynclab_swift_task *task, uint32_t *other);

/// The same for the task that this thread has just left, and that may run elsewhere already.
asynclab_wait asynclab_wait_of_this_thread(uint32_t *other);

/// The executor that `task`, which is being enqueued, was sent to; unknown where it does not say.
uint64_t asynclab_executor_asked_for(const asynclab_swift_task *task);

#pragma clang assume_nonnull end
