// Numbers that look random, and follow from a seed: splitmix64 (Steele, Lea, Flood: Fast Splittable
// Pseudorandom Number Generators, OOPSLA 2014).
#pragma once

#include <stddef.h>
#include <stdint.h>

/// Mixes the bits of a number.
static inline uint64_t asynclab_mix(uint64_t number) {
    number = (number ^ (number >> 30)) * 0xbf58476d1ce4e5b9u;
    number = (number ^ (number >> 27)) * 0x94d049bb133111ebu;
    return number ^ (number >> 31);
}

static inline uint64_t asynclab_random_next(uint64_t *state) {
    return asynclab_mix(*state += 0x9e3779b97f4a7c15u);
}

/// A number from 0 to `count` - 1.
static inline size_t asynclab_random_below(uint64_t *state, size_t count) {
    return (size_t)(((unsigned __int128)asynclab_random_next(state) * count) >> 64);
}
