// The process stays as it is before `main`, and makes one run after the other.
//
// Where a program needs nothing but one thread and its memory, it runs in this very process, and memory
// is made what it was when a run has ended (snapshot.c). Else each run is a child of fork(2), which is
// as good as a new process and costs a fraction of one. Which of the two it is shows by itself: the
// first runs are made both ways and must be alike, and what cannot be taken back leads to forking.
//
// All of this is done on a stack of its own. The program's begins where it was left, within the
// constructor, as often as there are runs.
//
// What a run prints goes to a file in memory, which is read, and emptied, when it has ended.
#include "server.h"
#include "../futex.h"
#include "../calls/calls.h"
#include "../real.h"
#include "../recorder.h"
#include "../virtual/scheduler.h"
#include "../virtual/strategy.h"
#include "CTraceRuntime.h"
#include "in_place.h"
#include "output_hash.h"
#include "snapshot.h"
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <ucontext.h>
#include <unistd.h>

bool asynclab_is_copying;
bool asynclab_runs_in_place;

#define STACK_SIZE ((size_t)256 << 10)
#define PAGE ((size_t)4096)
/// Runs that are made both ways.
#define PROVEN_RUNS 2u
/// The heap is made so much larger before the snapshot that it need not grow in a run.
#define HEAP_ROOM (8 << 20)

static asynclab_exploration *exploration;

/// What outlives a run in this process; in memory that no snapshot holds.
static struct server {
    asynclab_trace_header before;
    ucontext_t start;
    ucontext_t serve;
    /// The stack of all that is here, for `serve`, and at its end that of signal handlers.
    char *stack;
    bool is_prepared;
    bool is_in_run;
    /// A run in place has to be made again by forking.
    bool leaves;
    uint32_t proven;
    /// Where standard output leads, and the first descriptor that is the program's.
    int output, first_free;
    unsigned char bytes[1 << 16];
    /// A run as it was in place.
    asynclab_explored_run made;
} *server;

/// The run that this process is.
static asynclab_explored_run *this_run;

// Beginning a run

static void note_choice(uint32_t choice, size_t count, size_t other, uint32_t who) {
    if (choice < ASYNCLAB_EXPLORATION_CHOICES) {
        this_run->choices[choice] = (asynclab_explored_choice){
            (uint16_t)(count < UINT16_MAX ? count : UINT16_MAX),
            (uint16_t)(other < UINT16_MAX ? other : UINT16_MAX), who};
    }
}

/// Lets the program begin, on its own stack.
static _Noreturn void begin(asynclab_explored_run *run) {
    this_run = run;
    asynclab_strategy_observer = note_choice;
    asynclab_strategy_start(&run->schedule, asynclab_trace->seed);
    setcontext(&server->start);
    abort();
}

/// The trace, as it was before the first run.
static void rewind_trace(void) {
    const asynclab_trace_header *before = &server->before;
    uint64_t records = asynclab_trace->record_count;
    records = records < before->record_capacity ? records : before->record_capacity;
    for (uint64_t index = before->record_count; index < records; index++) {
        asynclab_trace_records[index].kind = asynclab_kind_none;
    }
    asynclab_trace->record_count = before->record_count;
    asynclab_trace->string_count = before->string_count;
    asynclab_trace->finish_ns = 0;
    asynclab_trace->now_ns = 0;
    asynclab_trace->stop = 0;
    asynclab_trace->course = (asynclab_schedule_course){0};
}

// Forking

/// Waits until the child has ended; false where it took too long, and was killed.
static bool wait_for(pid_t child, int *status) {
    int descriptor = (int)asynclab_real_syscall(SYS_pidfd_open, child, 0, 0, 0, 0, 0);
    struct timespec limit = {exploration->time_limit_ms / 1000,
                             exploration->time_limit_ms % 1000 * 1000000L};
    struct pollfd ended = {descriptor, POLLIN, 0};
    bool in_time = true;
    if (descriptor >= 0) {
        in_time = asynclab_real_syscall(SYS_ppoll, (long)&ended, 1, (long)&limit, 0, 0, 0) != 0;
        close(descriptor);
    }
    if (!in_time) {
        asynclab_real_syscall(SYS_kill, child, SIGKILL, 0, 0, 0, 0);
    }
    while (asynclab_real_syscall(SYS_wait4, child, (long)status, 0, 0, 0, 0) < 0 && errno == EINTR) {
    }
    return in_time;
}

