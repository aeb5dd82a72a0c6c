// Where jobs of the main actor and of the pool run.
//
// A group is a queue with some slots: the main actor's has one, the pool's five qualities of service
// have as many as `--threads` says, each. A job takes a slot, and a carrier, a thread of ours that
// runs it. While it waits inside a blocking call, slot and carrier stay taken, and other carriers
// run what is in other slots. Carriers are never the program's first thread: after an `await`, the
// main actor is not on that thread natively either (tried with 6.3.1).
//
// A program whose `main` is not async runs its main queue as it likes (RunLoop, dispatchMain()). Then
// jobs of the main actor go to libdispatch's main queue, as without us, and are chosen there.
#include "slots.h"
#include "CTraceRuntime.h"
#include "../jobs.h"
#include "../races/races.h"
#include "../real.h"
#include "../task_layout.h"
#include "../calls/calls.h"
#include "../explore/in_place.h"
#include <stdlib.h>
#include <string.h>

/// A job in a queue.
typedef struct {
    /// A job, or what `work` is called with, where that is not null.
    void *job;
    void (*work)(void *);
    uint64_t sequence;
    /// The task that it is for; 0: not known.
    uint32_t task;
    /// It only makes a task ready: a sleeper, or one that yields.
    bool is_waker;
    /// The task gave up its turn.
    bool yielded;
} waiting_job;

struct asynclab_slot_group {
    /// A ring; `room` is a power of two.
    waiting_job *jobs;
    size_t head, count, room;
    /// Number of the thread that each slot is in the trace, plus 1; 0: not used yet.
    uint32_t *threads;
    bool *is_taken;
    uint32_t width, taken;
};

enum { main_group, lowest_pool, pools = 5, groups };

static asynclab_slot_group all_groups[lowest_pool + pools];
#define GROUP_COUNT (lowest_pool + pools)

/// Who runs jobs of the main actor.
static enum { libdispatch_runs_main, nobody_runs_main_yet, carriers_run_main } main_runner;

/// The least priority of each quality of service but the lowest, see PoolExecutor.
static const uint8_t thresholds[pools - 1] = {0x11, 0x15, 0x19, 0x21};

static void *room_for(size_t count, size_t size) {
    void *room = calloc(count, size);
    if (room == NULL) {
        abort();
    }
    return room;
}

void asynclab_slots_start(uint32_t pool_width) {
    for (size_t index = 0; index < GROUP_COUNT; index++) {
        asynclab_slot_group *group = &all_groups[index];
        group->width = index == main_group ? 1 : pool_width;
        group->room = 16;
        group->jobs = room_for(group->room, sizeof *group->jobs);
        group->threads = room_for(group->width, sizeof *group->threads);
        group->is_taken = room_for(group->width, sizeof *group->is_taken);
    }
}

/// Wakers that wait.
static size_t wakers;

static waiting_job *job_at(asynclab_slot_group *group, size_t position) {
    return &group->jobs[(group->head + position) & (group->room - 1)];
}

static uint32_t job_kind(const void *job) {
    return ASYNCLAB_JOB_KIND(((const asynclab_swift_task *)job)->flags);
}

/// A job as it comes from the runtime: of a task itself, of an actor with a turn for the task that was
/// enqueued just now, or of a task that yields.
static waiting_job job_from_runtime(void *job) {
    const asynclab_thread_state *thread = &asynclab_this_thread;
    uint32_t kind = job_kind(job);
    return (waiting_job){
        .job = job,
        .task = kind == ASYNCLAB_JOB_KIND_TASK           ? ((const asynclab_swift_task *)job)->id
                : kind == ASYNCLAB_JOB_KIND_CONTINUATION ? thread->task
                                                         : thread->enqueued_task,
        .is_waker = kind == ASYNCLAB_JOB_KIND_CONTINUATION,
        .yielded = kind == ASYNCLAB_JOB_KIND_CONTINUATION || thread->ends_yield,
    };
}

static void add(asynclab_slot_group *group, waiting_job added) {
    if (group->count == group->room) {
        waiting_job *larger = room_for(group->room * 2, sizeof *larger);
        for (size_t index = 0; index < group->count; index++) {
            larger[index] = *job_at(group, index);
        }
        free(group->jobs);
        group->jobs = larger;
        group->room *= 2;
        group->head = 0;
    }
    group->count++;
    wakers += added.is_waker;
    added.sequence = asynclab_next_sequence();
    *job_at(group, group->count - 1) = added;
}

