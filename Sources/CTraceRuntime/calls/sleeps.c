// Calls that put a thread to sleep: from when to when, and for how long they asked.
#include "../jobs.h"
#include "../places.h"
#include "../real.h"
#include "../recorder.h"
#include "../standstill.h"
#include "calls.h"
#include <time.h>
#include <unistd.h>

typedef unsigned int (*seconds_sleep)(unsigned int);
typedef int (*microseconds_sleep)(useconds_t);
typedef int (*nanoseconds_sleep)(const struct timespec *, struct timespec *);
typedef int (*clock_sleep)(clockid_t, int, const struct timespec *, struct timespec *);

void asynclab_blocked(asynclab_call call, uint64_t asked_ns) {
    if (!asynclab_standstill_is_of_this_thread()) {
        return;
    }
    asynclab_standstill_in_call(true);
    asynclab_thread_tell_hop();
    asynclab_record(asynclab_kind_blocked, asynclab_this_thread.task,
                    asynclab_with_place(call, asynclab_place_here()), asked_ns);
}

void asynclab_unblocked(void) {
    if (!asynclab_standstill_is_of_this_thread()) {
        return;
    }
    asynclab_record(asynclab_kind_unblocked, asynclab_this_thread.task, 0, 0);
    asynclab_standstill_in_call(false);
}

/// What the system would not refuse.
static bool is_duration(const struct timespec *time) {
    return time != NULL && time->tv_sec >= 0 && time->tv_nsec >= 0 && time->tv_nsec < 1000000000;
}

/// Under the virtual clock: sleeps so long, and others run meanwhile. False: the real call is due.
static bool sleeps_virtually(asynclab_call call, uint64_t asked_ns, uint64_t deadline) {
    if (asynclab_managed_self() == NULL) {
        return false;
    }
    asynclab_wait_for(NULL, deadline, call, asked_ns);
    return true;
}

unsigned int sleep(unsigned int seconds) {
    uint64_t asked = (uint64_t)seconds * 1000000000u;
    if (sleeps_virtually(asynclab_call_sleep, asked, asynclab_virtual_after(asked))) {
        return 0;
    }
    asynclab_blocked(asynclab_call_sleep, asked);
    unsigned int left = ((seconds_sleep)ASYNCLAB_REAL(sleep))(seconds);
    asynclab_unblocked();
    return left;
}

int usleep(useconds_t microseconds) {
    uint64_t asked = (uint64_t)microseconds * 1000u;
    if (sleeps_virtually(asynclab_call_usleep, asked, asynclab_virtual_after(asked))) {
        return 0;
    }
    asynclab_blocked(asynclab_call_usleep, asked);
    int result = ((microseconds_sleep)ASYNCLAB_REAL(usleep))(microseconds);
    asynclab_unblocked();
    return result;
}

int nanosleep(const struct timespec *asked, struct timespec *left) {
    if (is_duration(asked) && sleeps_virtually(asynclab_call_nanosleep, asynclab_nanoseconds(asked),
                                               asynclab_virtual_after(asynclab_nanoseconds(asked)))) {
        return 0;
    }
    asynclab_blocked(asynclab_call_nanosleep, asynclab_nanoseconds(asked));
    int result = ((nanoseconds_sleep)ASYNCLAB_REAL(nanosleep))(asked, left);
    asynclab_unblocked();
    return result;
}

int clock_nanosleep(clockid_t clock, int flags, const struct timespec *asked,
                    struct timespec *left) {
    bool is_instant = (flags & TIMER_ABSTIME) != 0;
    if (is_duration(asked)) {
        uint64_t nanoseconds = asynclab_nanoseconds(asked);
        uint64_t deadline = is_instant ? asynclab_virtual_deadline(clock, asked)
                                       : asynclab_virtual_after(nanoseconds);
        if (sleeps_virtually(asynclab_call_clock_nanosleep, is_instant ? 0 : nanoseconds, deadline)) {
            return 0;
        }
    }
    asynclab_blocked(asynclab_call_clock_nanosleep, is_instant ? 0 : asynclab_nanoseconds(asked));
    int result = ((clock_sleep)ASYNCLAB_REAL(clock_nanosleep))(clock, flags, asked, left);
    asynclab_unblocked();
    return result;
}