static void note_child(asynclab_explored_run *run, bool in_time, int status) {
    uint32_t stop = (uint32_t)asynclab_trace->stop;
    if (!in_time) {
        run->ending = asynclab_explored_too_long;
        run->status = 0;
    } else if (stop != 0) {
        run->ending = asynclab_explored_stop;
        run->status = stop;
    } else if (WIFSIGNALED(status)) {
        run->ending = asynclab_explored_signal;
        run->status = (uint32_t)WTERMSIG(status);
    } else {
        run->ending = asynclab_explored_exit;
        run->status = (uint32_t)WEXITSTATUS(status);
    }
}

static void be_child(asynclab_explored_run *run) {
    if (asynclab_runs_in_place) {
        asynclab_runs_in_place = false;
        asynclab_snapshot_release();
    }
    begin(run);
}

static void run_by_forking(asynclab_explored_run *run) {
    rewind_trace();
    asynclab_is_copying = true;
    pid_t child = fork();
    asynclab_is_copying = false;
    if (child == 0) {
        be_child(run);
    }
    if (child < 0) {
        run->ending = asynclab_explored_failure;
        run->status = (uint32_t)errno;
        return;
    }
    int status = 0;
    bool in_time = wait_for(child, &status);
    note_child(run, in_time, status);
    run->course = asynclab_trace->course;
    asynclab_hash_output(server->output, server->bytes, sizeof server->bytes, run);
}

// In place

/// Lets the run go on at most as long as it may; 0: no longer than it does.
static void set_alarm(uint32_t milliseconds) {
    struct itimerval limit = {.it_value = {milliseconds / 1000, milliseconds % 1000 * 1000}};
    asynclab_real_syscall(SYS_setitimer, ITIMER_REAL, (long)&limit, 0, 0, 0, 0);
}

static _Noreturn void run_in_place(asynclab_explored_run *run) {
    asynclab_snapshot_restore();
    rewind_trace();
    server->is_in_run = true;
    set_alarm(exploration->time_limit_ms);
    begin(run);
}

void asynclab_in_place_end(uint32_t ending, uint32_t status) {
    this_run->ending = ending;
    this_run->status = status;
    setcontext(&server->serve);
    abort();
}

void asynclab_in_place_leave(void) {
    if (asynclab_runs_in_place && server->is_in_run) {
        server->leaves = true;
        setcontext(&server->serve);
    }
}

static const int crashes[] = {SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV};

static void crashed(int number, siginfo_t *info, void *context) {
    (void)context;
    if (number == SIGSEGV && asynclab_snapshot_admits(info->si_addr)) {
        return;
    }
    if (!server->is_in_run) {
        signal(number, SIG_DFL);
        return;
    }
    asynclab_in_place_end(asynclab_explored_signal, (uint32_t)number);
}

