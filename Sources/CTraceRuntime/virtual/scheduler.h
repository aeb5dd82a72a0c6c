// The virtual clock: one baton, and time that moves only when nobody can run.
//
// All threads of the program are managed: each waits until it is handed the baton, and exactly one
// has it at any moment. A thread gives it away where it would wait (for a lock, a condition, a time,
// a file descriptor) and gets it back when what it waits for has come. Jobs of the main actor and of
// the global pool run on carriers, threads of ours; a job's own place (the main actor's, or one of
// the pool's) is its slot, and stays taken while the job's thread waits inside it. When nobody can
// run, time jumps to the next timer. When there is none, the program is stuck, and ended.
//
// So there is no lock here: whoever has the baton may touch everything. Only what comes from outside
// (a thread back from a call that we let through, asynclab's control page) is atomic.
//
// Everything that could differ between two runs is decided in `strategy.c`.
#pragma once

#include "../recorder.h"
#include "strategy.h"
#include <poll.h>
#include <pthread.h>

#pragma clang assume_nonnull begin

#define ASYNCLAB_NEVER UINT64_MAX

typedef struct asynclab_timer asynclab_timer;
typedef struct asynclab_slot_group asynclab_slot_group;

/// What a managed thread is doing.
typedef enum {
    asynclab_thread_running,
    /// Could run, and waits for the baton.
    asynclab_thread_ready,
    /// Waits for a wake-up at `key`, a descriptor in `polled`, or a time.
    asynclab_thread_waiting,
    /// In a call that nobody but the system can end, without the baton.
    asynclab_thread_outside,
    /// A carrier without a job.
    asynclab_thread_idle,
    asynclab_thread_gone,
} asynclab_managed_state;

/// A thread that takes turns with the others.
typedef struct asynclab_managed {
    /// 1 when it is handed the baton; a futex.
    uint32_t baton;
    asynclab_managed_state state;
    /// When it became ready, in the order of all that did.
    uint64_t sequence;
    /// What it waits for; any address. Null: not by a key.
    const void *_Nullable key;
    /// When its waiting ends at the latest; null: never.
    asynclab_timer *_Nullable timeout;
    bool timed_out;
    /// The descriptors that it waits for, in the form of poll(2).
    struct pollfd *_Nullable polled;
    nfds_t polled_count;
    /// One of them can change from outside the program.
    bool polls_outside;
    asynclab_call call;
    /// Where in the program it called from, see `asynclab_program_caller`, and which task did.
    uint64_t caller;
    uint32_t task;
    /// In the order of creation, from 0.
    uint32_t number;
    /// The job that a carrier was given to run, and where.
    void *_Nullable job;
    void (*_Nullable work)(void *_Nullable);
    asynclab_slot_group *_Nullable group;
    pthread_t thread;
    void *_Nullable (*_Nullable body)(void *_Nullable);
    void *_Nullable argument;
    /// Nobody will join it.
    bool is_detached;
    /// Within dispatch_main: the thread only waits for signals from now on.
    bool is_parked;
    /// The one that came back from outside before it.
    struct asynclab_managed *_Nullable arrived_before;
    /// The number of the slot that its job holds, within the group.
    uint32_t slot;
    /// Neighbours in the list of all, in the order of creation.
    struct asynclab_managed *_Nullable next;
    struct asynclab_managed *_Nullable previous;
} asynclab_managed;

/// The virtual clock is on in this process.
extern bool asynclab_virtual_is_on;

extern _Thread_local asynclab_managed *_Nullable asynclab_managed_thread
    __attribute__((tls_model("initial-exec")));

/// The program has crashed, and its report is being made: nobody takes turns any more.
extern bool asynclab_virtual_is_frozen;

/// The calling thread, if it takes turns; null: the call goes to the real function. So do those of a
/// signal handler on a thread that waits for its turn.
static inline asynclab_managed *_Nullable asynclab_managed_self(void) {
    if (__builtin_expect(!asynclab_virtual_is_on, 1) || asynclab_virtual_is_frozen) {
        return NULL;
    }
    asynclab_managed *self = asynclab_managed_thread;
    return self != NULL && self->state == asynclab_thread_running ? self : NULL;
}

// scheduler.c

/// All managed threads, in the order of creation.
extern asynclab_managed *_Nullable asynclab_first_managed;
/// How many wait for descriptors, and how many are in calls that only the system ends.
extern unsigned int asynclab_polling_threads, asynclab_outside_threads;

/// Begins taking turns: the calling thread has the baton. The clock has been on since the trace was
/// opened.
void asynclab_scheduler_start(void);

/// A new managed thread's record, not yet ready.
asynclab_managed *asynclab_managed_make(void);

/// The thread of a pthread; null: not managed, or gone and joined.
asynclab_managed *_Nullable asynclab_managed_find(pthread_t thread);

/// Takes a thread off the list: it has ended, and nobody will ask for it.
void asynclab_managed_forget(asynclab_managed *thread);

/// The next number for "who came first".
uint64_t asynclab_next_sequence(void);

/// Makes a thread that is not running ready.
void asynclab_managed_make_ready(asynclab_managed *thread);

/// Waits, on a thread just made, until it is handed the baton for the first time.
void asynclab_managed_begin(asynclab_managed *self);

/// Gives the baton away for good: the thread has ended, or will never run the program's code again.
void asynclab_managed_end(asynclab_managed *self);

