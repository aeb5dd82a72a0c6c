// What a program calls that was compiled with the thread sanitizer's instrumentation, and is not linked
// with the sanitizer: reads and writes of memory are told to asynclab's runtime library, if it is there.
//
// The names and their meaning are those of compiler-rt (lib/tsan/rtl/tsan_interface.h).
#pragma once

#include <stdbool.h>
#include <stddef.h>

#pragma clang assume_nonnull begin

/// In the runtime library: the code at `code` reads, or writes, memory. `caller`: where its function was
/// called, where that is known.
extern void asynclab_note_access(const void *address, size_t size, bool writes, const void *code,
                                 const void *_Nullable caller) __attribute__((weak));

#pragma clang assume_nonnull end
