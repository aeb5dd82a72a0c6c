// Threads that stand still though no call that we stand before says so.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// What is looked at of a thread that runs tasks; written by it, read by the one that looks.
typedef struct asynclab_watched_thread asynclab_watched_thread;

/// The calling thread runs `task` from now on (0: none).
void asynclab_standstill_task(uint32_t task);

/// The calling thread is in a call that is told, or out of it.
void asynclab_standstill_in_call(bool is_in_call);

/// False on a thread that was made to share the variables of another one, of which these then tell: the
/// one that Swift's runtime makes to read the memory of a program that crashed, the child of a vfork.
bool asynclab_standstill_is_of_this_thread(void);

#pragma clang assume_nonnull end
