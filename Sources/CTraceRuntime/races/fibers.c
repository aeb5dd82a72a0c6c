// A fiber for each task.
//
// A fiber begins with the clock of who makes it. So all are made by one that knows nothing (`nursery`),
// and so are the threads that carry them: a task's fiber knows only what it is told. No switch tells
// anything either.
#include "races.h"
#include "CTraceRuntime.h"
#include "../virtual/scheduler.h"
#include "sanitizer.h"
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/// Fibers at a time: the sanitizer holds 8128, with the program's threads.
#define MOST_FIBERS 7000u

/// Fibers of tasks that have ended, which are kept: what the sanitizer remembers accesses by is few
/// numbers (255), and it gives that of a fiber that is no more to the next one, which then counts as
/// the same.
#define KEPT_FIBERS 160u

/// Bytes of stack below its first frame that a slice of a task most probably uses.
#define FORGOTTEN_STACK 8192u
/// The same, where a slice uses more.
#define FORGOTTEN_DEEP_STACK (256u << 10)

/// A heap of another language where no memory is: its calls work with any, and reports look for their
/// blocks in this one only.
#define NO_HEAP 4096u
#define NO_HEAP_SIZE 16u

/// What is kept of a task that has not ended.
typedef struct {
    void *fiber;
    /// The executor that it is on, if that runs one job after another.
    const void *serial;
    /// It goes on when all children of this group have ended; null: of none.
    const void *group;
    /// It hops to an executor that the program brought.
    bool hops_to_own;
    bool has_ended;
} task_fiber;

typedef struct {
    void *identity;
    uintptr_t implementation;
} executor_reference;
__attribute__((swiftcall, weak)) executor_reference swift_task_getMainExecutor(void);

typedef int (*thread_create)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);

bool asynclab_races_are_on;
bool asynclab_races_are_making_thread;

static task_fiber *fibers;
static size_t room;
static unsigned int living;
static void *nursery;

/// What is on a thread.
typedef struct {
    /// The fiber of the job, under the task's.
    void *fiber;
    /// Where the job runs.
    const void *serial;
    /// The task whose fiber is on the thread; 0: none's.
    uint32_t task;
    /// What was on the thread before the job waits for it, and goes on behind it.
    bool is_nested;
    /// In place of the task that is handed to an executor of the program's; null: none.
    void *stand_in;
} thread_fiber;

static _Thread_local thread_fiber here __attribute__((tls_model("initial-exec")));

void asynclab_races_start(void) {
    asynclab_sanitizer_calls *calls = &asynclab_sanitizer;
    calls->java_init(NO_HEAP, NO_HEAP_SIZE);
    nursery = calls->create_fiber(0);
    asynclab_races_find_runtime();
    asynclab_races_learn_threads();
    asynclab_races_are_on = asynclab_races_take_reports();
}

static void switch_to(void *fiber) {
    asynclab_sanitizer.switch_to_fiber(fiber, ASYNCLAB_WITHOUT_ORDER);
}

int asynclab_races_make_thread(pthread_t *thread, void *(*body)(void *), void *argument) {
    // Not the next definition but the first: the sanitizer's.
    thread_create create = (thread_create)(uintptr_t)dlsym(RTLD_DEFAULT, "pthread_create");
    void *fiber = asynclab_sanitizer.current_fiber();
    switch_to(nursery);
    asynclab_races_are_making_thread = true;
    int error = create(thread, NULL, body, argument);
    asynclab_races_are_making_thread = false;
    switch_to(fiber);
    return error;
}

// Tasks

static task_fiber *fiber_of(uint32_t task) {
    if (task >= room) {
        size_t larger = room == 0 ? 1024 : room;
        while (larger <= task) {
            larger *= 2;
        }
        fibers = realloc(fibers, larger * sizeof *fibers);
        if (fibers == NULL) {
            abort();
        }
        memset(fibers + room, 0, (larger - room) * sizeof *fibers);
        room = larger;
    }
    return &fibers[task];
}

/// A fiber that knows nothing; null where there is no room for one.
static void *make_fiber(uint32_t task) {
    if (living == MOST_FIBERS) {
        return NULL;
    }
    living++;
    void *before = asynclab_sanitizer.current_fiber();
    switch_to(nursery);
    void *fiber = asynclab_sanitizer.create_fiber(0);
    switch_to(before);
    char name[24];
    snprintf(name, sizeof name, ASYNCLAB_FIBER_NAME, task);
    asynclab_sanitizer.set_fiber_name(fiber, name);
    return fiber;
}

/// The calling thread's stack, found at its first task.
static _Thread_local struct {
    uintptr_t lowest, end;
} stack __attribute__((tls_model("initial-exec")));

static void find_stack(void) {
    pthread_attr_t attributes;
    void *lowest;
    size_t size;
    if (pthread_getattr_np(pthread_self(), &attributes) == 0) {
        if (pthread_attr_getstack(&attributes, &lowest, &size) == 0) {
            stack.lowest = (uintptr_t)lowest;
            stack.end = stack.lowest + size;
        }
        pthread_attr_destroy(&attributes);
    }
}

static void forget(uintptr_t end, uintptr_t size) {
    uintptr_t from = end - size > stack.lowest ? end - size : stack.lowest;
    asynclab_sanitizer.java_alloc(from, end - from);
    asynclab_sanitizer.java_free(from, end - from);
}

bool asynclab_races_is_own_stack(const void *address) {
    bool is_own = (uintptr_t)address >= stack.lowest && (uintptr_t)address < stack.end;
    if (is_own) {
        forget((uintptr_t)__builtin_frame_address(0) & ~(uintptr_t)15, FORGOTTEN_DEEP_STACK);
    }
    return is_own;
}

