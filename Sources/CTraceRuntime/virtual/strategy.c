// The one place where a run could go differently: which of those that can run is next, and what the
// program gets where it asks for random numbers. Both follow from the seed and the schedule alone.
//
// Seed 0 is first come, first served, as the real runtime does it. Any other seed is a random order.
// Who searches schedules asks for steady ones: a task that hops goes on, so there is nothing in them
// but the switches that were asked for, each at one choice; or for priorities (priorities.c).
#include "strategy.h"
#include "../recorder.h"
#include "choosing.h"
#include "priorities.h"
#include "random.h"
#include <string.h>

bool asynclab_hops_are_choices;
void (*asynclab_strategy_observer)(uint32_t, size_t, size_t, uint32_t);

/// One generator for choices, one for the program, so that neither disturbs the other.
static uint64_t of_choices, of_program;
static asynclab_schedule asked;
/// How many of the switches asked for are behind us.
static uint32_t switches_done;
/// The task that ran last.
static uint32_t last_task;

void asynclab_strategy_start(const asynclab_schedule *schedule, uint64_t seed) {
    asked = *schedule;
    of_program = ~seed;
    if (asked.kind == asynclab_schedule_by_seed && seed != 0) {
        asked.kind = asynclab_schedule_random;
        asked.seed = seed;
    }
    of_choices = asked.seed;
    asynclab_hops_are_choices = asked.kind != asynclab_schedule_by_seed;
    asynclab_priorities_start(asked.seed, asked.depth, asked.length);
}

void asynclab_strategy_runs(uint32_t task) {
    last_task = task;
}

/// Who is next in a steady schedule.
static size_t steady(asynclab_candidates candidates) {
    for (size_t index = 0; last_task != 0 && index < candidates.count; index++) {
        asynclab_candidate candidate = candidates.at(index);
        if (candidate.who == last_task && !candidate.yielded) {
            return index;
        }
    }
    return candidates.oldest;
}

/// Which other the schedule asks for at this choice; 0: none.
static size_t asked_other(uint32_t choice, size_t count) {
    while (switches_done < asked.switch_count && asked.switches[switches_done].choice < choice) {
        switches_done++;
    }
    if (switches_done == asked.switch_count || asked.switches[switches_done].choice != choice) {
        return 0;
    }
    size_t other = asked.switches[switches_done++].other;
    if (other >= count) {
        asynclab_trace->course.misfits = 1;
        return 0;
    }
    return other;
}

static void keep_fingerprint(size_t count, size_t index, uint32_t who) {
    uint64_t *print = &asynclab_trace->course.fingerprint;
    *print = asynclab_mix(*print ^ asynclab_mix((uint64_t)count << 48 | (uint64_t)index << 32 | who));
}

/// Who is next by the schedule, `steady_index` by a steady one.
static size_t scheduled(asynclab_candidates candidates, uint32_t choice, size_t steady_index) {
    switch (asked.kind) {
    case asynclab_schedule_priorities:
        return asynclab_priorities_choose(candidates);
    case asynclab_schedule_random:
        return asynclab_random_below(&of_choices, candidates.count);
    case asynclab_schedule_steady:
        return asynclab_index_of_other(asked_other(choice, candidates.count), steady_index);
    default:
        return candidates.oldest;
    }
}

static void record_switch(uint32_t who, uint64_t which, uint32_t instead_of) {
    asynclab_record(asynclab_kind_switch, (who & ASYNCLAB_IS_THREAD) != 0 ? 0 : who, which, instead_of);
}

static size_t choose_among(asynclab_candidates candidates, uint32_t choice) {
    size_t steady_index =
        asked.kind == asynclab_schedule_by_seed ? candidates.oldest : steady(candidates);
    size_t usual = scheduled(candidates, choice, steady_index);
    size_t index = asynclab_chosen_instead(candidates, choice, usual);
    size_t other = asynclab_other_at(index, steady_index);
    uint32_t who = candidates.at(index).who;
    keep_fingerprint(candidates.count, index, who);
    if (index != usual) {
        uint64_t which = (uint64_t)asynclab_other_at(index, usual) << 32 | choice;
        record_switch(who, which | ASYNCLAB_WAS_CHOSEN, candidates.at(usual).who);
        asynclab_trace->choosing.fingerprint = asynclab_trace->course.fingerprint;
    } else if (other != 0) {
        record_switch(who, (uint64_t)other << 32 | choice, candidates.at(steady_index).who);
    }
    if (asynclab_strategy_observer != NULL) {
        asynclab_strategy_observer(choice, candidates.count, other, who);
    }
    return index;
}

size_t asynclab_strategy_choose(asynclab_candidates candidates) {
    size_t index =
        candidates.count == 1 ? 0 : choose_among(candidates, asynclab_trace->course.choices++);
    asynclab_choosing_ran(candidates.at(index).who);
    return index;
}

void asynclab_strategy_random(void *bytes, size_t count) {
    char *next = bytes;
    while (count > 0) {
        uint64_t number = asynclab_random_next(&of_program);
        size_t part = count < sizeof number ? count : sizeof number;
        memcpy(next, &number, part);
        next += part;
        count -= part;
    }
}
