// Calls on files that may wait for a thread of the program as well as for another process: they wait
// without the baton.
#include "../real.h"
#include "calls.h"
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>

typedef int (*file_lock)(int, int);
typedef int (*file_open)(const char *, int, ...);
typedef pid_t (*any_child_wait)(int *);

int flock(int descriptor, int operation) {
    file_lock real = (file_lock)ASYNCLAB_REAL(flock);
    asynclab_managed *self = asynclab_managed_self();
    if (self == NULL || (operation & (LOCK_NB | LOCK_UN)) != 0) {
        return real(descriptor, operation);
    }
    int error = errno, result = real(descriptor, operation | LOCK_NB);
    if (result == 0 || errno != EWOULDBLOCK) {
        return result;
    }
    errno = error;
    asynclab_outside_begin(self, asynclab_call_lock_file);
    result = real(descriptor, operation);
    asynclab_outside_end(self);
    return result;
}

/// True where opening a path so waits for somebody who opens its other end.
static bool waits_for_other_end(const char *path, int flags) {
    struct stat status;
    return (flags & (O_NONBLOCK | O_PATH)) == 0 && (flags & O_ACCMODE) != O_RDWR &&
           stat(path, &status) == 0 && S_ISFIFO(status.st_mode);
}

static int open_in_turn(file_open real, const char *path, int flags, mode_t mode) {
    asynclab_managed *self = asynclab_managed_self();
    if (self == NULL || path == NULL || !waits_for_other_end(path, flags)) {
        return real(path, flags, mode);
    }
    asynclab_outside_begin(self, asynclab_call_read);
    int opened = real(path, flags, mode);
    asynclab_outside_end(self);
    return opened;
}

/// The mode that follows the flags where they make a file.
#define MODE_BEHIND(flags)                                                                         \
    ({                                                                                             \
        mode_t mode = 0;                                                                           \
        if (((flags) & (O_CREAT | __O_TMPFILE)) != 0) {                                            \
            va_list list;                                                                          \
            va_start(list, flags);                                                                 \
            mode = va_arg(list, mode_t);                                                           \
            va_end(list);                                                                          \
        }                                                                                          \
        mode;                                                                                      \
    })

int open(const char *path, int flags, ...) {
    return open_in_turn((file_open)ASYNCLAB_REAL(open), path, flags, MODE_BEHIND(flags));
}

int open64(const char *path, int flags, ...) {
    return open_in_turn((file_open)ASYNCLAB_REAL(open64), path, flags, MODE_BEHIND(flags));
}

pid_t wait(int *status) {
    any_child_wait real = (any_child_wait)ASYNCLAB_REAL(wait);
    asynclab_managed *self = asynclab_managed_self();
    if (self == NULL) {
        return ASYNCLAB_BLOCKING(asynclab_call_wait_child, real(status));
    }
    asynclab_outside_begin(self, asynclab_call_wait_child);
    pid_t child = real(status);
    asynclab_outside_end(self);
    return child;
}
