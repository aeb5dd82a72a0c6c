// Times at which somebody is woken: a heap, the earliest at its root.
//
// A sleep that is cancelled leaves its timer behind, and so does a wait that ends early: such a timer
// is dead. Time never jumps to one, or a cancelled sleep of an hour would make the program an hour
// longer.
#include "scheduler.h"
#include "CTraceRuntime.h"
#include "../task_layout.h"
#include "slots.h"
#include "timers.h"
#include <stdlib.h>
#include <string.h>

static asynclab_timer **heap;
static size_t count, room;
/// Timers that somebody waits for; and those of them that are libdispatch's own.
static size_t live, background;
/// The timer of each task that sleeps, by the task's id.
static asynclab_timer **sleepers;
static size_t sleeper_room;

static bool is_before(const asynclab_timer *one, const asynclab_timer *other) {
    return one->deadline != other->deadline ? one->deadline < other->deadline
                                            : one->sequence < other->sequence;
}

static void swap(size_t one, size_t other) {
    asynclab_timer *kept = heap[one];
    heap[one] = heap[other];
    heap[other] = kept;
}

static void push(asynclab_timer *timer) {
    if (count == room) {
        room = room == 0 ? 64 : room * 2;
        heap = realloc(heap, room * sizeof *heap);
        if (heap == NULL) {
            abort();
        }
    }
    heap[count++] = timer;
    for (size_t child = count - 1; child > 0 && is_before(heap[child], heap[(child - 1) / 2]);
         child = (child - 1) / 2) {
        swap(child, (child - 1) / 2);
    }
}

static asynclab_timer *pop(void) {
    asynclab_timer *first = heap[0];
    heap[0] = heap[--count];
    for (size_t parent = 0;;) {
        size_t least = parent;
        for (size_t child = 2 * parent + 1; child <= 2 * parent + 2; child++) {
            if (child < count && is_before(heap[child], heap[least])) {
                least = child;
            }
        }
        if (least == parent) {
            return first;
        }
        swap(parent, least);
        parent = least;
    }
}

asynclab_timer *asynclab_timer_add(asynclab_timer_kind kind, uint64_t deadline, void *subject) {
    asynclab_timer *timer = calloc(1, sizeof *timer);
    if (timer == NULL) {
        abort();
    }
    timer->deadline = deadline;
    timer->sequence = asynclab_next_sequence();
    timer->kind = kind;
    timer->subject = subject;
    live++;
    push(timer);
    return timer;
}

void asynclab_timer_cancel(asynclab_timer *timer) {
    if (!timer->is_dead) {
        timer->is_dead = true;
        live--;
        background -= timer->is_background;
    }
}

void asynclab_timer_is_background(asynclab_timer *timer) {
    timer->is_background = true;
    background++;
}

/// What a dead timer leaves: a job that only frees its own memory, or nothing.
static void bury(asynclab_timer *timer) {
    if (timer->kind == asynclab_timer_of_job) {
        asynclab_pool_add_waker(timer->subject, 0);
    }
    free(timer);
}

uint64_t asynclab_timers_next(bool *is_background) {
    while (count > 0 && heap[0]->is_dead) {
        bury(pop());
    }
    *is_background = live > 0 && live == background;
    return live > 0 ? heap[0]->deadline : ASYNCLAB_NEVER;
}

static void fire(asynclab_timer *timer) {
    switch (timer->kind) {
    case asynclab_timer_of_job:
        asynclab_record_timer_fired(timer->subject);
        sleepers[timer->task] = NULL;
        asynclab_pool_add_waker(timer->subject, timer->task);
        asynclab_progress++;
        break;
    case asynclab_timer_of_thread: {
        asynclab_managed *thread = timer->subject;
        thread->timeout = NULL;
        thread->timed_out = true;
        asynclab_managed_make_ready(thread);
        asynclab_progress++;
        break;
    }
    case asynclab_timer_of_descriptor:
        asynclab_timer_descriptor_fire(timer->subject);
        asynclab_progress += !timer->is_background;
        break;
    }
}

bool asynclab_timers_fire(void) {
    bool fired = false;
    while (count > 0 && (heap[0]->is_dead || heap[0]->deadline <= asynclab_virtual_now)) {
        asynclab_timer *timer = pop();
        if (timer->is_dead) {
            bury(timer);
            continue;
        }
        live--;
        background -= timer->is_background;
        fire(timer);
        free(timer);
        fired = true;
    }
    return fired;
}

// Sleepers

static asynclab_timer **sleeper(uint32_t task) {
    if (task >= sleeper_room) {
        size_t larger = sleeper_room == 0 ? 1024 : sleeper_room;
        while (larger <= task) {
            larger *= 2;
        }
        sleepers = realloc(sleepers, larger * sizeof *sleepers);
        if (sleepers == NULL) {
            abort();
        }
        memset(sleepers + sleeper_room, 0, (larger - sleeper_room) * sizeof *sleepers);
        sleeper_room = larger;
    }
    return &sleepers[task];
}

void asynclab_virtual_sleep(asynclab_job job, uint64_t deadline_ns) {
    asynclab_record_sleep(job, deadline_ns);
    uint64_t deadline = deadline_ns - asynclab_trace_start_ns;
    asynclab_timer *timer = asynclab_timer_add(asynclab_timer_of_job, deadline, job);
    timer->task = asynclab_this_thread.task;
    *sleeper(timer->task) = timer->task != 0 ? timer : NULL;
    asynclab_progress++;
}

void asynclab_timers_sleeper_is_ready(uint32_t task) {
    if (task < sleeper_room && sleepers[task] != NULL) {
        asynclab_timer_cancel(sleepers[task]);
        sleepers[task] = NULL;
    }
}
