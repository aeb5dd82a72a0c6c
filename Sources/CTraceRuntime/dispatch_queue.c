// The main queue of libdispatch, which serves the main actor as it does without us.
//
// The platform's own main executor does the same: dispatch_async_f on the main queue, and
// dispatch_main() as its run loop (stdlib/public/Concurrency/DispatchExecutor.swift). libswift_Concurrency
// links libdispatch, so its functions are always there.
#include "CTraceRuntime.h"
#include "jobs.h"
#include "recorder.h"
#include "virtual/slots.h"

typedef struct dispatch_queue_s dispatch_queue;
extern dispatch_queue _dispatch_main_q;
extern void dispatch_async_f(dispatch_queue *queue, void *context, void (*work)(void *));
extern _Noreturn void dispatch_main(void);
extern void dispatch_assert_queue(dispatch_queue *queue);

static void run(void *job) {
    asynclab_job_run_on_main(job);
}

void asynclab_main_queue_add(void *context, void (*work)(void *)) {
    dispatch_async_f(&_dispatch_main_q, context, work);
}

void asynclab_job_enqueue_main(asynclab_job job) {
    asynclab_enqueued_on(job, asynclab_executor_main);
    asynclab_main_queue_add(job, run);
}

_Noreturn void asynclab_main_queue_run(void) {
    dispatch_main();
}

void asynclab_main_queue_assert(void) {
    dispatch_assert_queue(&_dispatch_main_q);
}

void asynclab_virtual_assert_main(void) {
    if (!asynclab_is_on_main_slot()) {
        asynclab_main_queue_assert();
    }
}
