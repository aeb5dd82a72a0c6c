// The control page of a trace: how asynclab pauses, steps and paces a program under the virtual clock.
#pragma once

#include "CTraceFormat.h"
#include <stddef.h>

#pragma clang assume_nonnull begin

// Declared here because their headers show them to programs with _GNU_SOURCE only, or not at all.
extern void *_Nullable mmap(void *_Nullable address, size_t length, int protection, int flags,
                            int file, long offset);
extern int munmap(void *address, size_t length);
extern long syscall(long number, ...);

/// The number of futex(2).
#if defined(__x86_64__)
#define ASYNCLAB_SYSTEM_CALL_FUTEX 202L
#else
#define ASYNCLAB_SYSTEM_CALL_FUTEX 98L
#endif

/// The header of the trace in `file`, shared with the program; null with errno where it can't be
/// mapped. Give it back with `asynclab_trace_control_unmap`.
static inline asynclab_trace_control *_Nullable asynclab_trace_control_map(int file) {
    const int read_and_write = 3, shared = 1;
    char *page = mmap(NULL, ASYNCLAB_TRACE_HEADER_SIZE, read_and_write, shared, file, 0);
    return (long)page == -1
               ? NULL
               : (asynclab_trace_control *)(page + offsetof(asynclab_trace_header, control));
}

static inline void asynclab_trace_control_unmap(asynclab_trace_control *control) {
    munmap((char *)control - offsetof(asynclab_trace_header, control), ASYNCLAB_TRACE_HEADER_SIZE);
}

/// Stores `value` in a field of `control` and tells the program.
static inline void asynclab_trace_control_set(asynclab_trace_control *control, uint32_t *field,
                                              uint32_t value) {
    const int wake = 1;
    __atomic_store_n(field, value, __ATOMIC_RELEASE);
    __atomic_fetch_add(&control->bell, 1, __ATOMIC_RELEASE);
    syscall(ASYNCLAB_SYSTEM_CALL_FUTEX, &control->bell, wake, 0x7fffffff, NULL, NULL, 0);
}

static inline void asynclab_trace_control_pace(asynclab_trace_control *control, uint32_t thousandths) {
    asynclab_trace_control_set(control, &control->pace, thousandths);
}

static inline void asynclab_trace_control_pause(asynclab_trace_control *control, uint32_t paused) {
    asynclab_trace_control_set(control, &control->paused, paused);
}

/// Lets a paused program run one more job.
static inline void asynclab_trace_control_step(asynclab_trace_control *control) {
    uint32_t steps = __atomic_load_n(&control->steps, __ATOMIC_ACQUIRE);
    asynclab_trace_control_set(control, &control->steps, steps + 1);
}

static inline asynclab_trace_choosing *
asynclab_trace_control_choosing(asynclab_trace_control *control) {
    char *page = (char *)control - offsetof(asynclab_trace_header, control);
    return (asynclab_trace_choosing *)(page + offsetof(asynclab_trace_header, choosing));
}

/// Lets a paused program run one more job: that of `task`, which it has offered.
static inline void asynclab_trace_control_choose(asynclab_trace_control *control, uint32_t task) {
    asynclab_trace_choosing *choosing = asynclab_trace_control_choosing(control);
    uint32_t step = __atomic_load_n(&control->steps, __ATOMIC_ACQUIRE) + 1;
    __atomic_store_n(&choosing->wanted, task, __ATOMIC_RELEASE);
    __atomic_store_n(&choosing->wanted_step, step, __ATOMIC_RELEASE);
    asynclab_trace_control_set(control, &control->steps, step);
}

/// Lets time pass though the program is paused, until a task could run.
static inline void asynclab_trace_control_advance(asynclab_trace_control *control) {
    asynclab_trace_choosing *choosing = asynclab_trace_control_choosing(control);
    uint32_t advances = __atomic_load_n(&choosing->advances, __ATOMIC_ACQUIRE);
    asynclab_trace_control_set(control, &choosing->advances, advances + 1);
}

/// Before the program starts, which is to be paused: how far it goes on, see asynclab_trace_choosing.
static inline void asynclab_trace_control_begin(asynclab_trace_control *control, uint32_t choice,
                                                uint64_t records) {
    asynclab_trace_choosing *choosing = asynclab_trace_control_choosing(control);
    choosing->until_choice = choice;
    choosing->until_records = records;
    __atomic_store_n(&choosing->is_on_its_way, 1, __ATOMIC_RELEASE);
}

#pragma clang assume_nonnull end
