// What the C half of the preloaded library offers to its Swift half. Everything here may be called
// from any thread, before and after `main`, and does nothing where the program is not watched.
#pragma once

#include "CTraceFormat.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// A job of the Swift runtime (`swift::Job`), not owned.
typedef void *asynclab_job;

/// The entry that the Swift half provides: makes our executors the program's. Called once, before
/// `main`, on the main thread.
void asynclab_executors_install(uint32_t pool_width, bool is_virtual);

/// The other entry that the Swift half provides: has the runtime find out what most programs need.
void asynclab_warm_up(void);

/// The entry of the Swift half by which a job goes to the threads of the global pool, under the live clock.
void asynclab_pool_add(asynclab_job job);

/// Runs `job` on this thread as a job of the global pool, and records it.
void asynclab_job_run_on_pool(asynclab_job job);

/// Hands `job` to the main queue of libdispatch, which runs it in the order of arrival. The main
/// queue it is, and not a queue of ours, so that programs that use RunLoop, dispatchMain() or
/// DispatchQueue.main meet the same order and the same thread as without us.
void asynclab_job_enqueue_main(asynclab_job job);

/// Runs the main queue for ever: what an async `main` does when its first stretch is over.
_Noreturn void asynclab_main_queue_run(void);

/// Stops the program with libdispatch's message where the calling thread is not draining the main
/// queue.
void asynclab_main_queue_assert(void);

/// Adds work to the main queue of libdispatch.
void asynclab_main_queue_add(void *_Nullable context, void (*work)(void *_Nullable context));

/// Runs work on the main queue of libdispatch, on this thread, when what is there has run.
void asynclab_main_queue_run_now(void *_Nullable context, void (*work)(void *_Nullable context));

// The virtual clock's executors. Called by threads that have the baton, see virtual/scheduler.h.

/// Adds `job` to those of the main actor, or of the global pool.
void asynclab_virtual_enqueue_main(asynclab_job job);
void asynclab_virtual_enqueue_pool(asynclab_job job);

/// Adds a task that is on its way to an actor to the jobs of the pool.
void asynclab_virtual_enqueue_hop(asynclab_job job);

/// Makes hops to actors choices of the schedule, where it asks for that, by the executor given.
void asynclab_hop_executor_install(void *identity, uintptr_t implementation);

/// Wakes the sleep of `job` at `deadline_ns` of the program's CLOCK_MONOTONIC; UINT64_MAX: never.
void asynclab_virtual_sleep(asynclab_job job, uint64_t deadline_ns);

/// Lets jobs of the main actor run from now on, for ever: what an async `main` does when its first
/// stretch is over.
_Noreturn void asynclab_virtual_run_main(void);

/// Priority of `job`: 0 ... 255, higher is more urgent (see JobPriority).
uint8_t asynclab_job_priority(asynclab_job job);

/// Records that `job` waits for a thread of the pool, if it is a yield's.
void asynclab_record_pool_enqueue(asynclab_job job);

/// True where `job` is that of a yield of the task on this thread, which is recorded: it is handed over by
/// `asynclab_pool_add` when the task has left the thread.
bool asynclab_yield_waits(asynclab_job job);

/// Records that the task on this thread sleeps until `deadline_ns` (CLOCK_MONOTONIC); `job` is the
/// runtime's hidden task that will wake it.
void asynclab_record_sleep(asynclab_job job, uint64_t deadline_ns);

/// Records that the timer of `job` came due.
void asynclab_record_timer_fired(asynclab_job job);

/// Now, in nanoseconds of the program's CLOCK_MONOTONIC.
uint64_t asynclab_now_ns(void);

/// Starts a detached thread that runs `body(context)` with the role and the name given. Returns
/// false where the system refuses.
bool asynclab_thread_start(asynclab_thread_role role, const char *name,
                           void (*body)(void *_Nullable context), void *_Nullable context);

/// A lock with one condition. Its calls are the real ones, never the interposed.
typedef struct asynclab_monitor asynclab_monitor;

/// A new monitor, never freed; aborts where there is no memory.
asynclab_monitor *asynclab_monitor_make(void);
void asynclab_monitor_lock(asynclab_monitor *monitor);
void asynclab_monitor_unlock(asynclab_monitor *monitor);
/// Waits for a signal with the lock held; may wake without one.
void asynclab_monitor_wait(asynclab_monitor *monitor);
/// The same until `deadline_ns` of CLOCK_MONOTONIC at the latest.
void asynclab_monitor_wait_until(asynclab_monitor *monitor, uint64_t deadline_ns);
void asynclab_monitor_signal(asynclab_monitor *monitor);

#pragma clang assume_nonnull end
