// The definitions that ours stand before.
#pragma once

#include <dlfcn.h>
#include <stdatomic.h>
#include <stddef.h>

#pragma clang assume_nonnull begin

/// The next definition of `name` after ours, looked up once and kept in `*kept`; aborts where there
/// is none, as the program could not have been linked without it.
void *asynclab_real_find(const char *name, void *_Nullable *_Nonnull kept);

/// The real function behind an interposed one, as an untyped pointer to cast.
#define ASYNCLAB_REAL(name)                                                                        \
    ({                                                                                             \
        static void *kept;                                                                         \
        void *found = __atomic_load_n(&kept, __ATOMIC_ACQUIRE);                                    \
        found != NULL ? found : asynclab_real_find(#name, &kept);                                  \
    })

#pragma clang assume_nonnull end
