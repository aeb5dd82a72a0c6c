// PCT: whoever has the highest priority is next.
#pragma once

#include "strategy.h"

#pragma clang assume_nonnull begin

/// Begins with random priorities. At `depth` - 1 of the first `length` choices, whoever would be next
/// falls behind all others.
void asynclab_priorities_start(uint64_t seed, uint32_t depth, uint32_t length);

/// The number of the candidate with the highest priority.
size_t asynclab_priorities_choose(asynclab_candidates candidates);

#pragma clang assume_nonnull end
