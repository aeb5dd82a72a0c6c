// The sanitizer looks for the conditions of pthread behind it by their version, which ours have not, and
// would pass us by. So its question is answered here.
#include "races.h"
#include "../real.h"
#include <string.h>

typedef void *(*versioned_lookup)(void *, const char *, const char *);

void *asynclab_races_find_version(const char *name, const char *version) {
    return ((versioned_lookup)ASYNCLAB_REAL(dlvsym))(RTLD_NEXT, name, version);
}

/// It is asked before there is an environment, so any program with the sanitizer is answered this way.
/// Who asks is the one whose next definitions are meant: both are called as if by them.
void *dlvsym(void *restrict handle, const char *restrict name, const char *restrict version) {
    if (handle == RTLD_NEXT && strncmp(name, "pthread_cond_", strlen("pthread_cond_")) == 0 &&
        dlsym(RTLD_DEFAULT, "__tsan_init") != NULL) {
        // Of any version: a third argument more does no harm.
        versioned_lookup find = (versioned_lookup)ASYNCLAB_REAL(dlsym);
        __attribute__((musttail)) return find(handle, name, version);
    }
    versioned_lookup real = (versioned_lookup)ASYNCLAB_REAL(dlvsym);
    __attribute__((musttail)) return real(handle, name, version);
}
