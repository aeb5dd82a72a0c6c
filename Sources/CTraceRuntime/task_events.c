// Tasks as the runtime itself reports them: when one is enqueued, starts on a thread, has ended.
//
// libswiftCore exports three variables for ThreadSanitizer: `_swift_tsan_enabled` and two functions
// that the runtime calls with the address of what it hands from one thread to another. Among these
// are the tasks (tried with 6.3.1; stdlib/public/Concurrency/Task.cpp, TaskPrivate.h, Actor.cpp):
//   acquire(task), enqueued bit set:   the task starts on this thread, also within an actor's turn;
//                                      or it is cancelled while it waits for its turn;
//   release(task), enqueued bit set:   the task was made ready (called twice; the first counts);
//   release(task), running bit set:    it is about to be suspended, if what it awaits is not there;
//   release(task), complete bit set:   it has ended (called twice; at the second its error is set).
// All other addresses are locks of the runtime. A task is told by its first word. If a later
// runtime calls otherwise, tasks are missing from the trace; nothing else breaks.
#include "jobs.h"
#include "places.h"
#include "races/races.h"
#include "recorder.h"
#include "standstill.h"
#include "task_layout.h"
#include "task_waits.h"
#include "virtual/scheduler.h"
#include <dlfcn.h>

extern void (*_swift_tsan_acquire)(const void *) __attribute__((weak));
extern void (*_swift_tsan_release)(const void *) __attribute__((weak));
extern bool _swift_tsan_enabled __attribute__((weak));
extern const void *const _swift_concurrency_debug_asyncTaskMetadata __attribute__((weak));

/// The task that runs on this thread, or null: none has begun, or it was suspended
/// (stdlib/public/Concurrency/Actor.cpp).
__attribute__((swiftcall, weak)) const void *swift_task_getCurrent(void);

/// Bytes of code of swift_task_enqueueGlobal that its calls of other functions lie in, at least.
#define ENQUEUE_GLOBAL_SIZE 48u

static const void *task_metadata;
static const void *enqueue_global;

static bool is_task(const void *address) {
    return *(const void *const *)address == task_metadata;
}

/// `swift_task_enqueue` reports the task, and then `swift_task_enqueueGlobal`, where the way leads
/// there, reports it once more. The caller's address tells the second report from a first one.
static bool is_repeated(const asynclab_swift_task *task, const void *caller) {
    bool global = (uintptr_t)caller - (uintptr_t)enqueue_global < ENQUEUE_GLOBAL_SIZE;
    asynclab_thread_state *thread = &asynclab_this_thread;
    bool repeated = global && thread->enqueued_task == task->id;
    thread->enqueued_task = global ? 0 : task->id;
    return repeated;
}

static void task_enqueued(const asynclab_swift_task *task, const void *caller) {
    if (is_repeated(task, caller)) {
        return;
    }
    asynclab_thread_state *thread = &asynclab_this_thread;
    if (asynclab_races_are_on) {
        asynclab_races_made_ready(task);
    }
    if (asynclab_virtual_is_on) {
        asynclab_task_is_live(task);
        asynclab_timers_sleeper_is_ready(task->id);
        if (thread->task == task->id) {
            asynclab_spin_on_tasks(false);
        } else {
            asynclab_progress += !thread->ends_yield;
        }
    }
    if (thread->ends_yield) {
        thread->yielder = task->id;
        // An earlier enqueueing of the same task may be there still, which led to an actor.
        thread->enqueue_record = NULL;
        return;
    }
    if (thread->creation != NULL) {
        // Not the program's own task after all, which nobody enqueues.
        asynclab_recorder_claim();
        asynclab_thread_created_task(task->id, task->flags);
    }
    bool hops = thread->task == task->id;
    if (hops) {
        asynclab_standstill_task(0);
    }
    // A place only where it is news: at a wake-up it is that of the suspension.
    uint64_t cause = hops ? (uint64_t)asynclab_place_of(task) << 32 : thread->task;
    thread->enqueue_record = asynclab_record(asynclab_kind_enqueued, task->id,
                                             asynclab_executor_asked_for(task), cause);
    if (hops && asynclab_races_are_on) {
        asynclab_races_leave_for_hop(task);
    }
    if (hops) {
        thread->task = 0;
        thread->hop_executor = 0;
        thread->executor = thread->turn_executor;
    }
}