/// Takes the job at `position` out, and closes the gap from the shorter side.
static waiting_job take(asynclab_slot_group *group, size_t position) {
    waiting_job taken = *job_at(group, position);
    if (position < group->count / 2) {
        for (; position > 0; position--) {
            *job_at(group, position) = *job_at(group, position - 1);
        }
        group->head = (group->head + 1) & (group->room - 1);
    } else {
        for (; position + 1 < group->count; position++) {
            *job_at(group, position) = *job_at(group, position + 1);
        }
    }
    group->count--;
    wakers -= taken.is_waker;
    return taken;
}

static bool has_slot(const asynclab_slot_group *group) {
    return group->taken < group->width &&
           (group != &all_groups[main_group] || main_runner == carriers_run_main);
}

size_t asynclab_ready_jobs(void) {
    size_t count = 0;
    for (size_t index = 0; index < GROUP_COUNT; index++) {
        count += has_slot(&all_groups[index]) ? all_groups[index].count : 0;
    }
    return count;
}

asynclab_job_choice asynclab_ready_job(size_t number) {
    for (size_t index = 0; index < GROUP_COUNT; index++) {
        asynclab_slot_group *group = &all_groups[index];
        size_t count = has_slot(group) ? group->count : 0;
        if (number < count) {
            return (asynclab_job_choice){group, number};
        }
        number -= count;
    }
    abort();
}

size_t asynclab_first_ready_job(uint64_t *sequence) {
    size_t before = 0, first = 0;
    *sequence = UINT64_MAX;
    for (size_t index = 0; index < GROUP_COUNT; index++) {
        asynclab_slot_group *group = &all_groups[index];
        if (has_slot(group) && group->count > 0) {
            if (job_at(group, 0)->sequence < *sequence) {
                *sequence = job_at(group, 0)->sequence;
                first = before;
            }
            before += group->count;
        }
    }
    return first;
}

asynclab_candidate asynclab_ready_job_candidate(asynclab_job_choice choice) {
    const waiting_job *job = job_at(choice.group, choice.position);
    return (asynclab_candidate){.who = job->task, .yielded = job->yielded};
}

uint64_t asynclab_ready_job_sequence(asynclab_job_choice choice) {
    return job_at(choice.group, choice.position)->sequence;
}

bool asynclab_ready_waker(asynclab_job_choice *waker) {
    for (size_t index = 0; wakers > 0 && index < GROUP_COUNT; index++) {
        asynclab_slot_group *group = &all_groups[index];
        size_t count = has_slot(group) ? group->count : 0;
        for (size_t position = 0; position < count; position++) {
            if (job_at(group, position)->is_waker) {
                *waker = (asynclab_job_choice){group, position};
                return true;
            }
        }
    }
    return false;
}

// Running


bool asynclab_take_job(asynclab_job_choice choice, asynclab_managed *carrier) {
    asynclab_slot_group *group = choice.group;
    waiting_job taken = take(group, choice.position);
    uint32_t slot = 0;
    while (group->is_taken[slot]) {
        slot++;
    }
    group->is_taken[slot] = true;
    group->taken++;
    carrier->job = taken.job;
    carrier->work = taken.work;
    carrier->group = group;
    carrier->slot = slot;
    return !taken.is_waker;
}

static void run_main_job(void *job) {
    asynclab_job_run_on_main(job);
}

/// In place, where nobody else takes the main queue: its work is under way.
static bool is_on_main;

bool asynclab_is_on_main_in_place(void) {
    return main_runner != carriers_run_main || is_on_main;
}

static void run_on_main(void *context, void (*work)(void *)) {
    if (work == NULL) {
        asynclab_main_queue_run_now(context, run_main_job);
    } else if (asynclab_races_are_on) {
        asynclab_races_main_work(context, work);
    } else {
        asynclab_main_queue_run_now(context, work);
    }
}

static void run_taken_job(asynclab_managed *self) {
    asynclab_slot_group *group = self->group;
    void *job = self->job;
    self->job = NULL;
    if (self->work == NULL && job_kind(job) == ASYNCLAB_JOB_KIND_CONTINUATION) {
        asynclab_spin_on_tasks(true);
    }
    if (group == &all_groups[main_group]) {
        void (*work)(void *) = self->work != NULL ? self->work : run_main_job;
        if (asynclab_runs_in_place) {
            is_on_main = true;
            work(job);
            is_on_main = false;
        } else {
            // As the main queue's own work: what else is on it waits.
            run_on_main(job, self->work);
        }
    } else {
        uint32_t *thread = &group->threads[self->slot];
        asynclab_this_thread.index = *thread;
        if (*thread == 0) {
            *thread = asynclab_thread_register(asynclab_role_pool) + 1u;
        }
        asynclab_job_run_on_pool(job);
    }
    group->is_taken[self->slot] = false;
    group->taken--;
    self->group = NULL;
}

