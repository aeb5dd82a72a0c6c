// Which of those that could run is next, under the virtual clock: what asynclab asks for, and what became
// of it. All of it is in the trace's header.
#pragma once

#include <stdint.h>

/// How a schedule is made, under the virtual clock: who is next of those that could run.
typedef enum : uint32_t {
    /// By the seed: 0 is first come, first served, any other a random order.
    asynclab_schedule_by_seed = 0,
    /// Who ran last goes on where it can, else who came first is next; but for `switches`.
    asynclab_schedule_steady = 1,
    /// By random priorities that change at `depth` - 1 of `length` choices (PCT: Burckhardt, Kothari,
    /// Musuvathi, Nagarakatte: A Randomized Scheduler with Probabilistic Guarantees of Finding Bugs,
    /// ASPLOS 2010).
    asynclab_schedule_priorities = 2,
    /// A random order by the seed, 0 too.
    asynclab_schedule_random = 3,
} asynclab_schedule_kind;

/// The most switches that a schedule can be asked for.
#define ASYNCLAB_MOST_SWITCHES 64u

/// One choice that a steady schedule would make otherwise.
typedef struct {
    /// Number of the choice, from 0, among those where more than one could run.
    uint32_t choice;
    /// Which of the others, from 1, in the order in which they are listed.
    uint32_t other;
} asynclab_schedule_switch;

/// A schedule, as asynclab asks for it.
typedef struct {
    uint32_t kind;
    uint32_t depth;
    uint64_t seed;
    uint32_t length;
    /// Of the steady one, in the order of `choice`.
    uint32_t switch_count;
    asynclab_schedule_switch switches[ASYNCLAB_MOST_SWITCHES];
} asynclab_schedule;

/// What became of it; written by the program at every choice.
typedef struct {
    /// Choices so far where more than one could run.
    uint32_t choices;
    /// 1: a switch that was asked for was not possible.
    uint32_t misfits;
    /// Tasks that there were.
    uint32_t tasks;
    /// 1: something took part that the virtual clock does not control.
    uint32_t uncontrolled;
    /// Of all that could run, at each choice, and who did: alike only where the runs are.
    uint64_t fingerprint;
} asynclab_schedule_course;

/// The most jobs that a paused program offers to choose from.
#define ASYNCLAB_MOST_OFFERED 256u

/// Choices of somebody who watches: which of those that could run is next, whatever the schedule says.
/// A program offers them where it is paused and has no step left. Fields marked (w) are the program's.
typedef struct {
    /// Before the start: choices to be made otherwise than the schedule would, in their order; `other` is
    /// counted beside who would be next by the schedule.
    uint32_t asked_count;
    asynclab_schedule_switch asked[ASYNCLAB_MOST_SWITCHES];
    /// Before the start. 1: though paused, the program goes on up to the first time that two tasks could
    /// run, not before choice `until_choice` and not before there are `until_records` records.
    uint32_t is_on_its_way;
    uint32_t until_choice;
    uint64_t until_records;
    /// Times, counted from its start, that it lets time pass though paused, until a task could run.
    uint32_t advances;
    /// The task that is to have the step number `wanted_step`, in place of who would be next.
    uint32_t wanted;
    uint32_t wanted_step;
    /// (w) Number of the offer, from 1; 0: none. Set last.
    uint32_t offer;
    /// (w) Number of the choice that is next.
    uint32_t choice;
    /// (w) Tasks that could run, who came first before the others; beyond the most they are only counted.
    uint32_t offered_count;
    uint32_t offered[ASYNCLAB_MOST_OFFERED];
    /// (w) Records when it was made.
    uint64_t records;
    /// (w) The course's fingerprint just behind the last choice that was made otherwise.
    uint64_t fingerprint;
} asynclab_trace_choosing;
