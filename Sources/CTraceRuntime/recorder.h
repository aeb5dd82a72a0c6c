// Recording: the mapped trace, one record at a time.
#pragma once

#include "CTraceFormat.h"
#include "capabilities.h"
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#pragma clang assume_nonnull begin

/// The mapped file; null where this process is not watched. Set once, before `main`. Where the trace
/// is for the first of several programs in which a task is made, it leads, until that is this one, to
/// a header of our own into which no record fits.
extern asynclab_trace_header *_Nullable asynclab_trace;
/// It does.
extern _Atomic bool asynclab_recorder_is_waiting;
extern asynclab_trace_record *_Nullable asynclab_trace_records;
/// When the program started, in nanoseconds of CLOCK_MONOTONIC.
extern uint64_t asynclab_trace_start_ns;

typedef struct asynclab_creation asynclab_creation;

/// What a thread knows of itself. `initial-exec`: one instruction to reach, and no lazy allocation,
/// which a preloaded library may rely on because it is there when the program starts.
typedef struct {
    /// Id of the task on this thread; 0: none.
    uint32_t task;
    /// The task itself; as long as `task` is not 0, it has not ended.
    const void *_Nullable task_object;
    /// Executor that the task is on: of the job that runs on this thread, or one that the task hopped
    /// to within it.
    uint64_t executor;
    /// Who runs the job: where a task goes on that leaves an actor.
    uint64_t job_executor;
    /// Who runs what starts next within the job: the job's executor, or an actor whose turn the job is.
    uint64_t turn_executor;
    /// The executor that the task is hopping to, and since when; 0: none. Told with what it does next
    /// there; a hop that leads into a queue is told by its enqueueing.
    uint64_t hop_executor;
    uint64_t hop_ns;
    /// asynclab_trace_record.thread of this thread plus 1; 0: not given yet.
    uint32_t index;
    /// The task that this thread enqueued last and that may be reported again; see task_events.c.
    uint32_t enqueued_task;
    /// The record of that, so that the executor it goes to can be filled in; null: none.
    asynclab_trace_record *_Nullable enqueue_record;
    /// Set within the job that ends a Task.yield: the enqueueing that follows is recorded only where
    /// it leads away from the pool, see jobs.c.
    bool ends_yield;
    /// The task enqueued there and not recorded yet; 0: none.
    uint32_t yielder;
    /// The job of the yield by which a task is about to leave this thread, see yields.c; null: none.
    void *_Nullable yield_job;
    /// Where the task that is on its way to suspension on this thread will go on, and which task it is.
    uint32_t suspension_place;
    uint32_t suspension_task;
    /// What it will wait for there, and the task, where it is one.
    asynclab_wait suspension_wait;
    uint32_t suspension_other;
    /// Task whose end the runtime announces in two steps, see task_events.c; 0: none.
    uint32_t ending_task;
    /// The creation that this thread is within; the next task enqueued here is the one created.
    asynclab_creation *_Nullable creation;
} asynclab_thread_state;

extern _Thread_local asynclab_thread_state asynclab_this_thread
    __attribute__((tls_model("initial-exec")));

/// Maps the file that ASYNCLAB_TRACE names. False (and nothing is recorded) where there is none, or
/// it is not a fresh trace of our version, or another process writes it.
bool asynclab_recorder_open(asynclab_capabilities found);

/// Tells readers that the program has started, and what they may expect, where the trace is ours.
void asynclab_recorder_publish(void);

/// A task is about to be made that is not the program's own: if the trace waits for that, it is ours
/// from now on.
void asynclab_recorder_claim(void);

/// Takes note of the program's own task, made while the trace waits.
void asynclab_recorder_note_main(uint32_t task, uint32_t job_flags);

/// Gives the calling thread its number and records its role, once.
uint16_t asynclab_thread_register(asynclab_thread_role role);

/// Copies bytes to the string heap: offset << 24 | length, or 0 where they are empty or do not fit.
uint64_t asynclab_string_keep(const char *_Nullable bytes, size_t length);

/// The virtual clock is on in this process, and its time: nanoseconds since the start. See
/// virtual/scheduler.h.
extern bool asynclab_virtual_is_on;
extern uint64_t asynclab_virtual_now;

/// Nanoseconds of CLOCK_MONOTONIC, in real time.
uint64_t asynclab_real_clock_ns(void);

/// Nanoseconds of the program's CLOCK_MONOTONIC: of the virtual clock, where it is on.
static inline uint64_t asynclab_clock_ns(void) {
    return __builtin_expect(asynclab_virtual_is_on, 0)
               ? asynclab_trace_start_ns + asynclab_virtual_now
               : asynclab_real_clock_ns();
}

/// The calling thread's number in records.
static inline uint16_t asynclab_thread_index(void) {
    uint32_t index = asynclab_this_thread.index;
    if (__builtin_expect(index == 0, 0)) {
        return asynclab_thread_register(asynclab_role_other);
    }
    return (uint16_t)(index - 1);
}

/// Reserves the place of a record that `asynclab_record_fill` fills; null where there is none. Until
/// then readers wait at this place, so what happens in between must be short.
static inline asynclab_trace_record *_Nullable asynclab_record_reserve(void) {
    asynclab_trace_header *header = asynclab_trace;
    if (header == NULL) {
        return NULL;
    }
    uint64_t slot = atomic_fetch_add_explicit((_Atomic uint64_t *)&header->record_count, 1,
                                              memory_order_relaxed);
    return __builtin_expect(slot < header->record_capacity, 1) ? &asynclab_trace_records[slot]
                                                               : NULL;
}

/// Fills a reserved place with what happened at a time since the start: five stores, `kind` last.
static inline void asynclab_record_fill(asynclab_trace_record *record, uint64_t time_ns,
                                        asynclab_trace_kind kind, uint32_t task, uint64_t a,
                                        uint64_t b) {
    record->time_ns = time_ns;
    record->task = task;
    record->thread = asynclab_thread_index();
    record->a = a;
    record->b = b;
    atomic_store_explicit((_Atomic uint16_t *)&record->kind, (uint16_t)kind, memory_order_release);
}

/// Now, since the start.
static inline uint64_t asynclab_record_now(void) {
    return asynclab_clock_ns() - asynclab_trace_start_ns;
}

/// A record's `a` with a place in its upper half.
static inline uint64_t asynclab_with_place(uint64_t a, uint32_t place) {
    return (a & UINT32_MAX) | (uint64_t)place << 32;
}

/// Fills a reserved slot with what happened at an earlier time, since the start, and maybe on another
/// thread.
static inline void asynclab_record_fill_at(asynclab_trace_record *record, uint64_t time_ns,
                                           uint16_t thread, asynclab_trace_kind kind, uint32_t task,
                                           uint64_t a) {
    record->time_ns = time_ns;
    record->task = task;
    record->thread = thread;
    record->a = a;
    record->b = 0;
    atomic_store_explicit((_Atomic uint16_t *)&record->kind, (uint16_t)kind, memory_order_release);
}

/// Appends one record. The slot is reserved before the clock is read, so that order in the file
/// agrees with cause and effect. Returns it, or null where it was dropped.
static inline asynclab_trace_record *_Nullable asynclab_record(asynclab_trace_kind kind,
                                                               uint32_t task, uint64_t a,
                                                               uint64_t b) {
    asynclab_trace_record *record = asynclab_record_reserve();
    if (record != NULL) {
        asynclab_record_fill(record, asynclab_record_now(), kind, task, a, b);
    }
    return record;
}

#pragma clang assume_nonnull end
