// Threads that the program, libdispatch or Foundation make: each takes turns with the others.
#include "CTraceRuntime.h"
#include "../explore/in_place.h"
#include "../races/races.h"
#include "../real.h"
#include "calls.h"
#include <errno.h>
#include <limits.h>
#include <sched.h>

typedef int (*thread_create)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
typedef int (*thread_join)(pthread_t, void **);
typedef int (*thread_detach)(pthread_t);
typedef void (*thread_exit)(void *);
typedef int (*processor_yield)(void);
typedef void (*main_dispatch)(void);

/// Gives the baton away when the thread ends, after all that its thread-local variables do then:
/// a key's destructor is called again for as long as it sets the key, in a fixed number of rounds.
static pthread_key_t end_key;
static pthread_once_t end_key_once = PTHREAD_ONCE_INIT;
static _Thread_local int end_rounds __attribute__((tls_model("initial-exec")));

static void thread_ends(void *self) {
    // The sanitizer takes its leave in the last round, and nothing of the program may come behind it.
    if (++end_rounds < PTHREAD_DESTRUCTOR_ITERATIONS - asynclab_races_are_on) {
        pthread_setspecific(end_key, self);
    } else if (asynclab_managed_thread != NULL) {
        asynclab_managed_end(self);
    }
}

static void make_end_key(void) {
    if (pthread_key_create(&end_key, thread_ends) != 0) {
        static const char why[] = "asynclab-runtime: there is no key left for threads\n";
        asynclab_give_up(why, sizeof why - 1);
    }
}

/// Sees to it that the calling thread gives the baton away when it ends.
static void watch_end(asynclab_managed *self) {
    ((int (*)(pthread_once_t *, void (*)(void)))ASYNCLAB_REAL(pthread_once))(&end_key_once,
                                                                              make_end_key);
    pthread_setspecific(end_key, self);
}

static void *begin(void *argument) {
    asynclab_managed *self = argument;
    asynclab_managed_begin(self);
    watch_end(self);
    return self->body(self->argument);
}

static bool is_detached(const pthread_attr_t *attributes) {
    int state = PTHREAD_CREATE_JOINABLE;
    if (attributes != NULL) {
        pthread_attr_getdetachstate(attributes, &state);
    }
    return state == PTHREAD_CREATE_DETACHED;
}

int pthread_create(pthread_t *restrict thread, const pthread_attr_t *restrict attributes,
                   void *(*body)(void *), void *restrict argument) {
    thread_create real = (thread_create)ASYNCLAB_REAL(pthread_create);
    asynclab_in_place_leave();
    if (asynclab_races_are_making_thread) {
        asynclab_races_thread_begins_with(body);
        return real(thread, attributes, body, argument);
    }
    if (asynclab_managed_self() == NULL) {
        return real(thread, attributes, body, argument);
    }
    asynclab_managed *made = asynclab_managed_make();
    made->body = body;
    made->argument = argument;
    if (asynclab_races_are_on) {
        // The sanitizer waits here until the thread has begun: that must not wait for a turn.
        asynclab_thread_body wanted =
            asynclab_races_begin_with(body, argument, (asynclab_thread_body){begin, made});
        if (wanted.body == NULL) {
            asynclab_managed_forget(made);
            return real(thread, attributes, body, argument);
        }
        made->body = wanted.body;
        made->argument = wanted.argument;
    }
    made->is_detached = is_detached(attributes);
    made->state = asynclab_thread_ready;
    made->sequence = asynclab_next_sequence();
    asynclab_progress++;
    int error = asynclab_races_are_on ? real(&made->thread, attributes, body, argument)
                                      : real(&made->thread, attributes, begin, made);
    if (error != 0) {
        asynclab_managed_forget(made);
        return error;
    }
    *thread = made->thread;
    return 0;
}

int pthread_join(pthread_t thread, void **result) {
    thread_join real = (thread_join)ASYNCLAB_REAL(pthread_join);
    asynclab_managed *self = asynclab_managed_self();
    asynclab_managed *joined = self != NULL ? asynclab_managed_find(thread) : NULL;
    if (joined == NULL || joined == self) {
        return ASYNCLAB_BLOCKING(asynclab_call_join, real(thread, result));
    }
    while (joined->state != asynclab_thread_gone) {
        asynclab_wait_for(joined, ASYNCLAB_NEVER, asynclab_call_join, 0);
    }
    // It has given the baton away, and is about to end.
    int error = real(thread, result);
    asynclab_managed_forget(joined);
    return error;
}

int pthread_detach(pthread_t thread) {
    asynclab_managed *detached = asynclab_managed_self() != NULL ? asynclab_managed_find(thread) : NULL;
    if (detached != NULL) {
        if (detached->state == asynclab_thread_gone) {
            asynclab_managed_forget(detached);
        } else {
            detached->is_detached = true;
        }
    }
    return ((thread_detach)ASYNCLAB_REAL(pthread_detach))(thread);
}

/// The first thread ends so too, and leaves the others to go on.
_Noreturn void pthread_exit(void *result) {
    asynclab_managed *self = asynclab_managed_self();
    if (self != NULL) {
        watch_end(self);
    }
    ((thread_exit)ASYNCLAB_REAL(pthread_exit))(result);
    __builtin_unreachable();
}

int sched_yield(void) {
    asynclab_managed *self = asynclab_managed_self();
    if (self == NULL) {
        return ((processor_yield)ASYNCLAB_REAL(sched_yield))();
    }
    asynclab_spin();
    asynclab_give_turn(self);
    return 0;
}

/// From here on the first thread only waits for signals: libdispatch's workers, or our carriers,
/// run what the main queue holds.
_Noreturn void dispatch_main(void) {
    asynclab_managed *self = asynclab_managed_self();
    if (self != NULL) {
        self->is_parked = true;
    }
    ((main_dispatch)ASYNCLAB_REAL(dispatch_main))();
    __builtin_unreachable();
}
