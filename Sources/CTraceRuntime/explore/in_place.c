// Runs within this process: each begins with the memory of the snapshot, and ends in the server.
//
// The program has one thread, which runs its jobs (virtual/slots.c). What would lead out of memory that
// can be restored, a thread, a child, a signal's handler, a wait for something outside, leads to forking
// instead, from then on. The first runs are made both ways, and must be alike.
#include "in_place.h"
#include "../calls/calls.h"
#include "../futex.h"
#include "../real.h"
#include "CTraceRuntime.h"
#include "runs.h"
#include "snapshot.h"
#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/time.h>

bool asynclab_runs_in_place;

#define PAGE ((size_t)4096)
/// Runs that are made both ways.
#define PROVEN_RUNS 2u
/// The heap is made so much larger before the snapshot that it need not grow in a run.
#define HEAP_ROOM (8 << 20)

/// Lets the run go on at most as long as it may; 0: no longer than it does.
static void set_alarm(uint32_t milliseconds) {
    struct itimerval limit = {.it_value = {milliseconds / 1000, milliseconds % 1000 * 1000}};
    asynclab_real_syscall(SYS_setitimer, ITIMER_REAL, (long)&limit, 0, 0, 0, 0);
}

void asynclab_in_place_run(asynclab_explored_run *run) {
    asynclab_snapshot_restore();
    asynclab_run_rewind();
    asynclab_explore_server->is_in_run = true;
    set_alarm(asynclab_exploring->time_limit_ms);
    asynclab_run_begin(run);
}

void asynclab_in_place_end(uint32_t ending, uint32_t status) {
    asynclab_this_run->ending = ending;
    asynclab_this_run->status = status;
    setcontext(&asynclab_explore_server->serve);
    abort();
}

void asynclab_in_place_leave(void) {
    if (asynclab_runs_in_place && asynclab_explore_server->is_in_run) {
        asynclab_explore_server->leaves = true;
        setcontext(&asynclab_explore_server->serve);
    }
}

static const int crashes[] = {SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV};

static void crashed(int number, siginfo_t *info, void *context) {
    (void)context;
    if (number == SIGSEGV && asynclab_snapshot_admits(info->si_addr)) {
        return;
    }
    if (!asynclab_explore_server->is_in_run) {
        signal(number, SIG_DFL);
        return;
    }
    asynclab_in_place_end(asynclab_explored_signal, (uint32_t)number);
}

static void took_too_long(int number) {
    (void)number;
    if (asynclab_explore_server->is_in_run) {
        asynclab_in_place_end(asynclab_explored_too_long, 0);
    }
}

static void set_handlers(bool are_ours) {
    struct sigaction action = {.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER};
    struct sigaction alarm = {.sa_flags = SA_ONSTACK | SA_NODEFER};
    action.sa_sigaction = crashed;
    alarm.sa_handler = took_too_long;
    if (!are_ours) {
        action.sa_flags = alarm.sa_flags = 0;
        action.sa_handler = alarm.sa_handler = SIG_DFL;
    }
    for (size_t index = 0; index < sizeof crashes / sizeof crashes[0]; index++) {
        sigaction(crashes[index], &action, NULL);
    }
    sigaction(SIGALRM, &alarm, NULL);
}

/// From here on, runs are made by forking.
static void stop_running_in_place(void) {
    asynclab_snapshot_restore();
    asynclab_snapshot_release();
    set_handlers(false);
    asynclab_runs_in_place = false;
    asynclab_exploring->way = asynclab_exploration_forks;
}

static bool is_alike(const asynclab_explored_run *one, const asynclab_explored_run *other) {
    return one->ending == other->ending && one->status == other->status &&
           one->course.fingerprint == other->course.fingerprint &&
           one->course.choices == other->course.choices && one->output_hash == other->output_hash;
}

/// Makes the run once more, by forking; false where that came out otherwise.
static bool is_proven(asynclab_explored_run *run) {
    asynclab_explore_server->proven++;
    memcpy(&asynclab_explore_server->made, run, offsetof(asynclab_explored_run, choices));
    asynclab_snapshot_restore();
    asynclab_run_by_forking(run);
    return is_alike(&asynclab_explore_server->made, run);
}

void asynclab_in_place_finish(asynclab_explored_run *run) {
    asynclab_explore_server->is_in_run = false;
    set_alarm(0);
    asynclab_real_syscall(SYS_close_range, asynclab_explore_server->first_free, ~0u, 0, 0, 0, 0);
    asynclab_run_note(run);
    if (asynclab_explore_server->leaves || asynclab_snapshot_is_full()) {
        stop_running_in_place();
        asynclab_run_by_forking(run);
    } else if (asynclab_explore_server->proven < PROVEN_RUNS && !is_proven(run)) {
        stop_running_in_place();
    }
}

// Before the first run

/// Where this thread's stack is.
static struct {
    bool is_known;
    pthread_t thread;
    void *start;
    size_t size;
} own_stack;

typedef int (*thread_attributes)(pthread_t, pthread_attr_t *);

/// The runtime asks this once a process, and so in every run. The C library reads it from the list of
/// mappings, which takes longer than the run.
int pthread_getattr_np(pthread_t thread, pthread_attr_t *attributes) {
    if (!own_stack.is_known || !pthread_equal(thread, own_stack.thread) ||
        !pthread_equal(thread, pthread_self())) {
        return ((thread_attributes)ASYNCLAB_REAL(pthread_getattr_np))(thread, attributes);
    }
    int error = pthread_attr_init(attributes);
    return error != 0 ? error : pthread_attr_setstack(attributes, own_stack.start, own_stack.size);
}

static void learn_own_stack(void) {
    pthread_attr_t attributes;
    own_stack.thread = pthread_self();
    if (pthread_getattr_np(pthread_self(), &attributes) == 0) {
        own_stack.is_known =
            pthread_attr_getstack(&attributes, &own_stack.start, &own_stack.size) == 0;
        pthread_attr_destroy(&attributes);
    }
}

/// A `main` that is not async returns, and what called it exits by itself.
static void exits(int status, void *unused) {
    (void)unused;
    if (asynclab_runs_in_place) {
        asynclab_flush_output();
        asynclab_in_place_end(asynclab_explored_exit, (uint32_t)status & 0xff);
    }
}

/// So that a run need not ask the system for memory.
static void make_room_on_heap(void) {
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
    mallopt(M_TOP_PAD, HEAP_ROOM);
    free(malloc(HEAP_ROOM / 8));
}

void asynclab_in_place_make_ready(void) {
    make_room_on_heap();
    learn_own_stack();
    on_exit(exits, NULL);
    asynclab_warm_up();
}

bool asynclab_in_place_begin(void) {
    asynclab_runs_in_place = true;
    uintptr_t top = asynclab_explore_server->start.uc_mcontext.
#if defined(__x86_64__)
                    gregs[REG_RSP];
#else
                    sp;
#endif
    // They are there before the first page is protected.
    set_handlers(true);
    if (!asynclab_snapshot_take(asynclab_explore_server->stack + PAGE, (const void *)top)) {
        set_handlers(false);
        asynclab_runs_in_place = false;
    }
    return asynclab_runs_in_place;
}
