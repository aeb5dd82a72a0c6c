#include "real.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void *asynclab_real_find(const char *name, void **kept) {
    void *found = dlsym(RTLD_NEXT, name);
    if (found == NULL) {
        static const char what[] = "asynclab-runtime: a function of this program is missing: ";
        (void)!write(STDERR_FILENO, what, sizeof what - 1);
        (void)!write(STDERR_FILENO, name, strlen(name));
        (void)!write(STDERR_FILENO, "\n", 1);
        abort();
    }
    __atomic_store_n(kept, found, __ATOMIC_RELEASE);
    return found;
}
