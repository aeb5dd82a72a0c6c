// The baton: who has it, who gets it next, and what happens when nobody can run.
#include "scheduler.h"
#include "../explore/in_place.h"
#include "../futex.h"
#include "../jobs.h"
#include "../places.h"
#include "choosing.h"
#include "slots.h"
#include <errno.h>
#include <stdlib.h>

bool asynclab_virtual_is_on;
bool asynclab_virtual_is_frozen;
_Thread_local asynclab_managed *asynclab_managed_thread;
uint64_t asynclab_virtual_now;
uint64_t asynclab_progress;

/// Choices after which descriptors are looked at though others can run.
#define CHOICES_BETWEEN_POLLS 16u

asynclab_managed *asynclab_first_managed;
static asynclab_managed *last_thread;
/// Numbers for "who came first".
static uint64_t last_sequence;
static unsigned int waiting_threads;
unsigned int asynclab_polling_threads, asynclab_outside_threads;
static unsigned int choices;
/// Those that came back from outside and want the baton; pushed from any thread.
static asynclab_managed *_Atomic arrivals;

void asynclab_scheduler_start(void) {
    asynclab_strategy_start(&asynclab_trace->schedule, asynclab_trace->seed);
    asynclab_managed *main = asynclab_managed_make();
    main->state = asynclab_thread_running;
    main->thread = pthread_self();
    asynclab_managed_thread = main;
}

uint64_t asynclab_next_sequence(void) {
    return ++last_sequence;
}

// Threads

asynclab_managed *asynclab_managed_make(void) {
    asynclab_managed *thread = calloc(1, sizeof *thread);
    if (thread == NULL) {
        abort();
    }
    static uint32_t last_number;
    thread->number = last_number++;
    thread->previous = last_thread;
    *(last_thread != NULL ? &last_thread->next : &asynclab_first_managed) = thread;
    last_thread = thread;
    return thread;
}

void asynclab_managed_forget(asynclab_managed *thread) {
    *(thread->previous != NULL ? &thread->previous->next : &asynclab_first_managed) = thread->next;
    *(thread->next != NULL ? &thread->next->previous : &last_thread) = thread->previous;
    free(thread);
}

asynclab_managed *asynclab_managed_find(pthread_t thread) {
    // The youngest: the system gives a number again once its thread has ended.
    for (asynclab_managed *found = last_thread; found != NULL; found = found->previous) {
        if (pthread_equal(found->thread, thread)) {
            return found;
        }
    }
    return NULL;
}

void asynclab_managed_make_ready(asynclab_managed *thread) {
    if (thread->state == asynclab_thread_waiting) {
        waiting_threads--;
        asynclab_polling_threads -= thread->polled != NULL;
    }
    if (thread->timeout != NULL) {
        asynclab_timer_cancel(thread->timeout);
        thread->timeout = NULL;
    }
    thread->state = asynclab_thread_ready;
    thread->sequence = asynclab_next_sequence();
}

// Handing over

static void wait_for_baton(asynclab_managed *self) {
    while (__atomic_load_n(&self->baton, __ATOMIC_ACQUIRE) == 0) {
        asynclab_futex_wait(&self->baton, 0, NULL, false);
    }
    __atomic_store_n(&self->baton, 0, __ATOMIC_RELAXED);
    self->state = asynclab_thread_running;
}

static void hand_baton(asynclab_managed *thread) {
    __atomic_store_n(&thread->baton, 1, __ATOMIC_RELEASE);
    asynclab_futex_wake(&thread->baton, 1, false);
}

/// Takes in those that came back from outside, the first to come first.
static void take_arrivals(void) {
    asynclab_managed *last = atomic_exchange(&arrivals, NULL), *first = NULL;
    while (last != NULL) {
        asynclab_managed *before = last->arrived_before;
        last->arrived_before = first;
        first = last;
        last = before;
    }
    for (; first != NULL; first = first->arrived_before) {
        asynclab_outside_threads--;
        asynclab_record_uncontrolled(first->call, first->caller, first->task);
        asynclab_managed_make_ready(first);
    }
}

bool asynclab_arrivals_wait(void) {
    return atomic_load(&arrivals) != NULL;
}

// Choosing

