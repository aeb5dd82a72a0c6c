// Every job that an executor outside the runtime runs passes swift_job_run, which we stand before:
// jobs of our pool and of the main queue, the first stretch of an async `main` (which no executor
// sees), and jobs of the program's own executors. Only Task.immediate takes another way.
//
// swift_job_run(job, executor {identity, witness table}) and its two kin with a task executor are
// exported by libswift_Concurrency (tried with 6.3.1; stdlib/public/Concurrency/Actor.cpp). Where
// they are gone, slices have no ends but those that the task events tell.
#include "jobs.h"
#include "CTraceRuntime.h"
#include "executor_names.h"
#include "real.h"
#include "yields.h"
#include "races/races.h"
#include "recorder.h"
#include "standstill.h"
#include "task_layout.h"
#include "task_waits.h"
#include "virtual/slots.h"

typedef struct {
    void *identity;
    uintptr_t implementation;
} executor_reference;

typedef __attribute__((swiftcall)) void (*job_run)(asynclab_job, executor_reference);
typedef __attribute__((swiftcall)) void (*job_run_on_task_executor)(asynclab_job,
                                                                    executor_reference);
typedef __attribute__((swiftcall)) void (*job_run_on_both)(asynclab_job, executor_reference,
                                                           executor_reference);

__attribute__((swiftcall, weak)) executor_reference swift_task_getMainExecutor(void);

/// What was on the thread before a job began.
typedef struct {
    uint32_t task;
    bool ends_yield;
    uint64_t executor;
    uint64_t job_executor;
    uint64_t turn_executor;
    const void *task_object;
    asynclab_race_context races;
} outer_job;

void asynclab_thread_enter_task(const asynclab_swift_task *task) {
    asynclab_thread_state *thread = &asynclab_this_thread;
    asynclab_yield_goes_on();
    thread->task = task->id;
    thread->task_object = task;
    thread->enqueued_task = 0;
    thread->suspension_task = 0;
    thread->hop_executor = 0;
    asynclab_standstill_task(task->id);
    if (asynclab_virtual_is_on) {
        asynclab_strategy_runs(task->id);
    }
    asynclab_record(asynclab_kind_started, task->id, thread->executor, 0);
    if (asynclab_races_are_on) {
        asynclab_races_enter(task);
    }
}

/// What runs on a carrier is nothing of the program's, but what is on the main queue.
static bool is_nested(void) {
    return asynclab_managed_thread == NULL || asynclab_managed_thread->group == NULL;
}

static outer_job job_begins(asynclab_job job, uint64_t executor, const void *serial) {
    asynclab_thread_state *thread = &asynclab_this_thread;
    outer_job outer = {thread->task, thread->ends_yield, thread->executor, thread->job_executor,
                       thread->turn_executor, thread->task_object, {0}};
    if (asynclab_races_are_on) {
        // Hops that wait to be made have no order.
        serial = asynclab_is_hop_executor(serial) ? NULL : serial;
        outer.races = asynclab_races_job_begins(serial, outer.task != 0 || is_nested());
    }
    const asynclab_swift_task *task = job;
    uint32_t kind = asynclab_tasks_are_seen ? ASYNCLAB_JOB_KIND(task->flags)
                                          : ASYNCLAB_JOB_KIND_UNKNOWN;
    // A job on top of a task: the task could go on, but has to wait for it.
    if (outer.task != 0) {
        asynclab_thread_tell_hop();
        asynclab_record(asynclab_kind_yielded, outer.task, 0, 0);
    }
    thread->task = 0;
    thread->ends_yield = kind == ASYNCLAB_JOB_KIND_CONTINUATION;
    thread->executor = kind == ASYNCLAB_JOB_KIND_ACTOR_TURN ? asynclab_executor_actor : executor;
    thread->turn_executor = thread->executor;
    thread->job_executor = executor;
    // A task that no executor was asked to run reports no start: the first stretch of `main`.
    if (kind == ASYNCLAB_JOB_KIND_TASK && (task->status & ASYNCLAB_STATUS_ENQUEUED) == 0) {
        if (asynclab_virtual_is_on) {
            asynclab_task_is_live(task);
        }
        asynclab_thread_enter_task(task);
    }
    return outer;
}

/// The task left the thread and waits, or runs on another one already: so the record's place and time
/// are taken before anything else is found out. A thread that gets no processor in between would else
/// tell of a stop later than what followed it.
static void record_stop(const asynclab_thread_state *thread) {
    asynclab_thread_tell_hop();
    asynclab_standstill_task(0);
    if (asynclab_trace == NULL) {
        return;
    }
    uint64_t now = asynclab_record_now();
    asynclab_trace_record *record = asynclab_record_reserve();
    if (record == NULL) {
        return;
    }
    bool is_told = thread->suspension_task == thread->task;
    uint32_t place = is_told ? thread->suspension_place : 0;
    uint32_t other = is_told ? thread->suspension_other : 0;
    asynclab_wait wait = is_told ? thread->suspension_wait : asynclab_wait_unknown;
    if (wait == asynclab_wait_unknown || asynclab_virtual_is_on) {
        wait = asynclab_wait_of_this_thread(&other);
    }
    asynclab_record_fill(record, now, asynclab_kind_stopped, thread->task,
                         asynclab_with_place(wait, place), other);
}

