// Who is next, of those that could run: the schedule.
#pragma once

#include "CTraceFormat.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// One of those that could run.
typedef struct {
    /// The task; or a thread of the program, see ASYNCLAB_IS_THREAD; 0: neither.
    uint32_t who;
    /// It gave up its turn, to let others go on.
    bool yielded;
} asynclab_candidate;

/// Set in `who` of a thread; the rest is its number in the order of creation.
#define ASYNCLAB_IS_THREAD (1u << 31)

/// All that could run now, in an order that is the same whenever the run is.
typedef struct {
    /// At least 1.
    size_t count;
    /// The number of the one that waits longest.
    size_t oldest;
    asynclab_candidate (*_Nonnull at)(size_t index);
} asynclab_candidates;

/// Begins with the schedule that is asked for; `seed` where that says so, and for the program's random
/// numbers.
void asynclab_strategy_start(const asynclab_schedule *schedule, uint64_t seed);

/// The number of who is next.
size_t asynclab_strategy_choose(asynclab_candidates candidates);

/// `task` runs now.
void asynclab_strategy_runs(uint32_t task);

/// A hop to an actor is a choice, also where the task could go on there at once.
extern bool asynclab_hops_are_choices;

/// Random bytes for the program, the same for the same seed.
void asynclab_strategy_random(void *bytes, size_t count);

/// Told of every choice where more than one could run, by whoever explores; null: nobody does.
/// `other`: which, beside the one that a steady schedule has; 0 is that one.
extern void (*_Nullable asynclab_strategy_observer)(uint32_t choice, size_t count, size_t other,
                                                    uint32_t who);

#pragma clang assume_nonnull end
