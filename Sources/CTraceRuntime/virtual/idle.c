// What happens when nobody can run: something comes from outside, or time jumps to the next timer, or
// the program is stuck.
#include "../real.h"
#include "scheduler.h"
#include "slots.h"
#include <stdlib.h>

typedef int (*descriptors_poll)(struct pollfd *, nfds_t, int);

static int poll_now(struct pollfd *descriptors, nfds_t count, int milliseconds) {
    return ((descriptors_poll)ASYNCLAB_REAL(poll))(descriptors, count, milliseconds);
}

bool asynclab_look_at_descriptors(void) {
    bool found = false;
    if (asynclab_polling_threads == 0) {
        return false;
    }
    for (asynclab_managed *thread = asynclab_first_managed; thread != NULL; thread = thread->next) {
        if (thread->state == asynclab_thread_waiting && thread->polled != NULL &&
            poll_now(thread->polled, thread->polled_count, 0) != 0) {
            asynclab_managed_make_ready(thread);
            found = true;
        }
    }
    return found;
}

static bool is_outside_poller(const asynclab_managed *thread) {
    return thread->state == asynclab_thread_waiting && thread->polled != NULL &&
           thread->polls_outside;
}

/// Waits a moment of real time for what comes from outside to descriptors.
static bool wait_for_outside_descriptors(int milliseconds) {
    nfds_t count = 0;
    for (asynclab_managed *thread = asynclab_first_managed; thread != NULL; thread = thread->next) {
        count += is_outside_poller(thread) ? thread->polled_count : 0;
    }
    struct pollfd *all = count > 0 ? calloc(count, sizeof *all) : NULL;
    if (all == NULL) {
        return false;
    }
    nfds_t filled = 0;
    for (asynclab_managed *thread = asynclab_first_managed; thread != NULL; thread = thread->next) {
        if (is_outside_poller(thread)) {
            asynclab_record_uncontrolled(thread->call, thread->caller, thread->task);
            for (nfds_t index = 0; index < thread->polled_count; index++) {
                all[filled++] = thread->polled[index];
            }
        }
    }
    poll_now(all, count, milliseconds);
    free(all);
    return true;
}

/// Waits for what comes from outside, at most as long in real time as it is until the next timer.
static void wait_outside(uint64_t next, bool has_pollers) {
    if (!has_pollers) {
        if (asynclab_pace_until(next, true)) {
            asynclab_timers_fire();
        }
        return;
    }
    // Short waits: what the page of control asks for and threads that come back are no descriptors.
    const int moment = 2;
    uint64_t waited = 0, left = next == ASYNCLAB_NEVER ? next : next - asynclab_virtual_now;
    while (waited < left) {
        asynclab_pace_gate();
        wait_for_outside_descriptors(moment);
        if (asynclab_arrivals_wait() || asynclab_look_at_descriptors()) {
            return;
        }
        waited += (uint64_t)moment * 1000000u;
    }
    asynclab_virtual_now = next;
    asynclab_pace_show(next);
    asynclab_timers_fire();
}

/// Ticks of libdispatch in a row, with nothing else happening, after which the program is stuck.
#define BACKGROUND_TICKS 3u

/// The time and the progress when something last happened, and the ticks since.
static struct {
    uint64_t progress;
    uint64_t time;
    unsigned int ticks;
} quiet;

/// True where only libdispatch itself goes on.
static bool is_stuck_in_background(void) {
    if (asynclab_progress != quiet.progress) {
        quiet.progress = asynclab_progress;
        quiet.time = asynclab_virtual_now;
        quiet.ticks = 0;
    }
    return ++quiet.ticks > BACKGROUND_TICKS;
}

/// True where the program's first thread has ended by `pthread_exit`, and all others after it.
static bool has_ended(void) {
    const asynclab_managed *thread = asynclab_first_managed;
    bool is_over = thread->state == asynclab_thread_gone && !thread->is_parked;
    for (; is_over && thread != NULL; thread = thread->next) {
        is_over = thread->state == asynclab_thread_gone || thread->state == asynclab_thread_idle;
    }
    return is_over;
}

void asynclab_let_time_pass(void) {
    if (asynclab_look_at_descriptors()) {
        return;
    }
    bool is_background;
    uint64_t next = asynclab_timers_next(&is_background);
    if (asynclab_ready_jobs() > 0) {
        return;
    }
    bool has_pollers = false;
    for (asynclab_managed *thread = asynclab_first_managed; thread != NULL; thread = thread->next) {
        has_pollers = has_pollers || is_outside_poller(thread);
    }
    if (has_pollers || asynclab_outside_threads > 0) {
        wait_outside(next, has_pollers);
        return;
    }
    if (has_ended()) {
        // As the system does it for a process without threads.
        exit(0);
    }
    if (is_background && is_stuck_in_background()) {
        asynclab_virtual_now = quiet.time;
        asynclab_scheduler_stop(asynclab_stop_deadlock);
    }
    if (next == ASYNCLAB_NEVER) {
        asynclab_scheduler_stop(asynclab_stop_deadlock);
    }
    if (asynclab_pace_until(next, false)) {
        asynclab_timers_fire();
    }
}