static void job_ended(outer_job outer) {
    asynclab_thread_state *thread = &asynclab_this_thread;
    asynclab_yield_goes_on();
    asynclab_record_yielder(asynclab_executor_unknown);
    thread->ends_yield = outer.ends_yield;
    if (thread->task != 0) {
        record_stop(thread);
    }
    if (asynclab_races_are_on) {
        asynclab_races_job_ended(outer.races);
    }
    thread->suspension_task = 0;
    asynclab_standstill_task(outer.task);
    thread->task = outer.task;
    thread->task_object = outer.task_object;
    thread->executor = outer.executor;
    thread->job_executor = outer.job_executor;
    thread->turn_executor = outer.turn_executor;
    // A job that ran within another one's slice: the outer task goes on.
    if (outer.task != 0) {
        asynclab_record(asynclab_kind_started, outer.task, outer.executor, 0);
    }
}

static uint64_t executor_number(executor_reference executor) {
    return asynclab_executor_number(executor.identity, executor.implementation);
}

__attribute__((swiftcall)) void swift_job_run(asynclab_job job, executor_reference executor) {
    if (asynclab_virtual_is_on) {
        asynclab_virtual_job_runs(job);
    }
    outer_job outer = job_begins(job, executor_number(executor), executor.identity);
    ((job_run)ASYNCLAB_REAL(swift_job_run))(job, executor);
    job_ended(outer);
}

__attribute__((swiftcall)) void swift_job_run_on_task_executor(asynclab_job job,
                                                               executor_reference executor) {
    outer_job outer = job_begins(job, executor_number(executor), NULL);
    ((job_run_on_task_executor)ASYNCLAB_REAL(swift_job_run_on_task_executor))(job, executor);
    job_ended(outer);
}

__attribute__((swiftcall)) void swift_job_run_on_serial_and_task_executor(
    asynclab_job job, executor_reference serial, executor_reference preferred) {
    outer_job outer = job_begins(job, executor_number(serial), serial.identity);
    ((job_run_on_both)ASYNCLAB_REAL(swift_job_run_on_serial_and_task_executor))(job, serial,
                                                                                 preferred);
    job_ended(outer);
}

/// Task.immediate and addImmediateTask run a task's first stretch within its creator's. The program
/// calls swift_task_immediate(task, executor) through its PLT (tried with 6.3.1; swiftcall;
/// stdlib/public/Concurrency/Actor.cpp), which runs the job without passing our swift_job_run. Where
/// it is called otherwise, that stretch is its creator's.
__attribute__((swiftcall)) void swift_task_immediate(asynclab_job job, executor_reference executor) {
    // The generic executor stands for "where the creator is".
    uint64_t number = executor.identity != NULL ? executor_number(executor)
                                                : asynclab_this_thread.executor;
    // Asked for and run at once: unlike `main`, which nobody asks for.
    if (asynclab_tasks_are_seen) {
        asynclab_record(asynclab_kind_enqueued, ((const asynclab_swift_task *)job)->id, number,
                        asynclab_this_thread.task);
    }
    outer_job outer = job_begins(job, number, executor.identity);
    ((job_run)ASYNCLAB_REAL(swift_task_immediate))(job, executor);
    job_ended(outer);
}

void asynclab_job_run_on_pool(asynclab_job job) {
    swift_job_run(job, (executor_reference){NULL, 0});
}

void asynclab_job_run_on_main(asynclab_job job) {
    asynclab_thread_state *thread = &asynclab_this_thread;
    // Whichever thread drains the main queue is thread 0 while it does.
    uint32_t index = thread->index;
    thread->index = 1;
    swift_job_run(job, swift_task_getMainExecutor());
    thread->index = index;
}

uint8_t asynclab_job_priority(asynclab_job job) {
    if (!asynclab_layout_known) {
        return ASYNCLAB_PRIORITY_DEFAULT;
    }
    uint8_t priority = (uint8_t)ASYNCLAB_JOB_PRIORITY(((const asynclab_swift_task *)job)->flags);
    // 0 is "unspecified" (a sleep's hidden task has it), which the platform runs as the default.
    return priority != 0 ? priority : ASYNCLAB_PRIORITY_DEFAULT;
}

void asynclab_record_sleep(asynclab_job job, uint64_t deadline_ns) {
    if (asynclab_tasks_are_seen) {
        asynclab_thread_tell_hop();
        asynclab_record(asynclab_kind_sleep, asynclab_this_thread.task,
                        ((const asynclab_swift_task *)job)->id,
                        deadline_ns - asynclab_trace_start_ns);
    }
}

void asynclab_record_timer_fired(asynclab_job job) {
    if (asynclab_tasks_are_seen) {
        asynclab_record(asynclab_kind_timer_fired, ((const asynclab_swift_task *)job)->id, 0, 0);
    }
}

// Hops

typedef __attribute__((swiftasynccall)) void (*task_continuation)(
    __attribute__((swift_async_context)) void *);
