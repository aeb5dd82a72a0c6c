// What a run printed, in two numbers.
#pragma once

#include "CExploration.h"
#include <stddef.h>

/// Reads and empties the file, by way of `bytes`: size and hashes into `run`.
void asynclab_hash_output(int file, unsigned char *bytes, size_t room, asynclab_explored_run *run);
