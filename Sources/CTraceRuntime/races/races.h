// Data races, found by the sanitizer in one run: the program is built with ThreadSanitizer, and to it
// each task is a fiber.
//
// ThreadSanitizer keeps, for each thread or fiber, how far into every other one it has looked (a
// vector clock). Two accesses are a race where neither's thread had looked into the other's. Left
// alone, it takes the carriers for the threads: two tasks that happen to run on one are in order, and
// whatever the runtime synchronises for itself puts more in order. So here each task gets a fiber of
// its own (fibers.c), what the runtime does for itself is not told, and what Swift promises is told
// explicitly (edges.c): a creation comes before the start, an end before the value is there, what
// resumes before what is resumed, one turn on an actor before the next.
//
// What the program synchronises itself (locks, semaphores, atomics, threads, libdispatch) the
// sanitizer sees by itself: its definitions stand before ours, and ours do the waiting.
//
// All of this is called by threads that have the baton, see virtual/scheduler.h.
#pragma once

#include "../task_layout.h"
#include <pthread.h>
#include <stdbool.h>

#pragma clang assume_nonnull begin

/// Races are looked for in this process.
extern bool asynclab_races_are_on;

/// The program was built with the sanitizer, and all that is needed of it is there.
bool asynclab_races_can_be_found(void);

/// Takes what concerns races out of the environment.
void asynclab_races_hide(void);

/// Begins, on the program's first thread, before `main`.
void asynclab_races_start(void);

// fibers.c

/// What was on a thread before a job began.
typedef struct {
    void *_Nullable fiber;
    const void *_Nullable serial;
    uint32_t task;
    bool is_nested;
    void *_Nullable stand_in;
} asynclab_race_context;

/// A job begins, or has ended, on this thread; `serial` is the executor whose jobs run one after
/// another, null: none. `is_nested`: what runs on the thread already comes before the job, and goes
/// on behind it.
asynclab_race_context asynclab_races_job_begins(const void *_Nullable serial, bool is_nested);
void asynclab_races_job_ended(asynclab_race_context outer);

/// The job on this thread is on `task` from now on.
void asynclab_races_enter(const asynclab_swift_task *task);

/// `task` leaves this thread before it ran where it was about to go on.
void asynclab_races_leave_for_hop(const asynclab_swift_task *task);

/// The task on this thread goes on with another executor; null: none that keeps an order. `is_own`: the
/// program brought it.
void asynclab_races_hop(const void *_Nullable serial, bool is_own);

/// Runs work of the main queue, on a carrier.
void asynclab_races_main_work(void *_Nullable context, void (*work)(void *_Nullable));

/// Makes a thread of ours that the sanitizer knows; what goes on here is not before what goes on there.
int asynclab_races_make_thread(pthread_t *thread, void *_Nullable (*_Nonnull body)(void *_Nullable),
                               void *_Nullable argument);
/// Set while that makes one.
extern bool asynclab_races_are_making_thread;

/// The task on this thread has asked to go on when all children of `group` have ended.
void asynclab_races_waits_for(const void *group);

/// True where `address` is on the calling thread's stack, which several tasks have used.
bool asynclab_races_is_own_stack(const void *address);

/// `task` was made ready by what runs on this thread.
void asynclab_races_made_ready(const asynclab_swift_task *task);
/// `task` has ended on this thread.
void asynclab_races_ended(const asynclab_swift_task *task);
/// What runs on this thread has the value of `task`, which has ended.
void asynclab_races_looked_at(const asynclab_swift_task *task);

// edges.c

/// A child of a group, if `task` is one, has ended.
void asynclab_races_child_ended(const asynclab_swift_task *task);

/// A mutex was taken, or is about to be given back. What the sanitizer saw of it may be told again.
void asynclab_races_mutex_taken(const pthread_mutex_t *mutex);
void asynclab_races_mutex_given(const pthread_mutex_t *mutex);

// threads.c

/// Finds the libraries of the Swift runtime, and tells whether `address` lies in one.
void asynclab_races_find_runtime(void);
bool asynclab_races_is_in_runtime(const void *address);

/// Has the sanitizer make a thread, so that it is known what all begin with; and before, once, one that
/// is for itself.
void asynclab_races_learn_threads(void);
/// What the thread that is being made begins with.
void asynclab_races_thread_begins_with(void *_Nullable (*_Nonnull start)(void *_Nullable));

/// A thread that the sanitizer is about to begin calls `body` with `argument`, instead of what it
/// would have called, which is returned with what for; a null body: the sanitizer does not begin it.
typedef struct {
    void *_Nullable (*_Nullable body)(void *_Nullable);
    void *_Nullable argument;
} asynclab_thread_body;
asynclab_thread_body asynclab_races_begin_with(void *_Nullable (*_Nonnull start)(void *_Nullable),
                                               void *_Nullable starting,
                                               asynclab_thread_body begin);

// versions.c

/// The next definition of `name` of this version; null: there is none.
void *_Nullable asynclab_races_find_version(const char *name, const char *version);

// dispatch.c

/// Work that a queue is about to be given: it runs as a fiber of its own.
typedef struct {
    void *_Nullable context;
    void (*work)(void *_Nullable);
} asynclab_work;
asynclab_work asynclab_races_work(asynclab_work given);

// fibers.c

/// Runs what has no task as a fiber of its own.
void asynclab_races_run(asynclab_work given);

// reports.c

/// The name of a task's fiber, by the task's id.
#define ASYNCLAB_FIBER_NAME "task %u"

/// Has the sanitizer's reports come to us; false where that cannot be.
bool asynclab_races_take_reports(void);

#pragma clang assume_nonnull end
