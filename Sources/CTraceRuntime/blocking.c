// Calls that put a thread to sleep: from when to when, and for how long they asked.
#include "real.h"
#include "recorder.h"
#include <time.h>
#include <unistd.h>

typedef unsigned int (*seconds_sleep)(unsigned int);
typedef int (*microseconds_sleep)(useconds_t);
typedef int (*nanoseconds_sleep)(const struct timespec *, struct timespec *);
typedef int (*clock_sleep)(clockid_t, int, const struct timespec *, struct timespec *);

static void blocked(asynclab_call call, uint64_t asked_ns) {
    asynclab_record(asynclab_kind_blocked, asynclab_this_thread.task, call, asked_ns);
}

/// Leaves `errno` as the call set it.
static void unblocked(void) {
    asynclab_record(asynclab_kind_unblocked, asynclab_this_thread.task, 0, 0);
}

static uint64_t nanoseconds(const struct timespec *time) {
    return time == NULL ? 0 : (uint64_t)time->tv_sec * 1000000000u + (uint64_t)time->tv_nsec;
}

unsigned int sleep(unsigned int seconds) {
    blocked(asynclab_call_sleep, (uint64_t)seconds * 1000000000u);
    unsigned int left = ((seconds_sleep)ASYNCLAB_REAL(sleep))(seconds);
    unblocked();
    return left;
}

int usleep(useconds_t microseconds) {
    blocked(asynclab_call_usleep, (uint64_t)microseconds * 1000u);
    int result = ((microseconds_sleep)ASYNCLAB_REAL(usleep))(microseconds);
    unblocked();
    return result;
}

int nanosleep(const struct timespec *asked, struct timespec *left) {
    blocked(asynclab_call_nanosleep, nanoseconds(asked));
    int result = ((nanoseconds_sleep)ASYNCLAB_REAL(nanosleep))(asked, left);
    unblocked();
    return result;
}

int clock_nanosleep(clockid_t clock, int flags, const struct timespec *asked,
                    struct timespec *left) {
    blocked(asynclab_call_clock_nanosleep, (flags & TIMER_ABSTIME) != 0 ? 0 : nanoseconds(asked));
    int result = ((clock_sleep)ASYNCLAB_REAL(clock_nanosleep))(clock, flags, asked, left);
    unblocked();
    return result;
}