static void took_too_long(int number) {
    (void)number;
    if (server->is_in_run) {
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
    exploration->way = asynclab_exploration_forks;
}

static bool is_alike(const asynclab_explored_run *one, const asynclab_explored_run *other) {
    return one->ending == other->ending && one->status == other->status &&
           one->course.fingerprint == other->course.fingerprint &&
           one->course.choices == other->course.choices && one->output_hash == other->output_hash;
}

/// Makes the run once more, by forking; false where that came out otherwise.
static bool is_proven(asynclab_explored_run *run) {
    server->proven++;
    memcpy(&server->made, run, offsetof(asynclab_explored_run, choices));
    asynclab_snapshot_restore();
    run_by_forking(run);
    return is_alike(&server->made, run);
}

static void finish_in_place(asynclab_explored_run *run) {
    server->is_in_run = false;
    set_alarm(0);
    asynclab_real_syscall(SYS_close_range, server->first_free, ~0u, 0, 0, 0, 0);
    run->course = asynclab_trace->course;
    asynclab_hash_output(server->output, server->bytes, sizeof server->bytes, run);
    if (server->leaves || asynclab_snapshot_is_full()) {
        stop_running_in_place();
        run_by_forking(run);
    } else if (server->proven < PROVEN_RUNS && !is_proven(run)) {
        stop_running_in_place();
    }
}

// Serving

static void wait_for_request(uint32_t done) {
    while (__atomic_load_n(&exploration->asked, __ATOMIC_ACQUIRE) == done) {
        asynclab_futex_wait(&exploration->asked, done, NULL, true);
    }
}

static void prepare(void) {
    server->is_prepared = true;
    if (exploration->only_forks != 0) {
        __atomic_store_n(&exploration->way, asynclab_exploration_forks, __ATOMIC_RELEASE);
        return;
    }
    asynclab_runs_in_place = true;
    uintptr_t top = server->start.uc_mcontext.
#if defined(__x86_64__)
                    gregs[REG_RSP];
#else
                    sp;
#endif
    // They are there before the first page is protected.
    set_handlers(true);
    if (asynclab_snapshot_take(server->stack + PAGE, (const void *)top)) {
        __atomic_store_n(&exploration->way, asynclab_exploration_goes_back, __ATOMIC_RELEASE);
    } else {
        set_handlers(false);
        asynclab_runs_in_place = false;
        __atomic_store_n(&exploration->way, asynclab_exploration_forks, __ATOMIC_RELEASE);
    }
}

/// Begins anew whenever a run in place has ended.
static void serve(void) {
    if (!server->is_prepared) {
        prepare();
    }
    for (uint32_t done = exploration->done;; done++) {
        asynclab_explored_run *run = asynclab_exploration_run(exploration, done);
        if (server->is_in_run) {
            finish_in_place(run);
        } else {
            wait_for_request(done);
            if (asynclab_runs_in_place) {
                run_in_place(run);
            }
            run_by_forking(run);
        }
        __atomic_store_n(&exploration->done, done + 1, __ATOMIC_RELEASE);
    }
}

// The beginning

static asynclab_exploration *map_asked(void) {
    const char *path = getenv(ASYNCLAB_EXPLORATION_VARIABLE);
    int file = path != NULL ? open(path, O_RDWR | O_CLOEXEC) : -1;
    if (file < 0) {
        return NULL;
    }
    asynclab_exploration *mapped = asynclab_exploration_map(file);
    close(file);
    unsetenv(ASYNCLAB_EXPLORATION_VARIABLE);
    return mapped != NULL && mapped->magic == ASYNCLAB_EXPLORATION_MAGIC ? mapped : NULL;
}

/// Sends standard output to memory, and standard error nowhere.
static bool redirect(void) {
    server->output = memfd_create("output", MFD_CLOEXEC);
    int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    server->first_free = nowhere + 1;
    return server->output >= 0 && nowhere >= 0 && dup2(server->output, STDOUT_FILENO) >= 0 &&
           dup2(nowhere, STDERR_FILENO) >= 0;
}

/// A stack between pages that nobody may touch, so that it is a mapping of its own.
static bool make_stack(void) {
    size_t size = STACK_SIZE + 2 * PAGE;
    server->stack = mmap(NULL, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (server->stack == MAP_FAILED ||
        mprotect(server->stack + PAGE, STACK_SIZE, PROT_READ | PROT_WRITE) != 0) {
        return false;
    }
    const stack_t of_handlers = {.ss_sp = server->stack + PAGE, .ss_size = STACK_SIZE / 4};
    return sigaltstack(&of_handlers, NULL) == 0;
}

/// Where this thread's stack is.
static struct {
    bool is_known;
    void *start;
    size_t size;
} own_stack;

typedef int (*thread_attributes)(pthread_t, pthread_attr_t *);

/// The runtime asks this once a process, and so in every run. The C library reads it from the list of
/// mappings, which takes longer than the run.
int pthread_getattr_np(pthread_t thread, pthread_attr_t *attributes) {
    if (!asynclab_runs_in_place || !own_stack.is_known || !pthread_equal(thread, pthread_self())) {
        return ((thread_attributes)ASYNCLAB_REAL(pthread_getattr_np))(thread, attributes);
    }
    int error = pthread_attr_init(attributes);
    return error != 0 ? error : pthread_attr_setstack(attributes, own_stack.start, own_stack.size);
}

static void learn_own_stack(void) {
    pthread_attr_t attributes;
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

void asynclab_explore(void) {
    exploration = map_asked();
    server = exploration != NULL ? asynclab_snapshot_memory(sizeof *server) : NULL;
    if (server == NULL || !redirect() || !make_stack()) {
        return;
    }
    make_room_on_heap();
    learn_own_stack();
    on_exit(exits, NULL);
    asynclab_warm_up();
    server->before = *asynclab_trace;
    getcontext(&server->serve);
    server->serve.uc_stack.ss_sp = server->stack + PAGE + STACK_SIZE / 4;
    server->serve.uc_stack.ss_size = STACK_SIZE / 4 * 3;
    server->serve.uc_link = NULL;
    makecontext(&server->serve, serve, 0);
    // Comes back in every run.
    swapcontext(&server->start, &server->serve);
}
