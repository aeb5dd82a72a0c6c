// Timers of the system that are files: libdispatch's (asyncAfter, timer sources) and RunLoop's.
//
// The system is never asked to fire one at its time. When virtual time has come to it, it is set to
// fire at once, and so looks to the program as it always does.
#include "../real.h"
#include "calls.h"
#include "../virtual/scheduler.h"
#include "timer_descriptors.h"
#include "../virtual/timers.h"
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/timerfd.h>

typedef int (*timer_make)(int, int);
typedef int (*timer_set)(int, int, const struct itimerspec *, struct itimerspec *);
typedef int (*timer_get)(int, struct itimerspec *);

/// A timerfd of the program.
typedef struct {
    bool is_used;
    bool is_background;
    clockid_t clock;
    int descriptor;
    uint64_t interval_ns;
    asynclab_timer *timer;
} timer_descriptor;

static timer_descriptor **descriptors;
static int room;

static timer_descriptor *find(int descriptor) {
    return descriptor >= 0 && descriptor < room ? descriptors[descriptor] : NULL;
}

static timer_descriptor *keep(int descriptor) {
    if (descriptor >= room) {
        int larger = descriptor + 64;
        descriptors = realloc(descriptors, (size_t)larger * sizeof *descriptors);
        if (descriptors == NULL) {
            abort();
        }
        memset(descriptors + room, 0, (size_t)(larger - room) * sizeof *descriptors);
        room = larger;
    }
    if (descriptors[descriptor] == NULL) {
        descriptors[descriptor] = calloc(1, sizeof *descriptors[descriptor]);
    }
    if (descriptors[descriptor] == NULL) {
        abort();
    }
    return descriptors[descriptor];
}

static void stop(timer_descriptor *kept) {
    if (kept->timer != NULL) {
        asynclab_timer_cancel(kept->timer);
        kept->timer = NULL;
    }
}

static void start(timer_descriptor *kept, uint64_t deadline) {
    kept->timer = asynclab_timer_add(asynclab_timer_of_descriptor, deadline, kept);
    if (kept->is_background) {
        asynclab_timer_is_background(kept->timer);
    }
}

static timer_set real_set(void) {
    return (timer_set)ASYNCLAB_REAL(timerfd_settime);
}

void asynclab_timer_descriptor_fire(void *subject) {
    timer_descriptor *kept = subject;
    kept->timer = NULL;
    const struct itimerspec at_once = {.it_value = {0, 1}};
    real_set()(kept->descriptor, 0, &at_once, NULL);
    // The system takes a moment; what follows must find it readable.
    struct pollfd readable = {kept->descriptor, POLLIN, 0};
    ((int (*)(struct pollfd *, nfds_t, int))ASYNCLAB_REAL(poll))(&readable, 1, 1000);
    if (kept->interval_ns > 0) {
        start(kept, asynclab_virtual_now + kept->interval_ns);
    }
}

void asynclab_timer_descriptor_closed(int descriptor) {
    timer_descriptor *kept = find(descriptor);
    if (kept != NULL && kept->is_used) {
        stop(kept);
        kept->is_used = false;
    }
}

int timerfd_create(int clock, int flags) {
    int made = ((timer_make)ASYNCLAB_REAL(timerfd_create))(clock, flags);
    if (made >= 0 && asynclab_managed_self() != NULL) {
        timer_descriptor *kept = keep(made);
        *kept = (timer_descriptor){.is_used = true, .clock = clock, .descriptor = made};
        kept->is_background =
            asynclab_is_in_library(__builtin_return_address(0), "libdispatch.so");
    }
    return made;
}

int timerfd_settime(int descriptor, int flags, const struct itimerspec *value,
                    struct itimerspec *before) {
    timer_descriptor *kept = asynclab_managed_self() != NULL ? find(descriptor) : NULL;
    if (kept == NULL || !kept->is_used || value == NULL) {
        return real_set()(descriptor, flags, value, before);
    }
    static const struct itimerspec never;
    int result = real_set()(descriptor, 0, &never, before);
    if (result != 0) {
        return result;
    }
    stop(kept);
    kept->interval_ns = asynclab_nanoseconds(&value->it_interval);
    uint64_t first = asynclab_nanoseconds(&value->it_value);
    if (first > 0) {
        start(kept, (flags & TFD_TIMER_ABSTIME) != 0
                        ? asynclab_virtual_deadline(kept->clock, &value->it_value)
                        : asynclab_virtual_after(first));
    }
    return 0;
}

int timerfd_gettime(int descriptor, struct itimerspec *value) {
    timer_descriptor *kept = asynclab_managed_self() != NULL ? find(descriptor) : NULL;
    if (kept == NULL || !kept->is_used || value == NULL) {
        return ((timer_get)ASYNCLAB_REAL(timerfd_gettime))(descriptor, value);
    }
    uint64_t left = kept->timer != NULL && kept->timer->deadline > asynclab_virtual_now
                        ? kept->timer->deadline - asynclab_virtual_now
                        : 0;
    value->it_value = (struct timespec){(time_t)(left / 1000000000u), (long)(left % 1000000000u)};
    value->it_interval = (struct timespec){(time_t)(kept->interval_ns / 1000000000u),
                                           (long)(kept->interval_ns % 1000000000u)};
    return 0;
}
