// What the definitions that stand before the program's calls share.
#pragma once

#include "../virtual/scheduler.h"

#pragma clang assume_nonnull begin

/// Records that the calling thread begins to wait in a call, and that it came out again. Both leave
/// `errno` alone.
void asynclab_blocked(asynclab_call call, uint64_t asked_ns);
void asynclab_unblocked(void);

/// Under the live clock, and a task is on the calling thread: whoever watches wants to know what it
/// waits in.
static inline bool asynclab_task_is_here(void) {
    return asynclab_this_thread.task != 0 && asynclab_trace != NULL && !asynclab_virtual_is_on;
}

/// The result of a call that may wait, under the live clock: told where a task is on the thread.
#define ASYNCLAB_BLOCKING(call, expression)                                                        \
    ({                                                                                             \
        bool is_told = asynclab_task_is_here();                                                    \
        if (is_told) {                                                                             \
            asynclab_blocked(call, 0);                                                             \
        }                                                                                          \
        __auto_type told_result = (expression);                                                    \
        if (is_told) {                                                                             \
            asynclab_unblocked();                                                                  \
        }                                                                                          \
        told_result;                                                                               \
    })

/// Time that the program's own threads used, as far as it is counted: what they spun.
extern uint64_t asynclab_virtual_computed;

/// Starts a thread by the system's own call, with the signals blocked that are for the program's.
bool asynclab_thread_make(pthread_t *thread, void *_Nullable (*_Nonnull body)(void *_Nullable),
                          void *_Nullable argument);

/// Prints what the program has written and C's library still holds, unless a thread that will not
/// run again is within it.
void asynclab_flush_output(void);

/// Says why on standard error, and aborts.
_Noreturn void asynclab_give_up(const char *why, size_t length);

/// Nanoseconds since the start at which `time` of a clock is; 0 for what is past.
uint64_t asynclab_virtual_deadline(clockid_t clock, const struct timespec *time);

/// The same for a duration from now on.
uint64_t asynclab_virtual_after(uint64_t nanoseconds);

/// Nanoseconds of a duration; 0 for null and for negative ones.
uint64_t asynclab_nanoseconds(const struct timespec *_Nullable time);

/// Takes a mutex, waiting for its turn.
int asynclab_mutex_take(pthread_mutex_t *mutex, uint64_t deadline);
/// Gives it back, and wakes the one that waited longest.
int asynclab_mutex_give(pthread_mutex_t *mutex);

/// The system's number of the calling thread.
long asynclab_real_thread_id(void);

/// Waits until `descriptor` is ready, if a call on it would wait. Under the live clock the call itself
/// waits behind this wait, which is only told.
void asynclab_wait_until_ready(int descriptor, short events, asynclab_call call);

/// True where what `descriptor` leads to can become ready from outside the program.
bool asynclab_is_outside(int descriptor);

#pragma clang assume_nonnull end
