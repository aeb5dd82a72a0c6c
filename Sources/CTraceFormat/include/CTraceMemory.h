// Memory that two processes can share and that has no name to leave behind.
#pragma once

#include <stdint.h>

#pragma clang assume_nonnull begin

// Declared here because <sys/mman.h> shows it to programs with _GNU_SOURCE only, which Swift's
// importer does not define.
extern int memfd_create(const char *name, unsigned int flags);

/// A new, empty, growing file in memory, closed when a program is executed; -1 with errno where the
/// system refuses (Linux 3.17 or later has it).
static inline int asynclab_trace_memory_make(const char *name) {
    const unsigned int close_on_exec = 1;
    return memfd_create(name, close_on_exec);
}

#pragma clang assume_nonnull end
