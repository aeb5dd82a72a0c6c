// Numbers and names of executors.
#pragma once

#include <stdint.h>

#pragma clang assume_nonnull begin

/// The number of an executor as the runtime refers to it: its object (null: the pool), and its kind of
/// implementation (0: an actor's own). A new one is recorded with its type's name.
uint64_t asynclab_executor_number(const void *_Nullable identity, uintptr_t implementation);

#pragma clang assume_nonnull end