typedef struct {
    asynclab_managed *thread;
    asynclab_job_choice job;
} choice;

static asynclab_managed *ready_thread(size_t index) {
    for (asynclab_managed *thread = asynclab_first_managed; thread != NULL; thread = thread->next) {
        if (thread->state == asynclab_thread_ready && index-- == 0) {
            return thread;
        }
    }
    abort();
}

/// Candidates are the ready threads in the order of creation, and behind them the ready jobs.
static size_t ready_threads;

static asynclab_candidate candidate_at(size_t index) {
    if (index >= ready_threads) {
        return asynclab_ready_job_candidate(asynclab_ready_job(index - ready_threads));
    }
    const asynclab_managed *thread = ready_thread(index);
    return (asynclab_candidate){
        .who = thread->task != 0 ? thread->task : ASYNCLAB_IS_THREAD | thread->number,
    };
}

static bool choose(choice *chosen) {
    size_t oldest = 0;
    uint64_t first = UINT64_MAX;
    ready_threads = 0;
    for (asynclab_managed *thread = asynclab_first_managed; thread != NULL; thread = thread->next) {
        if (thread->state == asynclab_thread_ready) {
            if (thread->sequence < first) {
                first = thread->sequence;
                oldest = ready_threads;
            }
            ready_threads++;
        }
    }
    if (asynclab_hops_are_choices && asynclab_ready_waker(&chosen->job)) {
        chosen->thread = NULL;
        return true;
    }
    size_t jobs = asynclab_ready_jobs();
    if (ready_threads + jobs == 0) {
        return false;
    }
    if (jobs > 0) {
        uint64_t sequence;
        size_t job = asynclab_first_ready_job(&sequence);
        oldest = sequence < first ? ready_threads + job : oldest;
    }
    size_t index = asynclab_strategy_choose(
        (asynclab_candidates){.count = ready_threads + jobs, .oldest = oldest, .at = candidate_at});
    if (index < ready_threads) {
        *chosen = (choice){.thread = ready_thread(index)};
    } else {
        *chosen = (choice){.job = asynclab_ready_job(index - ready_threads)};
    }
    return true;
}

// Turns

static asynclab_managed *carrier_without_job(void) {
    for (asynclab_managed *thread = asynclab_first_managed; thread != NULL; thread = thread->next) {
        if (thread->state == asynclab_thread_idle) {
            return thread;
        }
    }
    return asynclab_carrier_make();
}

/// Who has the next turn; a carrier where it is a job's.
static asynclab_managed *next_in_turn(asynclab_managed *self) {
    choice chosen;
    while (true) {
        // Who is only made ready before any choice is made is not waited for.
        if (!asynclab_hops_are_choices || !asynclab_ready_waker(&chosen.job)) {
            asynclab_pace_gate();
        }
        take_arrivals();
        if (++choices % CHOICES_BETWEEN_POLLS == 0) {
            asynclab_look_at_descriptors();
        }
        if (choose(&chosen)) {
            break;
        }
        asynclab_let_time_pass();
    }
    if (chosen.thread != NULL) {
        if (asynclab_choosing_is_wanted(chosen.thread->task)) {
            asynclab_pace_step_taken();
        }
        return chosen.thread;
    }
    asynclab_managed *carrier =
        self->state == asynclab_thread_idle ? self : carrier_without_job();
    if (asynclab_take_job(chosen.job, carrier)) {
        asynclab_pace_step_taken();
    }
    return carrier;
}

void asynclab_take_turn(asynclab_managed *self) {
    int error = errno;
    asynclab_managed *next = next_in_turn(self);
    if (next != self) {
        hand_baton(next);
        wait_for_baton(self);
    }
    self->state = asynclab_thread_running;
    errno = error;
}

void asynclab_managed_begin(asynclab_managed *self) {
    asynclab_managed_thread = self;
    wait_for_baton(self);
}

/// Gives the baton to a carrier, which finds out who is next.
static void leave(void) {
    hand_baton(carrier_without_job());
}

void asynclab_managed_end(asynclab_managed *self) {
    self->state = asynclab_thread_gone;
    asynclab_managed_thread = NULL;
    asynclab_wake(self, UINT32_MAX);
    asynclab_progress++;
    if (self->is_detached) {
        asynclab_managed_forget(self);
    }
    leave();
}

