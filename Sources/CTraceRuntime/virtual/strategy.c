// The one place where a run could go differently: which of those that can run is next, and what the
// program gets where it asks for random numbers. Both follow from the seed alone.
//
// Seed 0 is first come, first served, as the real runtime does it. Any other seed is a random order.
// A strategy that comes later stands here as well.
#include "scheduler.h"
#include <string.h>

/// The states of two generators, splitmix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number
/// Generators, OOPSLA 2014): one for choices, one for the program, so that neither disturbs the other.
static uint64_t of_choices, of_program;
static bool is_random;

static uint64_t next_number(uint64_t *state) {
    uint64_t number = *state += 0x9e3779b97f4a7c15u;
    number = (number ^ (number >> 30)) * 0xbf58476d1ce4e5b9u;
    number = (number ^ (number >> 27)) * 0x94d049bb133111ebu;
    return number ^ (number >> 31);
}

void asynclab_strategy_start(uint64_t seed) {
    is_random = seed != 0;
    of_choices = seed;
    of_program = ~seed;
}

size_t asynclab_strategy_choose(size_t count, size_t oldest) {
    if (!is_random) {
        return oldest;
    }
    return (size_t)(((unsigned __int128)next_number(&of_choices) * count) >> 64);
}

void asynclab_strategy_random(void *bytes, size_t count) {
    char *next = bytes;
    while (count > 0) {
        uint64_t number = next_number(&of_program);
        size_t part = count < sizeof number ? count : sizeof number;
        memcpy(next, &number, part);
        next += part;
        count -= part;
    }
}
