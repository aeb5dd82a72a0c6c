// The end of a program that cannot go on, and what counts as no progress.
#include "scheduler.h"
#include "CTraceRuntime.h"
#include "../explore/in_place.h"
#include "../futex.h"
#include "CExploration.h"
#include "../real.h"
#include "../calls/calls.h"
#include "slots.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

/// The status of a program that the library ends; asynclab reads the reason from the trace.
#define STATUS_OF_STOP 124

/// Turns without progress after which time passes, and by how much a turn.
#define TURNS_WITHOUT_TIME 1000u
#define TURN_NS 1000u
/// Turns after which it is a long wait, and time passes faster, so that it does not fill the trace.
#define TURNS_OF_LONG_WAIT 100000u
#define LONG_WAIT_TURN_NS 10000u
/// Turns after which others get one too.
#define TURNS_BEFORE_OTHERS 16u
/// Turns in a row, with no timer left, after which nothing will ever come of them.
#define TURNS_OF_LIVELOCK 2000000u

/// Hops in a row after which others get a turn, and after which time passes as well: so many that
/// a program which only computes with an actor's help is no loop that waits.
#define HOPS_BEFORE_OTHERS 1000u
#define HOPS_WITHOUT_TIME 100000u

static uint64_t progress_seen;
static uint32_t turns;
uint64_t asynclab_virtual_computed;

/// Counts a turn; true where time may pass because there were many without progress.
static bool count_turn(void) {
    if (asynclab_progress != progress_seen) {
        progress_seen = asynclab_progress;
        turns = 0;
    }
    return ++turns > TURNS_WITHOUT_TIME;
}

/// Lets time pass, at most to `next`; true where a timer fired.
static bool pass(uint64_t nanoseconds, uint64_t next) {
    uint64_t target = asynclab_virtual_now + nanoseconds;
    target = target < next ? target : next;
    asynclab_virtual_computed += target - asynclab_virtual_now;
    if (!asynclab_pace_until(target, false)) {
        asynclab_virtual_now = target;
    }
    return asynclab_timers_fire();
}

/// Lets time pass by a turn.
static bool pass_turn(uint64_t next) {
    return pass(turns < TURNS_OF_LONG_WAIT ? TURN_NS : LONG_WAIT_TURN_NS, next);
}

bool asynclab_spin(void) {
    if (!count_turn()) {
        // Before time passes, whoever can run does.
        return turns == TURNS_WITHOUT_TIME;
    }
    bool is_background;
    bool fired = pass_turn(asynclab_timers_next(&is_background));
    return fired || turns % TURNS_BEFORE_OTHERS == 0;
}

void asynclab_spin_on_tasks(bool yields) {
    static uint32_t other_turns;
    bool may_pass = count_turn();
    // Of what a task computes with an actor's help, there is no telling what will come.
    other_turns = turns == 1 ? !yields : other_turns + !yields;
    if (!may_pass) {
        return;
    }
    bool is_background;
    uint64_t next = asynclab_timers_next(&is_background);
    if (next != ASYNCLAB_NEVER && !is_background) {
        pass_turn(next);
    } else if (turns - other_turns > TURNS_OF_LIVELOCK && asynclab_outside_threads == 0 &&
               asynclab_polling_threads == 0) {
        asynclab_scheduler_stop(asynclab_stop_livelock);
    }
}

bool asynclab_spin_on_hops(void) {
    static uint64_t seen, hops;
    if (asynclab_progress != seen) {
        seen = asynclab_progress;
        hops = 0;
    }
    if (++hops > HOPS_WITHOUT_TIME) {
        bool is_background;
        uint64_t next = asynclab_timers_next(&is_background);
        // About what a hop takes, at first.
        if (next != ASYNCLAB_NEVER && !is_background && pass(hops / 1000u, next)) {
            return true;
        }
    }
    return hops % HOPS_BEFORE_OTHERS == 0;
}

void asynclab_flush_output(void) {
    FILE *const files[] = {stdout, stderr};
    for (size_t index = 0; index < 2; index++) {
        if (ftrylockfile(files[index]) == 0) {
            fflush_unlocked(files[index]);
        }
    }
}

static _Noreturn void leave_process(int status) {
    while (true) {
        asynclab_real_syscall(SYS_exit_group, status, 0, 0, 0, 0, 0);
    }
}

void asynclab_scheduler_stop(asynclab_stop reason) {
    asynclab_flush_output();
    asynclab_record_waits();
    asynclab_record(asynclab_kind_stop, 0, reason, 0);
    asynclab_trace->stop = reason;
    asynclab_trace->now_ns = asynclab_virtual_now;
    if (asynclab_runs_in_place) {
        asynclab_in_place_end(asynclab_explored_stop, (uint32_t)reason);
    }
    leave_process(STATUS_OF_STOP);
}

void asynclab_give_up(const char *why, size_t length) {
    asynclab_real_syscall(SYS_write, STDERR_FILENO, (long)why, (long)length, 0, 0, 0);
    abort();
}
