// How virtual time passes in real time, and what asynclab asks for while the program runs.
//
// The page of control is shared with asynclab. Its bell is a futex: asynclab rings it when it has
// changed something, and so does a thread that comes back from outside.
#include "scheduler.h"
#include "CTraceRuntime.h"
#include "choosing.h"
#include "../futex.h"
#include <limits.h>

/// How often the clock is shown while it passes: 100 times a second of real time.
#define TICK_NS 10000000u

static uint32_t steps_taken;

/// Where virtual and real time last agreed, and at which pace they went on from there.
static struct {
    uint32_t pace;
    bool is_set;
    uint64_t real_ns;
    uint64_t virtual_ns;
} anchor;

static uint32_t read_field(const uint32_t *field) {
    return __atomic_load_n(field, __ATOMIC_ACQUIRE);
}

void asynclab_pace_show(uint64_t time) {
    __atomic_store_n(&asynclab_trace->now_ns, time, __ATOMIC_RELEASE);
}

static void wait_for_bell(uint32_t bell, uint64_t longest_ns) {
    struct timespec longest = {(time_t)(longest_ns / 1000000000u), (long)(longest_ns % 1000000000u)};
    asynclab_futex_wait(&asynclab_trace->control.bell, bell,
                        longest_ns == ASYNCLAB_NEVER ? NULL : &longest, true);
}

void asynclab_pace_ring(void) {
    __atomic_fetch_add(&asynclab_trace->control.bell, 1, __ATOMIC_RELEASE);
    asynclab_futex_wake(&asynclab_trace->control.bell, INT_MAX, true);
}

void asynclab_pace_step_taken(void) {
    asynclab_choosing_want(0);
    if (read_field(&asynclab_trace->control.paused) != 0 && !asynclab_choosing_is_on_its_way()) {
        steps_taken++;
    }
}

/// True where a step was asked for and not taken; whose it is to be is known then.
static bool has_step(void) {
    static uint32_t step_begun;
    if (asynclab_choosing_is_settled()) {
        asynclab_pace_step_taken();
    }
    uint32_t steps = read_field(&asynclab_trace->control.steps);
    if (steps_taken >= steps) {
        return false;
    }
    if (step_begun != steps_taken + 1) {
        step_begun = steps_taken + 1;
        bool is_chosen = read_field(&asynclab_trace->choosing.wanted_step) == step_begun;
        asynclab_choosing_want(is_chosen ? read_field(&asynclab_trace->choosing.wanted) : 0);
    }
    return true;
}

/// True where nobody could run, and time is to pass until somebody can.
static bool is_to_advance(void) {
    static uint32_t advances;
    uint32_t asked = read_field(&asynclab_trace->choosing.advances);
    if (advances == asked) {
        return false;
    }
    if (asynclab_choosing_ready() == 0) {
        return true;
    }
    advances = asked;
    return false;
}

/// A pause: until it is over, or there is a step to be taken.
static void wait_for_leave(void) {
    const asynclab_trace_control *control = &asynclab_trace->control;
    while (true) {
        uint32_t bell = read_field(&control->bell);
        if (read_field(&control->paused) == 0 || has_step() || is_to_advance()) {
            break;
        }
        asynclab_choosing_offer();
        wait_for_bell(bell, ASYNCLAB_NEVER);
    }
    asynclab_choosing_retract();
}

void asynclab_pace_gate(void) {
    const asynclab_trace_control *control = &asynclab_trace->control;
    if (__builtin_expect(read_field(&control->paused) == 0, 1)) {
        // Steps asked for and not taken are of no use to the next pause.
        steps_taken = read_field(&control->steps);
        asynclab_choosing_want(0);
        return;
    }
    if (asynclab_choosing_goes_on()) {
        return;
    }
    asynclab_pace_show(asynclab_virtual_now);
    anchor.is_set = false;
    wait_for_leave();
}

/// Thousandths of real time at which time passes now; 0: at once.
static uint32_t wanted_pace(bool is_real) {
    const asynclab_trace_control *control = &asynclab_trace->control;
    if (read_field(&control->paused) != 0) {
        return 0;
    }
    uint32_t pace = read_field(&control->pace);
    return is_real && (pace == 0 || pace > 1000) ? 1000 : pace;
}

/// Virtual time by the anchor, at a moment of real time.
static uint64_t time_by_anchor(uint64_t real_ns) {
    uint64_t passed = real_ns - anchor.real_ns;
    return anchor.virtual_ns +
           (uint64_t)((unsigned __int128)passed * anchor.pace / 1000u);
}

/// How far real time may be ahead, in nanoseconds: what a program computes takes no virtual time, so
/// it is not caught up with; only what is too short to wait for is.
#define LARGEST_LEAD_NS 50000000u

static void set_anchor(uint32_t pace, uint64_t real_ns, uint64_t time) {
    anchor.is_set = true;
    anchor.pace = pace;
    anchor.real_ns = real_ns;
    anchor.virtual_ns = time;
}

/// Forgets the anchor where it is of no use for a wait that begins now.
static void check_anchor(void) {
    uint64_t time = anchor.is_set ? time_by_anchor(asynclab_real_clock_ns()) : 0;
    uint64_t lead = (uint64_t)LARGEST_LEAD_NS * anchor.pace / 1000u;
    if (time < asynclab_virtual_now || time - asynclab_virtual_now > lead) {
        anchor.is_set = false;
    }
}

/// Virtual time now, at the pace asked for, where it was `shown` before.
static uint64_t time_passed_to(uint32_t pace, uint64_t shown) {
    uint64_t real_ns = asynclab_real_clock_ns();
    uint64_t time = anchor.is_set ? time_by_anchor(real_ns) : 0;
    if (!anchor.is_set || anchor.pace != pace || time < shown) {
        set_anchor(pace, real_ns, shown);
        return shown;
    }
    return time;
}

bool asynclab_pace_until(uint64_t target, bool is_real) {
    bool is_shown = read_field(&asynclab_trace->control.pace) != 0;
    uint64_t shown = asynclab_virtual_now;
    anchor.is_set = anchor.is_set && !is_real;
    check_anchor();
    while (true) {
        uint32_t bell = read_field(&asynclab_trace->control.bell);
        if (asynclab_arrivals_wait()) {
            asynclab_virtual_now = is_shown ? shown : asynclab_virtual_now;
            return false;
        }
        asynclab_pace_gate();
        uint32_t pace = wanted_pace(is_real);
        if (target == ASYNCLAB_NEVER) {
            wait_for_bell(bell, ASYNCLAB_NEVER);
            continue;
        }
        uint64_t time = pace == 0 ? target : time_passed_to(pace, shown);
        if (time >= target) {
            break;
        }
        shown = time;
        if (is_shown) {
            asynclab_pace_show(time);
        }
        uint64_t left = (uint64_t)((unsigned __int128)(target - time) * 1000u / pace) + 1;
        wait_for_bell(bell, is_shown && left > TICK_NS ? TICK_NS : left);
    }
    asynclab_virtual_now = target;
    asynclab_pace_show(target);
    return true;
}