typedef __attribute__((swiftasynccall)) void (*task_switch)(
    __attribute__((swift_async_context)) void *, task_continuation, executor_reference);

void asynclab_thread_tell_hop(void) {
    asynclab_thread_state *thread = &asynclab_this_thread;
    if (thread->hop_executor == 0) {
        return;
    }
    asynclab_trace_record *record = asynclab_record_reserve();
    if (record != NULL) {
        asynclab_record_fill_at(record, thread->hop_ns - asynclab_trace_start_ns,
                                asynclab_thread_index(), asynclab_kind_switched, thread->task,
                                thread->hop_executor);
    }
    thread->hop_executor = 0;
}

/// Takes note of a hop, and makes it.
static __attribute__((swiftasynccall)) void
switch_to(__attribute__((swift_async_context)) void *context, task_continuation resume,
          executor_reference executor) {
    if (asynclab_races_are_on) {
        bool is_own = executor.identity != NULL && executor.implementation > 3 &&
                      executor.identity != swift_task_getMainExecutor().identity;
        asynclab_races_hop(executor.identity, is_own);
    }
    asynclab_thread_state *thread = &asynclab_this_thread;
    if (thread->task != 0) {
        asynclab_thread_tell_hop();
        // Off an actor, a task goes on where its job runs, on the pool's executor or its own.
        uint64_t number = executor.identity != NULL ? executor_number(executor)
                                                    : thread->job_executor;
        if (number != thread->executor) {
            thread->executor = thread->hop_executor = number;
            thread->hop_ns = asynclab_clock_ns();
        }
        // This way never leads into a queue, and others are let into the actor.
        if (number == asynclab_executor_pool) {
            asynclab_thread_tell_hop();
        }
    }
    task_switch real = (task_switch)ASYNCLAB_REAL(swift_task_switch);
    __attribute__((musttail)) return real(context, resume, executor);
}

// Where hops are choices, a task gives up its thread before it hops to an actor: it is enqueued on an
// executor that puts it among the jobs of the pool, and when that job is chosen, makes the hop itself.
// In between it has a frame of its own, which looks like that of a function that it called.

typedef struct {
    void *caller;
    task_continuation resume;
    executor_reference target;
} hop_frame;

__attribute__((swiftcall, weak)) executor_reference swift_task_getCurrentExecutor(void);
__attribute__((swiftcall, weak)) void *swift_task_alloc(size_t size);
__attribute__((swiftcall, weak)) void swift_task_dealloc(void *allocated);

static executor_reference hop_executor;
/// Where the task goes that is being enqueued on `hop_executor`.
static uint64_t hop_target;

void asynclab_hop_executor_install(void *identity, uintptr_t implementation) {
    hop_executor = (executor_reference){identity, implementation};
}

bool asynclab_is_hop_executor(const void *identity) {
    return identity == hop_executor.identity;
}

void asynclab_virtual_enqueue_hop(asynclab_job job) {
    asynclab_pool_add_hop(job, hop_target);
}

/// A hop that could be made at once, from the pool or an actor to another actor.
static bool is_choice(executor_reference target) {
    if (!asynclab_hops_are_choices || hop_executor.identity == NULL || target.identity == NULL ||
        target.implementation != 0 || asynclab_this_thread.task == 0) {
        return false;
    }
    executor_reference current = swift_task_getCurrentExecutor();
    return current.identity != target.identity && current.implementation == 0;
}

static __attribute__((swiftasynccall)) void
hop_goes_on(__attribute__((swift_async_context)) void *context) {
    hop_frame frame = *(hop_frame *)context;
    swift_task_dealloc(context);
    // A tail call, as every one that a function of this convention returns.
    return switch_to(frame.caller, frame.resume, frame.target);
}

static __attribute__((swiftasynccall)) void
switch_by_job(__attribute__((swift_async_context)) void *context, task_continuation resume,
              executor_reference executor) {
    hop_frame *frame = swift_task_alloc(sizeof *frame);
    *frame = (hop_frame){context, resume, executor};
    asynclab_thread_tell_hop();
    hop_target = executor_number(executor);
    if (asynclab_races_are_on) {
        asynclab_races_hop(NULL, false);
    }
    task_switch real = (task_switch)ASYNCLAB_REAL(swift_task_switch);
    __attribute__((musttail)) return real(frame, hop_goes_on, hop_executor);
}

/// The program calls swift_task_switch(context, continuation, executor) through its PLT at every hop
/// to an actor and back (tried with 6.3.1; swiftasynccall; stdlib/public/Concurrency/Actor.cpp). Where
/// the executor is free, the task goes on there at once, and no other call tells of it; else it is
/// enqueued, which is reported as always. Where it is called otherwise, a hop without a queue is not
/// seen.
__attribute__((swiftasynccall)) void
swift_task_switch(__attribute__((swift_async_context)) void *context, task_continuation resume,
                  executor_reference executor) {
    if (asynclab_virtual_is_on) {
        asynclab_virtual_hop();
    }
    if (is_choice(executor)) {
        __attribute__((musttail)) return switch_by_job(context, resume, executor);
    }
    __attribute__((musttail)) return switch_to(context, resume, executor);
}
