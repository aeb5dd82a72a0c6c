// Runs within this process, one after the other, on one thread.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// This process makes runs by going back to a snapshot of its memory.
extern bool asynclab_runs_in_place;

/// The run ends here, as `ending` says (asynclab_explored_ending).
_Noreturn void asynclab_in_place_end(uint32_t ending, uint32_t status);

/// The run needs what there is no way back from: a thread, a child, a handler of signals. From here on
/// runs are made by forking. Does nothing where they are anyway.
void asynclab_in_place_leave(void);

#pragma clang assume_nonnull end
