// Waiting for a word of memory to change, by the system's own call.
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#pragma clang assume_nonnull begin

/// The system call itself, never our definition before it.
__attribute__((visibility("hidden"))) long asynclab_real_syscall(long number, long a, long b, long c, long d, long e, long f);

/// Waits while `*word` is `value`, at most for `timeout` (null: for ever); may return early.
/// `is_shared`: with other processes.
void asynclab_futex_wait(uint32_t *word, uint32_t value, const struct timespec *_Nullable timeout,
                         bool is_shared);

/// Wakes up to `count` of those that wait.
void asynclab_futex_wake(uint32_t *word, int count, bool is_shared);

#pragma clang assume_nonnull end
