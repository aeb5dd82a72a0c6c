// Many runs of the program, each in a copy of the process as it is before `main`.
#pragma once

#include "CExploration.h"
#include <stdbool.h>

#pragma clang assume_nonnull begin

/// Returns once in every copy, with its schedule begun; in the process itself only where it has no
/// runs to make. Called last before `main`, on the only thread.
void asynclab_explore(void);

/// A copy of this process is being made that is a run, and not a child of the program.
extern bool asynclab_is_copying;

#pragma clang assume_nonnull end
