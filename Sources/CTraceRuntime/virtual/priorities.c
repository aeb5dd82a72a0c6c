// Probabilistic concurrency testing. Each task has a random priority from the start, and at a few
// choices, at random places, the one that is next falls behind all others. With n tasks and k choices,
// a failure that needs d things in an order is found with a probability of at least 1/(n k^(d-1)).
//
// One thing is not as in the paper, which knows no yields: whoever yields falls behind too. Else a
// task that yields until another has done something would be next for ever.
#include "priorities.h"
#include "random.h"

/// The most changes of priority.
#define MOST_CHANGES 15u
/// Those that fell behind; of more than that, the first rise again.
#define FALLEN 4096u

static uint64_t seed;
static uint32_t choices;
/// The numbers of the choices at which priorities change.
static uint32_t changes[MOST_CHANGES], change_count;
/// Who has fallen, and how far: later is lower.
static struct {
    uint32_t who;
    uint64_t depth;
} fallen[FALLEN];
static uint64_t last_depth;

void asynclab_priorities_start(uint64_t new_seed, uint32_t depth, uint32_t length) {
    uint64_t state = new_seed;
    seed = asynclab_random_next(&state);
    change_count = depth <= 1 ? 0 : depth - 1 < MOST_CHANGES ? depth - 1 : MOST_CHANGES;
    for (uint32_t index = 0; index < change_count; index++) {
        changes[index] = (uint32_t)asynclab_random_below(&state, length > 0 ? length : 1);
    }
}

static void fall(uint32_t who) {
    fallen[who % FALLEN].who = who;
    fallen[who % FALLEN].depth = ++last_depth;
}

/// The higher, the earlier. Nobody who has fallen is above one who has not.
static uint64_t priority_of(uint32_t who) {
    if (fallen[who % FALLEN].depth != 0 && fallen[who % FALLEN].who == who) {
        return UINT32_MAX - fallen[who % FALLEN].depth;
    }
    return asynclab_mix(seed ^ who) | 1ull << 63;
}

static size_t highest(asynclab_candidates candidates) {
    size_t best = 0;
    uint64_t best_priority = 0;
    for (size_t index = 0; index < candidates.count; index++) {
        uint64_t priority = priority_of(candidates.at(index).who);
        if (index == 0 || priority > best_priority) {
            best = index;
            best_priority = priority;
        }
    }
    return best;
}

size_t asynclab_priorities_choose(asynclab_candidates candidates) {
    for (size_t index = 0; index < candidates.count; index++) {
        asynclab_candidate candidate = candidates.at(index);
        if (candidate.yielded) {
            fall(candidate.who);
        }
    }
    uint32_t choice = choices++;
    for (uint32_t index = 0; index < change_count; index++) {
        if (changes[index] == choice) {
            fall(candidates.at(highest(candidates)).who);
        }
    }
    return highest(candidates);
}
