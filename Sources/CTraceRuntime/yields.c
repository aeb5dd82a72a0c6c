// Task.yield makes a job of its own, which goes through the pool and enqueues the task again. The task
// is ready from the moment of the yield, so that is recorded, and of the rest only what adds to it:
// its executor, where it is not the pool. A yield on the pool is two records, not five.
//
// The runtime makes that job first, and then suspends the task. If another thread has run the job by
// then, the task goes on where it is, and nothing tells that it does. So under the live clock, where that
// could be, the job waits until the task has left its thread, which follows at once.
#include "yields.h"
#include "jobs.h"
#include "recorder.h"
#include "task_layout.h"

void asynclab_record_yielder(uint64_t executor) {
    asynclab_thread_state *thread = &asynclab_this_thread;
    if (thread->yielder != 0 && executor != asynclab_executor_pool) {
        asynclab_record(asynclab_kind_enqueued, thread->yielder, executor, 0);
    }
    thread->yielder = 0;
}

static bool is_yield(asynclab_job job) {
    return asynclab_tasks_are_seen && asynclab_this_thread.task != 0 &&
           ASYNCLAB_JOB_KIND(((const asynclab_swift_task *)job)->flags) ==
               ASYNCLAB_JOB_KIND_CONTINUATION;
}

bool asynclab_yield_waits(asynclab_job job) {
    if (!is_yield(job)) {
        return false;
    }
    asynclab_record_pool_enqueue(job);
    asynclab_this_thread.yield_job = job;
    return true;
}

void asynclab_yield_goes_on(void) {
    asynclab_job job = asynclab_this_thread.yield_job;
    if (job != NULL) {
        asynclab_this_thread.yield_job = NULL;
        asynclab_pool_add(job);
    }
}

void asynclab_record_pool_enqueue(asynclab_job job) {
    if (!asynclab_tasks_are_seen) {
        return;
    }
    asynclab_thread_state *thread = &asynclab_this_thread;
    uint32_t flags = ((const asynclab_swift_task *)job)->flags;
    if (ASYNCLAB_JOB_KIND(flags) == ASYNCLAB_JOB_KIND_TASK) {
        asynclab_enqueued_on(job, asynclab_executor_pool);
    } else if (is_yield(job)) {
        asynclab_thread_tell_hop();
        asynclab_record(asynclab_kind_yielded, thread->task, 0, 0);
        thread->task = 0;
    }
}

void asynclab_enqueued_on(asynclab_job job, uint64_t executor) {
    asynclab_thread_state *thread = &asynclab_this_thread;
    asynclab_trace_record *record = thread->enqueue_record;
    thread->enqueue_record = NULL;
    asynclab_record_yielder(executor);
    if (record != NULL && record->task == ((const asynclab_swift_task *)job)->id) {
        __atomic_store_n(&record->a, executor, __ATOMIC_RELAXED);
    }
}
