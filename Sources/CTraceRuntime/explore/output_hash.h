// What a run printed, in two numbers.
#pragma once

#include "CExploration.h"

/// Reads and empties the file: size and hashes into `run`.
void asynclab_hash_output(int file, asynclab_explored_run *run);
