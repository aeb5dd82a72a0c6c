// Numbers and names for executors that the program brings itself.
#pragma once

#include <stdint.h>

#pragma clang assume_nonnull begin

/// The executor's number: asynclab_executor_custom in the low byte, 1, 2 ... above it in the order
/// of first use. The first use records its type's name. From any thread.
uint64_t asynclab_executor_named(const void *identity);

#pragma clang assume_nonnull end