static _Noreturn void run_jobs(asynclab_managed *self) {
    while (true) {
        if (self->job != NULL) {
            run_taken_job(self);
        }
        self->state = asynclab_thread_idle;
        asynclab_take_turn(self);
    }
}

static void *carry(void *argument) {
    asynclab_managed_begin(argument);
    run_jobs(argument);
}

asynclab_managed *asynclab_carrier_make(void) {
    asynclab_in_place_leave();
    asynclab_managed *carrier = asynclab_managed_make();
    carrier->state = asynclab_thread_idle;
    if (!asynclab_thread_make(&carrier->thread, carry, carrier)) {
        static const char why[] = "asynclab-runtime: the system gives no thread for a job\n";
        asynclab_give_up(why, sizeof why - 1);
    }
    return carrier;
}

// The executors

static asynclab_candidate main_candidate(size_t position) {
    return asynclab_ready_job_candidate((asynclab_job_choice){&all_groups[main_group], position});
}

static void run_chosen_main_job(void *unused) {
    (void)unused;
    asynclab_slot_group *group = &all_groups[main_group];
    // Carriers took over since, or took what this one was for.
    if (main_runner == carriers_run_main || group->count == 0) {
        return;
    }
    size_t position = asynclab_strategy_choose(
        (asynclab_candidates){.count = group->count, .oldest = 0, .at = main_candidate});
    asynclab_job_run_on_main(take(group, position).job);
}

void asynclab_virtual_enqueue_main(asynclab_job job) {
    waiting_job added = job_from_runtime(job);
    asynclab_enqueued_on(job, asynclab_executor_main);
    add(&all_groups[main_group], added);
    if (main_runner == libdispatch_runs_main) {
        asynclab_main_queue_add(NULL, run_chosen_main_job);
    }
}

/// The pool's group for a job's priority.
static asynclab_slot_group *pool_for(void *job) {
    uint8_t priority = asynclab_job_priority(job);
    size_t pool = lowest_pool;
    for (size_t index = 0; index < pools - 1; index++) {
        pool += priority >= thresholds[index];
    }
    return &all_groups[pool];
}

void asynclab_virtual_enqueue_pool(asynclab_job job) {
    waiting_job added = job_from_runtime(job);
    asynclab_record_pool_enqueue(job);
    add(pool_for(job), added);
}

void asynclab_pool_add_hop(void *job, uint64_t executor) {
    asynclab_enqueued_on(job, executor);
    add(pool_for(job), (waiting_job){.job = job, .task = ((const asynclab_swift_task *)job)->id});
}

bool asynclab_main_takes_work(void) {
    return asynclab_managed_self() != NULL && main_runner != libdispatch_runs_main;
}

void asynclab_main_add_work(void *context, void (*work)(void *)) {
    add(&all_groups[main_group], (waiting_job){.job = context, .work = work});
    asynclab_progress++;
}

void asynclab_pool_add_waker(void *job, uint32_t task) {
    add(&all_groups[lowest_pool + 2], (waiting_job){.job = job, .task = task, .is_waker = true});
}

void asynclab_virtual_job_runs(const void *address) {
    const asynclab_swift_task *job = address;
    bool is_first_thread = asynclab_this_thread.index == 1;
    if (is_first_thread && main_runner == libdispatch_runs_main &&
        job_kind(job) == ASYNCLAB_JOB_KIND_TASK &&
        (job->status & ASYNCLAB_STATUS_ENQUEUED) == 0) {
        main_runner = nobody_runs_main_yet;
    }
}

void asynclab_virtual_hop(void) {
    asynclab_managed *self = asynclab_managed_self();
    if (self != NULL && asynclab_spin_on_hops()) {
        asynclab_give_turn(self);
    }
}

void asynclab_virtual_run_main(void) {
    main_runner = carriers_run_main;
    if (asynclab_runs_in_place) {
        asynclab_managed_thread->state = asynclab_thread_idle;
        run_jobs(asynclab_managed_thread);
    }
    asynclab_main_queue_run();
}
