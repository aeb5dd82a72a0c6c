// The program's clocks: what time it is, in virtual time.
//
// A loop that only looks at a clock would never end, as computing takes no time: see asynclab_spin.
#include "CTraceRuntime.h"
#include "../real.h"
#include "calls.h"
#include <sys/time.h>
#include <time.h>

typedef int (*clock_read)(clockid_t, struct timespec *);
typedef int (*day_read)(struct timeval *, void *);
typedef time_t (*second_read)(time_t *);
typedef clock_t (*cpu_read)(void);

uint64_t asynclab_nanoseconds(const struct timespec *time) {
    if (time == NULL || time->tv_sec < 0) {
        return 0;
    }
    uint64_t seconds = (uint64_t)time->tv_sec;
    return seconds > UINT64_MAX / 2000000000u ? ASYNCLAB_NEVER - 1
                                              : seconds * 1000000000u + (uint64_t)time->tv_nsec;
}

static bool is_wall_clock(clockid_t clock) {
    return clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE || clock == CLOCK_TAI;
}

static bool is_steady_clock(clockid_t clock) {
    return clock == CLOCK_MONOTONIC || clock == CLOCK_MONOTONIC_RAW ||
           clock == CLOCK_MONOTONIC_COARSE || clock == CLOCK_BOOTTIME;
}

static bool is_processor_clock(clockid_t clock) {
    return clock == CLOCK_PROCESS_CPUTIME_ID || clock == CLOCK_THREAD_CPUTIME_ID;
}

static struct timespec time_of(uint64_t nanoseconds) {
    return (struct timespec){(time_t)(nanoseconds / 1000000000u), (long)(nanoseconds % 1000000000u)};
}

/// Where a clock stood when the program started.
static uint64_t start_of(clockid_t clock) {
    return is_wall_clock(clock) ? asynclab_trace->start_wall_ns : asynclab_trace_start_ns;
}

uint64_t asynclab_virtual_deadline(clockid_t clock, const struct timespec *time) {
    uint64_t instant = asynclab_nanoseconds(time), start = start_of(clock);
    return instant > start ? instant - start : 0;
}

uint64_t asynclab_virtual_after(uint64_t nanoseconds) {
    uint64_t deadline;
    return __builtin_add_overflow(asynclab_virtual_now, nanoseconds, &deadline) ? ASYNCLAB_NEVER - 1
                                                                               : deadline;
}

/// Somebody looks at a clock.
static void look(void) {
    asynclab_managed *self = asynclab_managed_self();
    if (self != NULL && asynclab_spin()) {
        asynclab_give_turn(self);
    }
}

uint64_t asynclab_real_clock_ns(void) {
    struct timespec now;
    ((clock_read)ASYNCLAB_REAL(clock_gettime))(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

int clock_gettime(clockid_t clock, struct timespec *time) {
    if (__builtin_expect(asynclab_virtual_is_on, 0)) {
        if (is_wall_clock(clock) || is_steady_clock(clock)) {
            look();
            *time = time_of(start_of(clock) + asynclab_virtual_now);
            return 0;
        }
        if (is_processor_clock(clock)) {
            look();
            *time = time_of(asynclab_virtual_computed);
            return 0;
        }
    }
    return ((clock_read)ASYNCLAB_REAL(clock_gettime))(clock, time);
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
    if (__builtin_expect(asynclab_virtual_is_on, 0)) {
        look();
        uint64_t now = asynclab_trace->start_wall_ns + asynclab_virtual_now;
        *time = (struct timeval){(time_t)(now / 1000000000u),
                                 (suseconds_t)(now / 1000u % 1000000u)};
        return 0;
    }
    return ((day_read)ASYNCLAB_REAL(gettimeofday))(time, zone);
}

time_t time(time_t *kept) {
    if (__builtin_expect(asynclab_virtual_is_on, 0)) {
        look();
        time_t now =
            (time_t)((asynclab_trace->start_wall_ns + asynclab_virtual_now) / 1000000000u);
        if (kept != NULL) {
            *kept = now;
        }
        return now;
    }
    return ((second_read)ASYNCLAB_REAL(time))(kept);
}

clock_t clock(void) {
    if (__builtin_expect(asynclab_virtual_is_on, 0)) {
        look();
        return (clock_t)(asynclab_virtual_computed / (1000000000u / CLOCKS_PER_SEC));
    }
    return ((cpu_read)ASYNCLAB_REAL(clock))();
}
