// The main queue of libdispatch, which serves the main actor as it does without us.
//
// The platform's own main executor does the same: dispatch_async_f on the main queue, and
// dispatch_main() as its run loop (stdlib/public/Concurrency/DispatchExecutor.swift). libswift_Concurrency
// links libdispatch, so its functions are always there.
//
// Under the virtual clock, where `main` is async, jobs of the main actor and what the program gives to
// the main queue wait in one queue of ours, in one order. Each then runs as if by dispatch_sync, so
// that it is on the main queue, and what comes there by other ways (timers, groups) waits for it.
#include "CTraceRuntime.h"
#include "jobs.h"
#include "explore/in_place.h"
#include "races/races.h"
#include "real.h"
#include "recorder.h"
#include "virtual/slots.h"

typedef struct dispatch_queue_s dispatch_queue;
typedef void (*work_function)(void *);
// Weak, so that a runtime without libdispatch can load us: capabilities.c looks whether they are there.
extern dispatch_queue _dispatch_main_q __attribute__((weak));
extern void dispatch_sync_f(dispatch_queue *queue, void *context, work_function work)
    __attribute__((weak));
extern _Noreturn void dispatch_main(void) __attribute__((weak));
extern void dispatch_assert_queue(dispatch_queue *queue) __attribute__((weak));
extern void *_Block_copy(const void *block);
extern void _Block_release(const void *block);

typedef void (*async_function)(dispatch_queue *, void *, work_function);
typedef void (*async_block)(dispatch_queue *, void *);

/// The beginning of a block (https://clang.llvm.org/docs/Block-ABI-Apple.html).
typedef struct block {
    void *isa;
    int flags, reserved;
    void (*invoke)(struct block *);
} block;

static void run_block(void *copied) {
    ((block *)copied)->invoke(copied);
    _Block_release(copied);
}

void dispatch_async_f(dispatch_queue *queue, void *context, work_function work) {
    if (queue == &_dispatch_main_q && asynclab_main_takes_work()) {
        asynclab_main_add_work(context, work);
    } else {
        asynclab_work given = asynclab_races_work((asynclab_work){context, work});
        ((async_function)ASYNCLAB_REAL(dispatch_async_f))(queue, given.context, given.work);
    }
}

void dispatch_async(dispatch_queue *queue, void *work) {
    if (queue == &_dispatch_main_q && asynclab_main_takes_work()) {
        asynclab_main_add_work(_Block_copy(work), run_block);
    } else {
        ((async_block)ASYNCLAB_REAL(dispatch_async))(queue, work);
    }
}

void asynclab_main_queue_add(void *context, work_function work) {
    ((async_function)ASYNCLAB_REAL(dispatch_async_f))(&_dispatch_main_q, context, work);
}

void asynclab_main_queue_run_now(void *context, work_function work) {
    dispatch_sync_f(&_dispatch_main_q, context, work);
}

static void run(void *job) {
    asynclab_job_run_on_main(job);
}

void asynclab_job_enqueue_main(asynclab_job job) {
    asynclab_enqueued_on(job, asynclab_executor_main);
    asynclab_main_queue_add(job, run);
}

_Noreturn void asynclab_main_queue_run(void) {
    dispatch_main();
}

void asynclab_main_queue_assert(void) {
    // There is one thread, and it is not always the main queue's.
    if (asynclab_runs_in_place && !asynclab_is_on_main_in_place()) {
        asynclab_in_place_leave();
    }
    dispatch_assert_queue(&_dispatch_main_q);
}
