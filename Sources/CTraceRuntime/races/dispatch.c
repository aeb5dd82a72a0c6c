// Work of libdispatch's queues: one worker thread runs what nothing puts in order.
//
// The sanitizer's definitions come first, and tell what libdispatch promises: what is given to a queue
// comes before it runs, and what a serial queue runs comes one after another. They hand on the work in a
// wrapper of theirs, which then runs in the fiber that is made here.
#include "races.h"
#include "../real.h"
#include <stdlib.h>

typedef void (*work_function)(void *);
typedef void (*async_call)(void *, void *, work_function);
typedef void (*group_call)(void *, void *, void *, work_function);
typedef void (*after_call)(uint64_t, void *, void *, work_function);
typedef void (*apply_call)(size_t, void *, void *, void (*)(void *, size_t));

static void run(void *context) {
    asynclab_work given = *(asynclab_work *)context;
    free(context);
    asynclab_races_run(given);
}

asynclab_work asynclab_races_work(asynclab_work given) {
    asynclab_work *kept = asynclab_races_are_on ? malloc(sizeof *kept) : NULL;
    if (kept == NULL) {
        return given;
    }
    *kept = given;
    return (asynclab_work){kept, run};
}

void dispatch_barrier_async_f(void *queue, void *context, work_function work) {
    asynclab_work given = asynclab_races_work((asynclab_work){context, work});
    ((async_call)ASYNCLAB_REAL(dispatch_barrier_async_f))(queue, given.context, given.work);
}

void dispatch_group_async_f(void *group, void *queue, void *context, work_function work) {
    asynclab_work given = asynclab_races_work((asynclab_work){context, work});
    ((group_call)ASYNCLAB_REAL(dispatch_group_async_f))(group, queue, given.context, given.work);
}

void dispatch_group_notify_f(void *group, void *queue, void *context, work_function work) {
    asynclab_work given = asynclab_races_work((asynclab_work){context, work});
    ((group_call)ASYNCLAB_REAL(dispatch_group_notify_f))(group, queue, given.context, given.work);
}

void dispatch_after_f(uint64_t when, void *queue, void *context, work_function work) {
    asynclab_work given = asynclab_races_work((asynclab_work){context, work});
    ((after_call)ASYNCLAB_REAL(dispatch_after_f))(when, queue, given.context, given.work);
}

// Iterations at one time

typedef struct {
    void *context;
    void (*work)(void *, size_t);
    size_t index;
} iteration;

static void run_iteration(void *context) {
    iteration *run = context;
    run->work(run->context, run->index);
}

static void iterate(void *context, size_t index) {
    iteration run = *(iteration *)context;
    run.index = index;
    asynclab_races_run((asynclab_work){&run, run_iteration});
}

void dispatch_apply_f(size_t count, void *queue, void *context, void (*work)(void *, size_t)) {
    apply_call real = (apply_call)ASYNCLAB_REAL(dispatch_apply_f);
    iteration all = {context, work, 0};
    if (asynclab_races_are_on) {
        real(count, queue, &all, iterate);
    } else {
        real(count, queue, context, work);
    }
}
