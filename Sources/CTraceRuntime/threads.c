// Threads and one kind of lock for the Swift half, made of the real pthread calls.
#include "CTraceRuntime.h"
#include "races/races.h"
#include "real.h"
#include "recorder.h"
#include "calls/calls.h"
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

typedef int (*thread_create)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);

struct asynclab_monitor {
    pthread_mutex_t mutex;
    pthread_cond_t condition;
};

asynclab_monitor *asynclab_monitor_make(void) {
    asynclab_monitor *monitor = malloc(sizeof *monitor);
    pthread_mutexattr_t lock;
    pthread_condattr_t wait;
    // Adaptive: what the lock guards takes nanoseconds, so spin a little before asking the kernel.
    if (monitor == NULL || pthread_mutexattr_init(&lock) != 0 ||
        pthread_mutexattr_settype(&lock, PTHREAD_MUTEX_ADAPTIVE_NP) != 0 ||
        pthread_condattr_init(&wait) != 0 ||
        pthread_condattr_setclock(&wait, CLOCK_MONOTONIC) != 0 ||
        pthread_mutex_init(&monitor->mutex, &lock) != 0 ||
        pthread_cond_init(&monitor->condition, &wait) != 0) {
        abort();
    }
    pthread_condattr_destroy(&wait);
    pthread_mutexattr_destroy(&lock);
    return monitor;
}

void asynclab_monitor_lock(asynclab_monitor *monitor) {
    pthread_mutex_lock(&monitor->mutex);
}

void asynclab_monitor_unlock(asynclab_monitor *monitor) {
    pthread_mutex_unlock(&monitor->mutex);
}

void asynclab_monitor_wait(asynclab_monitor *monitor) {
    pthread_cond_wait(&monitor->condition, &monitor->mutex);
}

void asynclab_monitor_wait_until(asynclab_monitor *monitor, uint64_t deadline_ns) {
    struct timespec deadline = {(time_t)(deadline_ns / 1000000000u),
                                (long)(deadline_ns % 1000000000u)};
    pthread_cond_timedwait(&monitor->condition, &monitor->mutex, &deadline);
}

void asynclab_monitor_signal(asynclab_monitor *monitor) {
    pthread_cond_signal(&monitor->condition);
}

typedef struct {
    asynclab_thread_role role;
    char name[16];
    void (*body)(void *);
    void *context;
} thread_start;

static void *thread_run(void *argument) {
    thread_start start = *(thread_start *)argument;
    free(argument);
    pthread_setname_np(pthread_self(), start.name);
    if (start.role != asynclab_role_other) {
        asynclab_thread_register(start.role);
    }
    start.body(start.context);
    return NULL;
}

// Signals sent to the program are for its own threads, but those that a thread brings upon itself: a
// crash is reported where it happens, and who writes to a pipe that nobody reads is told by SIGPIPE.
// Swift's report of a crash stops the other threads by SIGPROF. libdispatch's threads do the same
// (src/queue.c, _dispatch_sigmask).
bool asynclab_thread_make(pthread_t *thread, void *(*body)(void *), void *argument) {
    static const int own[] = {SIGILL,  SIGTRAP, SIGABRT, SIGBUS, SIGFPE,
                              SIGSEGV, SIGSYS,  SIGPIPE, SIGPROF};
    sigset_t sent, before;
    sigfillset(&sent);
    for (size_t index = 0; index < sizeof own / sizeof own[0]; index++) {
        sigdelset(&sent, own[index]);
    }
    pthread_sigmask(SIG_SETMASK, &sent, &before);
    thread_create real = (thread_create)ASYNCLAB_REAL(pthread_create);
    int error = asynclab_races_are_on ? asynclab_races_make_thread(thread, body, argument)
                                      : real(thread, NULL, body, argument);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return error == 0;
}

bool asynclab_thread_start(asynclab_thread_role role, const char *name, void (*body)(void *),
                           void *context) {
    thread_start *start = calloc(1, sizeof *start);
    if (start == NULL) {
        return false;
    }
    start->role = role;
    start->body = body;
    start->context = context;
    for (size_t index = 0; index + 1 < sizeof start->name && name[index] != '\0'; index++) {
        start->name[index] = name[index];
    }
    pthread_t thread;
    bool started = asynclab_thread_make(&thread, thread_run, start);
    if (started) {
        pthread_detach(thread);
    } else {
        free(start);
    }
    return started;
}