/// The task before used the same stretch of this thread's stack, and was another fiber: without this,
/// the two would race there.
__attribute__((noinline)) static void forget_stack(void) {
    if (stack.end == 0) {
        find_stack();
    }
    forget((uintptr_t)__builtin_frame_address(0) & ~(uintptr_t)15, FORGOTTEN_STACK);
}

static void acquire(const void *address) {
    if (address != NULL) {
        asynclab_sanitizer.acquire(address);
    }
}

static void release(const void *address) {
    if (address != NULL) {
        asynclab_sanitizer.release(address);
    }
}

/// Keeps the fiber of a task that has ended, in place of the one that ended longest ago.
static void retire(void *fiber) {
    static void *kept[KEPT_FIBERS];
    static size_t next;
    if (kept[next] != NULL) {
        asynclab_sanitizer.destroy_fiber(kept[next]);
        living--;
    }
    kept[next] = fiber;
    next = (next + 1) % KEPT_FIBERS;
}

/// What is on the thread leaves it; it had run on its executor, if it `gives_turn` there.
static void leave(bool gives_turn) {
    if (here.stand_in != NULL) {
        switch_to(here.fiber);
        retire(here.stand_in);
        here.stand_in = NULL;
    }
    if (here.task == 0) {
        return;
    }
    task_fiber *left = fiber_of(here.task);
    if (gives_turn) {
        release(left->serial);
    }
    if (here.is_nested) {
        release(&here);
    }
    here.task = 0;
    switch_to(here.fiber);
    if (left->has_ended) {
        retire(left->fiber);
        *left = (task_fiber){0};
    }
}

/// The runtime's own tasks, which wake sleepers, have no priority, as the program's own task at its
/// start, which nobody was asked to run. They have no code of the program's.
static bool is_hidden(const asynclab_swift_task *task) {
    return ASYNCLAB_JOB_PRIORITY(task->flags) == 0 && (task->status & ASYNCLAB_STATUS_ENQUEUED) != 0 &&
           fiber_of(task->id)->fiber == NULL;
}

void asynclab_races_enter(const asynclab_swift_task *task) {
    leave(true);
    if (is_hidden(task)) {
        return;
    }
    task_fiber *entered = fiber_of(task->id);
    if (entered->fiber == NULL) {
        entered->fiber = make_fiber(task->id);
    }
    if (entered->fiber == NULL) {
        return;
    }
    here.task = task->id;
    // A first stretch that nobody was asked to run: what made it is on this thread.
    if ((task->status & ASYNCLAB_STATUS_ENQUEUED) == 0) {
        release(task);
    }
    switch_to(entered->fiber);
    acquire(task);
    if (here.is_nested) {
        acquire(&here);
    }
    if (here.serial != NULL) {
        entered->serial = here.serial;
    }
    acquire(entered->serial);
    acquire(entered->group);
    entered->group = NULL;
    forget_stack();
}

void asynclab_races_leave_for_hop(const asynclab_swift_task *task) {
    bool is_to_own = here.task == task->id && fiber_of(task->id)->hops_to_own;
    leave(false);
    if (is_to_own) {
        // What hands it over is the program's code, and comes behind the task's; but the task may be
        // on another thread before that has ended.
        here.stand_in = make_fiber(task->id);
    }
    if (here.stand_in != NULL) {
        switch_to(here.stand_in);
        acquire(task);
    }
}

void asynclab_races_waits_for(const void *group) {
    if (here.task != 0) {
        fiber_of(here.task)->group = group;
    }
}

void asynclab_races_made_ready(const asynclab_swift_task *task) {
    release(task);
}

void asynclab_races_looked_at(const asynclab_swift_task *task) {
    acquire(task);
}

void asynclab_races_ended(const asynclab_swift_task *task) {
    release(task);
    asynclab_races_child_ended(task);
    if (here.task == task->id) {
        fiber_of(task->id)->has_ended = true;
    }
}

void asynclab_races_hop(const void *serial, bool is_own) {
    if (here.task == 0) {
        return;
    }
    task_fiber *hopping = fiber_of(here.task);
    hopping->hops_to_own = is_own;
    if (hopping->serial != serial) {
        release(hopping->serial);
        hopping->serial = serial;
        acquire(serial);
    }
}

// Jobs

asynclab_race_context asynclab_races_job_begins(const void *serial, bool is_nested) {
    asynclab_race_context outer = {here.fiber, here.serial, here.task, here.is_nested,
                                   here.stand_in};
    if (is_nested) {
        release(&here);
    }
    here = (thread_fiber){asynclab_sanitizer.current_fiber(), serial, 0, is_nested, NULL};
    return outer;
}

void asynclab_races_job_ended(asynclab_race_context outer) {
    leave(true);
    if (here.is_nested) {
        acquire(&here);
    }
    here = (thread_fiber){outer.fiber, outer.serial, outer.task, outer.is_nested, outer.stand_in};
}

void asynclab_races_run(asynclab_work given) {
    void *fiber = asynclab_sanitizer.current_fiber(), *own = make_fiber(0);
    if (own == NULL) {
        given.work(given.context);
        return;
    }
    switch_to(own);
    forget_stack();
    given.work(given.context);
    switch_to(fiber);
    retire(own);
}

void asynclab_races_main_work(void *context, void (*work)(void *)) {
    const void *serial = swift_task_getMainExecutor().identity;
    static void *main_work;
    if (main_work == NULL) {
        main_work = make_fiber(0);
    }
    void *fiber = asynclab_sanitizer.current_fiber();
    switch_to(main_work);
    acquire(serial);
    forget_stack();
    asynclab_main_queue_run_now(context, work);
    release(serial);
    switch_to(fiber);
}
