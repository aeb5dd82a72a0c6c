// The job on a thread: which executor runs it and which task is in it.
#pragma once

#include "CTraceRuntime.h"
#include "task_layout.h"
#include <stdbool.h>
#include <stdint.h>

/// `task` runs on this thread from now on.
void asynclab_thread_enter_task(const asynclab_swift_task *task);

/// Records the hop of the task on this thread that is not told yet, if there is one: what it does next
/// it does there.
void asynclab_thread_tell_hop(void);

/// The executor is ours, where tasks wait on their way to an actor.
bool asynclab_is_hop_executor(const void *identity);

/// `job` was handed to `executor`: completes the record of its enqueueing, made just before.
void asynclab_enqueued_on(asynclab_job job, uint64_t executor);

/// Runs `job` on this thread as a job of the main actor.
void asynclab_job_run_on_main(asynclab_job job);

/// Takes hold of the reports of tasks, where the runtime offers them.
void asynclab_task_events_install(void);

/// Records the creation under way on this thread, now that the task is known.
void asynclab_thread_created_task(uint32_t task, uint32_t job_flags);