/// Waits until `key` is woken, or until `deadline` (nanoseconds since the start; ASYNCLAB_NEVER).
/// The wait is recorded as `call` if a task is on the thread; `asked_ns` as in the record. False
/// where the deadline came first.
bool asynclab_wait_for(const void *_Nullable key, uint64_t deadline, asynclab_call call,
                       uint64_t asked_ns);

/// Waits until one of the descriptors is ready, or the deadline. False: the deadline came first.
/// `is_outside`: one of them can become ready from outside the program.
bool asynclab_wait_for_descriptors(struct pollfd *descriptors, nfds_t count, bool is_outside,
                                   uint64_t deadline, asynclab_call call);

/// Makes up to `count` threads that wait at `key` ready, the longest waiting first; how many.
unsigned int asynclab_wake(const void *key, unsigned int count);

/// Gives the baton to whose turn it is, and comes back when it is this thread's, which is not running
/// any more (but waiting, idle or ready).
void asynclab_take_turn(asynclab_managed *self);

/// Gives others that can run a turn before this thread goes on.
void asynclab_give_turn(asynclab_managed *self);

/// Around a call that only the system ends: without the baton, and with it again.
void asynclab_outside_begin(asynclab_managed *self, asynclab_call call);
void asynclab_outside_end(asynclab_managed *self);

/// Records that something which is not controlled took part, once a place and call; `task`: who called.
void asynclab_record_uncontrolled(asynclab_call call, uint64_t caller, uint32_t task);

/// Ends the program, and says why in the trace.
_Noreturn void asynclab_scheduler_stop(asynclab_stop reason);

// idle.c

/// Makes those ready whose descriptors are; true where there were any.
bool asynclab_look_at_descriptors(void);

/// Nobody can run: waits for what comes first, and returns when somebody might.
void asynclab_let_time_pass(void);

// Time

/// Nanoseconds since the start.
extern uint64_t asynclab_virtual_now;

/// Counts what happened other than looking at the clock and yielding: tells work from spinning.
extern uint64_t asynclab_progress;

/// One turn of a loop that may only wait for time: a look at the clock, a yield. After a thousand
/// of them in a row, without progress between, time passes by a microsecond a turn. True where
/// others should get a turn now.
bool asynclab_spin(void);

/// One turn of a task that only yields, or asks an actor again and again. The same, but that no time
/// passes where no timer is set; then, after two million turns, the program is stuck.
void asynclab_spin_on_tasks(bool yields);

/// One hop to an actor, or back, which a task can make without giving up its thread: a loop of these
/// may wait for others. After a hundred thousand of them in a row, without progress between, time
/// passes, the longer it takes the faster. True where others should get a turn now.
bool asynclab_spin_on_hops(void);

// timers.c

typedef enum {
    /// A job of the runtime that will wake a sleeper.
    asynclab_timer_of_job,
    /// The longest that a thread waits.
    asynclab_timer_of_thread,
    /// A timerfd.
    asynclab_timer_of_descriptor,
} asynclab_timer_kind;

struct asynclab_timer {
    uint64_t deadline;
    uint64_t sequence;
    asynclab_timer_kind kind;
    /// Nobody waits for it any more.
    bool is_dead;
    /// It belongs to libdispatch, which ticks as long as it has threads.
    bool is_background;
    void *subject;
    /// The task that sleeps; 0: not known.
    uint32_t task;
};

asynclab_timer *asynclab_timer_add(asynclab_timer_kind kind, uint64_t deadline, void *subject);
/// Nobody waits for it any more. It may be freed at once: forget it.
void asynclab_timer_cancel(asynclab_timer *timer);
/// The next time at which somebody is woken; ASYNCLAB_NEVER: none. `is_background`: only
/// libdispatch itself is waiting, for all the timers there are.
uint64_t asynclab_timers_next(bool *is_background);
/// Fires all that are due; true where there was one.
bool asynclab_timers_fire(void);
/// Task `task` was made ready: if it slept, its timer is of no use now.
void asynclab_timers_sleeper_is_ready(uint32_t task);

// timer_descriptors.c

/// The timer of a descriptor has come due.
void asynclab_timer_descriptor_fire(void *descriptor);

// pace.c

/// Lets real time pass until virtual time may be `target`: with the pace asked for, or, while
/// something outside is waited for, as fast as real time. Then sets the clock. False where something
/// came from outside before: the clock stands earlier then.
bool asynclab_pace_until(uint64_t target, bool is_real);
/// Tells asynclab what time it is, in virtual time.
void asynclab_pace_show(uint64_t time);
/// Waits while the program is paused and has no step left.
void asynclab_pace_gate(void);
/// One of the steps asked for was taken.
void asynclab_pace_step_taken(void);
/// Something came from outside: whoever waits in here looks again. From any thread.
void asynclab_pace_ring(void);
/// True until somebody has looked.
bool asynclab_arrivals_wait(void);

// waits.c

/// Task events, for the report at the end.
void asynclab_task_is_live(const void *task);
void asynclab_task_is_gone(uint32_t task);
/// Records what each live task waits for.
void asynclab_record_waits(void);

// callers.c

/// The innermost place in the program's own code on this stack, counted from where it is loaded;
/// 0: none.
uint64_t asynclab_program_caller(void);

/// True where `address` lies in the program itself.
bool asynclab_is_of_program(const void *address);

/// True where `address` lies in the library of this name.
bool asynclab_is_in_library(const void *address, const char *name);

#pragma clang assume_nonnull end
