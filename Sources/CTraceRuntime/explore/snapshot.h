// The memory of this process as it was, to be had again.
#pragma once

#include <stdbool.h>
#include <stddef.h>

#pragma clang assume_nonnull begin

/// Memory that no snapshot holds; null: there is none.
void *_Nullable asynclab_snapshot_memory(size_t size);

/// Keeps all memory that may be written to and is not shared, but for the mapping that starts at `kept`,
/// and what lies below `stack` on the calling thread's. Called on another stack, in `kept`. False where
/// there is too much of it, or the system refuses.
bool asynclab_snapshot_take(const void *kept, const void *stack);

/// Makes memory what it was. Called on another stack, in `kept`.
void asynclab_snapshot_restore(void);

/// True where `address` lies in memory that was only waiting to be written to: it may be, from now on.
/// For a handler of SIGSEGV: hidden, so that calling it never needs the dynamic linker to write.
__attribute__((visibility("hidden"))) bool asynclab_snapshot_admits(void *address);

/// More was written to than can be restored.
bool asynclab_snapshot_is_full(void);

/// Memory may be written to without asking, from now on: there is no way back to the snapshot.
void asynclab_snapshot_release(void);

#pragma clang assume_nonnull end
