// Choices of somebody who watches a paused program: which of those that could run is next, whatever the
// schedule says. What is asked for and what is offered is in the trace's header (asynclab_trace_choosing).
#pragma once

#include "strategy.h"

#pragma clang assume_nonnull begin

/// The others are numbered from 1, in their order, without the `usual` one, which is 0.
static inline size_t asynclab_index_of_other(size_t other, size_t usual) {
    return other == 0 ? usual : other <= usual ? other - 1 : other;
}

static inline size_t asynclab_other_at(size_t index, size_t usual) {
    return index == usual ? 0 : index < usual ? index + 1 : index;
}

/// Who is next where it would be `usual` by the schedule: as somebody has chosen, now or before the run.
size_t asynclab_chosen_instead(asynclab_candidates candidates, uint32_t choice, size_t usual);

/// Whose turn it is now.
void asynclab_choosing_ran(uint32_t who);

/// The step that is taken next is to be that of this task; 0: of whoever is next.
void asynclab_choosing_want(uint32_t task);

/// A task is wanted that has been made ready since, and nothing of it could run: it waits for an actor.
bool asynclab_choosing_is_settled(void);

/// The task that is wanted is `who`: its thread goes on.
bool asynclab_choosing_is_wanted(uint32_t who);

/// How many tasks could run now.
size_t asynclab_choosing_ready(void);

/// True while a program that is to be brought to a choice, though paused, is not there yet.
bool asynclab_choosing_is_on_its_way(void);

/// The same, where it could wait: finds out whether this is the choice.
bool asynclab_choosing_goes_on(void);

/// Tells who could run, to be chosen from; and takes that back.
void asynclab_choosing_offer(void);
void asynclab_choosing_retract(void);

#pragma clang assume_nonnull end