static void task_completed(const asynclab_swift_task *task) {
    asynclab_thread_state *thread = &asynclab_this_thread;
    bool first = thread->ending_task != task->id;
    if (first && (task->flags & ASYNCLAB_JOB_IS_FUTURE) != 0) {
        thread->ending_task = task->id;
        return;
    }
    thread->ending_task = 0;
    if (asynclab_races_are_on) {
        asynclab_races_ended(task);
    }
    if (asynclab_virtual_is_on) {
        asynclab_task_is_gone(task->id);
        asynclab_progress++;
    }
    if (thread->task == task->id) {
        asynclab_thread_tell_hop();
        asynclab_standstill_task(0);
    }
    uint64_t outcome = asynclab_task_threw(task) ? asynclab_outcome_threw : asynclab_outcome_returned;
    asynclab_record(asynclab_kind_ended, task->id, outcome,
                    (task->status & ASYNCLAB_STATUS_CANCELLED) != 0);
    if (thread->task == task->id) {
        thread->task = 0;
    }
}

/// `task` runs here and is about to be suspended. Once it knows what it will depend on, its contexts
/// are in order and say where it will go on; before, they may be those of an earlier time.
static void task_suspends(const asynclab_swift_task *task) {
    asynclab_thread_state *thread = &asynclab_this_thread;
    if (thread->task == task->id && task->dependency_record != NULL) {
        thread->suspension_place = asynclab_place_of(task);
        thread->suspension_task = task->id;
        thread->suspension_other = 0;
        thread->suspension_wait = asynclab_wait_to_be(task, &thread->suspension_other);
    }
}

/// A task starts where a job runs and no task does. One that does may be cancelling another that
/// waits for its turn; so may a thread that runs no job.
static bool may_start(void) {
    const asynclab_thread_state *thread = &asynclab_this_thread;
    return thread->executor != asynclab_executor_unknown &&
           (thread->task == 0 || swift_task_getCurrent() == NULL);
}

static void acquired(const void *address) {
    if (!is_task(address)) {
        return;
    }
    const asynclab_swift_task *task = address;
    if ((task->status & (ASYNCLAB_STATUS_ENQUEUED | ASYNCLAB_STATUS_COMPLETE)) ==
            ASYNCLAB_STATUS_ENQUEUED &&
        may_start()) {
        if (asynclab_virtual_is_on) {
            asynclab_task_is_live(task);
        }
        asynclab_thread_enter_task(task);
    } else if (asynclab_races_are_on) {
        asynclab_races_looked_at(task);
    }
}

static void released(const void *address) {
    if (!is_task(address)) {
        return;
    }
    const asynclab_swift_task *task = address;
    if ((task->status & ASYNCLAB_STATUS_COMPLETE) != 0) {
        task_completed(task);
    } else if ((task->status & ASYNCLAB_STATUS_ENQUEUED) != 0) {
        task_enqueued(task, __builtin_return_address(0));
    } else if ((task->status & ASYNCLAB_STATUS_RUNNING) != 0) {
        if (asynclab_races_are_on) {
            // Who cancels it from now on comes behind this.
            asynclab_races_made_ready(task);
        }
        task_suspends(task);
    }
}

void asynclab_task_events_install(void) {
    task_metadata = _swift_concurrency_debug_asyncTaskMetadata;
    enqueue_global = dlsym(RTLD_DEFAULT, "swift_task_enqueueGlobal");
    _swift_tsan_acquire = acquired;
    _swift_tsan_release = released;
    _swift_tsan_enabled = true;
}