void asynclab_give_turn(asynclab_managed *self) {
    self->task = asynclab_this_thread.task;
    asynclab_managed_make_ready(self);
    asynclab_take_turn(self);
}

void asynclab_outside_begin(asynclab_managed *self, asynclab_call call) {
    asynclab_in_place_leave();
    int error = errno;
    self->call = call;
    self->caller = asynclab_program_caller();
    self->task = asynclab_this_thread.task;
    asynclab_progress++;
    if (asynclab_this_thread.task != 0) {
        asynclab_thread_tell_hop();
        asynclab_record(asynclab_kind_blocked, asynclab_this_thread.task,
                        asynclab_with_place(call, asynclab_place_here()), 0);
    }
    self->state = asynclab_thread_outside;
    asynclab_outside_threads++;
    asynclab_managed_thread = NULL;
    leave();
    errno = error;
}

void asynclab_outside_end(asynclab_managed *self) {
    int error = errno;
    asynclab_managed *before = atomic_load(&arrivals);
    do {
        self->arrived_before = before;
    } while (!atomic_compare_exchange_weak(&arrivals, &before, self));
    asynclab_pace_ring();
    wait_for_baton(self);
    asynclab_managed_thread = self;
    if (asynclab_this_thread.task != 0) {
        asynclab_record(asynclab_kind_unblocked, asynclab_this_thread.task, 0, 0);
    }
    errno = error;
}

// Waiting

/// `polled` and `polls_outside` are set where it waits for descriptors.
static bool wait_until(asynclab_managed *self, uint64_t deadline, asynclab_call call,
                       uint64_t asked_ns) {
    uint32_t task = asynclab_this_thread.task;
    bool is_told = task != 0 || call <= asynclab_call_clock_nanosleep;
    if (is_told) {
        asynclab_thread_tell_hop();
        asynclab_record(asynclab_kind_blocked, task,
                        asynclab_with_place(call, asynclab_place_here()), asked_ns);
    }
    asynclab_progress++;
    self->call = call;
    self->task = task;
    self->timed_out = false;
    self->sequence = asynclab_next_sequence();
    self->state = asynclab_thread_waiting;
    self->timeout = deadline == ASYNCLAB_NEVER
                        ? NULL
                        : asynclab_timer_add(asynclab_timer_of_thread, deadline, self);
    waiting_threads++;
    asynclab_polling_threads += self->polled != NULL;
    asynclab_take_turn(self);
    self->polled = NULL;
    if (is_told) {
        asynclab_record(asynclab_kind_unblocked, task, 0, 0);
    }
    return !self->timed_out;
}

bool asynclab_wait_for(const void *key, uint64_t deadline, asynclab_call call, uint64_t asked_ns) {
    asynclab_managed *self = asynclab_managed_thread;
    if (deadline <= asynclab_virtual_now) {
        asynclab_give_turn(self);
        return false;
    }
    self->key = key;
    return wait_until(self, deadline, call, asked_ns);
}

bool asynclab_wait_for_descriptors(struct pollfd *descriptors, nfds_t count, bool is_outside,
                                   uint64_t deadline, asynclab_call call) {
    asynclab_managed *self = asynclab_managed_thread;
    self->key = NULL;
    self->polled = descriptors;
    self->polled_count = count;
    self->polls_outside = is_outside;
    self->caller = is_outside ? asynclab_program_caller() : 0;
    return wait_until(self, deadline, call, 0);
}

unsigned int asynclab_wake(const void *key, unsigned int count) {
    unsigned int woken = 0;
    while (woken < count && waiting_threads > 0) {
        asynclab_managed *longest = NULL;
        for (asynclab_managed *thread = asynclab_first_managed; thread != NULL; thread = thread->next) {
            if (thread->state == asynclab_thread_waiting && thread->key == key &&
                (longest == NULL || thread->sequence < longest->sequence)) {
                longest = thread;
            }
        }
        if (longest == NULL) {
            break;
        }
        asynclab_progress++;
        asynclab_managed_make_ready(longest);
        woken++;
    }
    return woken;
}
