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
#include "../output.h"
#include "../virtual/strategy.h"
#include "in_place.h"
#include "output_hash.h"
#include "runs.h"
#include "snapshot.h"
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#define STACK_SIZE ((size_t)256 << 10)
#define PAGE ((size_t)4096)

asynclab_exploration *asynclab_exploring;
asynclab_server *asynclab_explore_server;
asynclab_explored_run *asynclab_this_run;

// Beginning a run

static void note_choice(uint32_t choice, size_t count, size_t other, uint32_t who) {
    if (choice < ASYNCLAB_EXPLORATION_CHOICES) {
        asynclab_this_run->choices[choice] = (asynclab_explored_choice){
            (uint16_t)(count < UINT16_MAX ? count : UINT16_MAX),
            (uint16_t)(other < UINT16_MAX ? other : UINT16_MAX), who};
    }
}

void asynclab_run_begin(asynclab_explored_run *run) {
    asynclab_this_run = run;
    asynclab_strategy_observer = note_choice;
    asynclab_strategy_start(&run->schedule, asynclab_trace->seed);
    setcontext(&asynclab_explore_server->start);
    abort();
}

void asynclab_run_rewind(void) {
    const asynclab_trace_header *before = &asynclab_explore_server->before;
    uint64_t records = asynclab_trace->record_count;
    records = records < before->record_capacity ? records : before->record_capacity;
    for (uint64_t index = before->record_count; index < records; index++) {
        asynclab_trace_records[index].kind = asynclab_kind_none;
    }
    asynclab_trace->record_count = before->record_count;
    asynclab_trace->string_count = before->string_count;
    asynclab_trace->finish_ns = 0;
    asynclab_trace->has_finished = 0;
    asynclab_trace->now_ns = 0;
    asynclab_trace->stop = 0;
    asynclab_trace->course = (asynclab_schedule_course){0};
}

void asynclab_run_note(asynclab_explored_run *run) {
    run->course = asynclab_trace->course;
    asynclab_hash_output(asynclab_explore_server->output, asynclab_explore_server->bytes,
                         sizeof asynclab_explore_server->bytes, run);
}

// Serving

static void wait_for_request(uint32_t done) {
    while (__atomic_load_n(&asynclab_exploring->asked, __ATOMIC_ACQUIRE) == done) {
        asynclab_futex_wait(&asynclab_exploring->asked, done, NULL, true);
    }
}

static void prepare(void) {
    asynclab_explore_server->is_prepared = true;
    bool goes_back = asynclab_exploring->only_forks == 0 && asynclab_in_place_begin();
    __atomic_store_n(&asynclab_exploring->way,
                     goes_back ? asynclab_exploration_goes_back : asynclab_exploration_forks,
                     __ATOMIC_RELEASE);
}

/// Begins anew whenever a run in place has ended.
static void serve(void) {
    if (!asynclab_explore_server->is_prepared) {
        prepare();
    }
    for (uint32_t done = asynclab_exploring->done;; done++) {
        asynclab_explored_run *run = asynclab_exploration_run(asynclab_exploring, done);
        if (asynclab_explore_server->is_in_run) {
            asynclab_in_place_finish(run);
        } else {
            wait_for_request(done);
            if (asynclab_runs_in_place) {
                asynclab_in_place_run(run);
            }
            asynclab_run_by_forking(run);
        }
        __atomic_store_n(&asynclab_exploring->done, done + 1, __ATOMIC_RELEASE);
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
    asynclab_server *server = asynclab_explore_server;
    server->output = memfd_create("output", MFD_CLOEXEC);
    int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    server->first_free = nowhere + 1;
    bool is_led = server->output >= 0 && nowhere >= 0 && dup2(server->output, STDOUT_FILENO) >= 0 &&
                  dup2(nowhere, STDERR_FILENO) >= 0;
    // What is printed there is told in the trace as well.
    asynclab_output_start();
    return is_led;
}

/// A stack between pages that nobody may touch, so that it is a mapping of its own.
static bool make_stack(void) {
    asynclab_server *server = asynclab_explore_server;
    size_t size = STACK_SIZE + 2 * PAGE;
    server->stack = mmap(NULL, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (server->stack == MAP_FAILED ||
        mprotect(server->stack + PAGE, STACK_SIZE, PROT_READ | PROT_WRITE) != 0) {
        return false;
    }
    const stack_t of_handlers = {.ss_sp = server->stack + PAGE, .ss_size = STACK_SIZE / 4};
    return sigaltstack(&of_handlers, NULL) == 0;
}

void asynclab_explore(void) {
    asynclab_exploring = map_asked();
    if (asynclab_exploring == NULL) {
        return;
    }
    asynclab_server *server = asynclab_snapshot_memory(sizeof *server);
    asynclab_explore_server = server;
    if (server == NULL || !redirect() || !make_stack()) {
        return;
    }
    asynclab_in_place_make_ready();
    server->before = *asynclab_trace;
    getcontext(&server->serve);
    server->serve.uc_stack.ss_sp = server->stack + PAGE + STACK_SIZE / 4;
    server->serve.uc_stack.ss_size = STACK_SIZE / 4 * 3;
    server->serve.uc_link = NULL;
    makecontext(&server->serve, serve, 0);
    // Comes back in every run.
    swapcontext(&server->start, &server->serve);
}
