// The process stays as it is before `main`, and forks for every run. A child of fork is as good as a new
// process, and costs a fraction of one: the libraries are loaded, and their memory is shared until it
// is written to.
//
// What a run prints goes to a file in memory, which is read, and emptied, when it has ended.
#include "server.h"
#include "../futex.h"
#include "../recorder.h"
#include "../virtual/scheduler.h"
#include "../virtual/strategy.h"
#include "output_hash.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

bool asynclab_is_copying;

static asynclab_exploration *exploration;
/// The run that this process is.
static asynclab_explored_run *this_run;
/// Where standard output leads.
static int output;

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
    output = memfd_create("output", MFD_CLOEXEC);
    int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    return output >= 0 && nowhere >= 0 && dup2(output, STDOUT_FILENO) >= 0 &&
           dup2(nowhere, STDERR_FILENO) >= 0;
}

static void note_choice(uint32_t choice, size_t count, size_t other, uint32_t who) {
    if (choice < ASYNCLAB_EXPLORATION_CHOICES) {
        this_run->choices[choice] = (asynclab_explored_choice){
            (uint16_t)(count < UINT16_MAX ? count : UINT16_MAX),
            (uint16_t)(other < UINT16_MAX ? other : UINT16_MAX), who};
    }
}

/// In the copy.
static void begin(asynclab_explored_run *run) {
    this_run = run;
    asynclab_strategy_observer = note_choice;
    asynclab_strategy_start(&run->schedule, asynclab_trace->seed);
}

/// The trace, as it was before the first run.
static void rewind_trace(const asynclab_trace_header *before) {
    uint64_t records = asynclab_trace->record_count;
    records = records < before->record_capacity ? records : before->record_capacity;
    for (uint64_t index = before->record_count; index < records; index++) {
        asynclab_trace_records[index].kind = asynclab_kind_none;
    }
    asynclab_trace->record_count = before->record_count;
    asynclab_trace->string_count = before->string_count;
    asynclab_trace->finish_ns = 0;
    asynclab_trace->now_ns = 0;
    asynclab_trace->course = (asynclab_schedule_course){0};
}

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

static void note_ending(asynclab_explored_run *run, bool in_time, int status) {
    uint32_t stop = asynclab_trace->course.stop;
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

/// Returns in the child; true in the parent, when the run is over.
static bool make_run(asynclab_explored_run *run) {
    asynclab_is_copying = true;
    pid_t child = fork();
    asynclab_is_copying = false;
    if (child == 0) {
        begin(run);
        return false;
    }
    if (child < 0) {
        run->ending = asynclab_explored_failure;
        run->status = (uint32_t)errno;
        return true;
    }
    int status = 0;
    bool in_time = wait_for(child, &status);
    note_ending(run, in_time, status);
    run->course = asynclab_trace->course;
    asynclab_hash_output(output, run);
    return true;
}

static void wait_for_request(uint32_t done) {
    while (__atomic_load_n(&exploration->asked, __ATOMIC_ACQUIRE) == done) {
        asynclab_futex_wait(&exploration->asked, done, NULL, true);
    }
}

void asynclab_explore(void) {
    exploration = map_asked();
    if (exploration == NULL || !redirect()) {
        return;
    }
    asynclab_trace_header before = *asynclab_trace;
    __atomic_store_n(&exploration->way, 1, __ATOMIC_RELEASE);
    for (uint32_t done = exploration->done;; done++) {
        wait_for_request(done);
        rewind_trace(&before);
        if (!make_run(asynclab_exploration_run(exploration, done))) {
            return;
        }
        __atomic_store_n(&exploration->done, done + 1, __ATOMIC_RELEASE);
    }
}
