// Writing that waits for its turn.
#pragma once

#include <sys/types.h>

#pragma clang assume_nonnull begin

typedef ssize_t (*asynclab_descriptor_write)(int, const void *, size_t);

/// What `real`, the system's own write, does; under the virtual clock others have their turn where it
/// would have to wait for room.
ssize_t asynclab_write_in_turn(asynclab_descriptor_write real, int descriptor, const void *bytes,
                               size_t length);

#pragma clang assume_nonnull end
