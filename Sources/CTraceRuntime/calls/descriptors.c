// Calls that wait for a file descriptor. What the program itself writes to (a pipe to itself, an
// event or timer descriptor) is waited for like any other wake-up. What comes from outside takes no
// virtual time: see `wait_outside` in scheduler.c.
#include "../real.h"
#include "calls.h"
#include "timer_descriptors.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

typedef ssize_t (*descriptor_read)(int, void *, size_t);
typedef ssize_t (*descriptor_read_parts)(int, const struct iovec *, int);
typedef ssize_t (*socket_receive)(int, void *, size_t, int);
typedef ssize_t (*socket_receive_from)(int, void *, size_t, int, struct sockaddr *, socklen_t *);
typedef ssize_t (*socket_receive_message)(int, struct msghdr *, int);
typedef int (*socket_accept)(int, struct sockaddr *, socklen_t *);
typedef int (*socket_accept_with_flags)(int, struct sockaddr *, socklen_t *, int);
typedef int (*socket_connect)(int, const struct sockaddr *, socklen_t);
typedef int (*descriptors_poll)(struct pollfd *, nfds_t, int);
typedef int (*descriptors_timed_poll)(struct pollfd *, nfds_t, const struct timespec *,
                                      const sigset_t *);
typedef int (*events_wait)(int, struct epoll_event *, int, int);
typedef int (*events_control)(int, int, int, struct epoll_event *);
typedef int (*descriptors_select)(int, fd_set *, fd_set *, fd_set *, struct timeval *);
typedef int (*signals_descriptor)(int, const sigset_t *, int);
typedef pid_t (*child_wait)(pid_t, int *, int);
typedef int (*child_wait_by_kind)(idtype_t, id_t, siginfo_t *, int);

/// Descriptors without a type that become ready from outside: epoll descriptors that have one of outside
/// among theirs, and those of signals.
#define MOST_DESCRIPTORS 4096
static bool looks_outside[MOST_DESCRIPTORS];

bool asynclab_is_outside(int descriptor) {
    struct stat status;
    if (descriptor >= 0 && descriptor < MOST_DESCRIPTORS && looks_outside[descriptor]) {
        return true;
    }
    // Event, timer and epoll descriptors have no type; regular files never wait.
    return fstat(descriptor, &status) == 0 &&
           (S_ISSOCK(status.st_mode) || S_ISFIFO(status.st_mode) || S_ISCHR(status.st_mode));
}

void asynclab_descriptor_closed(int descriptor) {
    if (descriptor >= 0 && descriptor < MOST_DESCRIPTORS) {
        looks_outside[descriptor] = false;
    }
}

static int poll_now(struct pollfd *descriptors, nfds_t count) {
    return ((descriptors_poll)ASYNCLAB_REAL(poll))(descriptors, count, 0);
}

/// Waits until `descriptor` is ready, if a call on it would wait. Under the live clock the call itself
/// waits behind this wait, which is only told.
void asynclab_wait_until_ready(int descriptor, short events, asynclab_call call) {
    bool is_virtual = asynclab_managed_self() != NULL;
    if (!is_virtual && !asynclab_task_is_here()) {
        return;
    }
    int error = errno;
    struct pollfd wanted = {descriptor, events, 0};
    if (poll_now(&wanted, 1) == 0 && (fcntl(descriptor, F_GETFL) & O_NONBLOCK) == 0) {
        if (!is_virtual) {
            descriptors_poll real = (descriptors_poll)ASYNCLAB_REAL(poll);
            ASYNCLAB_BLOCKING(call, real(&wanted, 1, -1));
        }
        while (is_virtual && poll_now(&wanted, 1) == 0) {
            asynclab_wait_for_descriptors(&wanted, 1, asynclab_is_outside(descriptor),
                                          ASYNCLAB_NEVER, call);
        }
    }
    errno = error;
}

/// /dev/random and /dev/urandom: devices 8 and 9 of the memory driver (Linux, admin-guide/devices.txt).
static bool is_random_device(int descriptor) {
    struct stat status;
    return fstat(descriptor, &status) == 0 && S_ISCHR(status.st_mode) &&
           (status.st_rdev == makedev(1, 8) || status.st_rdev == makedev(1, 9));
}

ssize_t read(int descriptor, void *bytes, size_t count) {
    if (__builtin_expect(asynclab_virtual_is_on, 0) && bytes != NULL &&
        is_random_device(descriptor)) {
        // As from getrandom. Foundation's UUIDs are made of these.
        asynclab_strategy_random(bytes, count);
        return (ssize_t)count;
    }
    asynclab_wait_until_ready(descriptor, POLLIN, asynclab_call_read);
    return ((descriptor_read)ASYNCLAB_REAL(read))(descriptor, bytes, count);
}

ssize_t readv(int descriptor, const struct iovec *parts, int count) {
    asynclab_wait_until_ready(descriptor, POLLIN, asynclab_call_read);
    return ((descriptor_read_parts)ASYNCLAB_REAL(readv))(descriptor, parts, count);
}

ssize_t recv(int socket, void *bytes, size_t count, int flags) {
    if ((flags & MSG_DONTWAIT) == 0) {
        asynclab_wait_until_ready(socket, POLLIN, asynclab_call_read);
    }
    return ((socket_receive)ASYNCLAB_REAL(recv))(socket, bytes, count, flags);
}

ssize_t recvfrom(int socket, void *restrict bytes, size_t count, int flags,
                 struct sockaddr *restrict from, socklen_t *restrict length) {
    if ((flags & MSG_DONTWAIT) == 0) {
        asynclab_wait_until_ready(socket, POLLIN, asynclab_call_read);
    }
    return ((socket_receive_from)ASYNCLAB_REAL(recvfrom))(socket, bytes, count, flags, from, length);
}

ssize_t recvmsg(int socket, struct msghdr *message, int flags) {
    if ((flags & MSG_DONTWAIT) == 0) {
        asynclab_wait_until_ready(socket, POLLIN, asynclab_call_read);
    }
    return ((socket_receive_message)ASYNCLAB_REAL(recvmsg))(socket, message, flags);
}

int accept(int socket, struct sockaddr *restrict from, socklen_t *restrict length) {
    asynclab_wait_until_ready(socket, POLLIN, asynclab_call_accept);
    return ((socket_accept)ASYNCLAB_REAL(accept))(socket, from, length);
}

int accept4(int socket, struct sockaddr *restrict from, socklen_t *restrict length, int flags) {
    asynclab_wait_until_ready(socket, POLLIN, asynclab_call_accept);
    return ((socket_accept_with_flags)ASYNCLAB_REAL(accept4))(socket, from, length, flags);
}

int connect(int socket, const struct sockaddr *address, socklen_t length) {
    socket_connect real = (socket_connect)ASYNCLAB_REAL(connect);
    asynclab_managed *self = asynclab_managed_self();
    int flags = self != NULL ? fcntl(socket, F_GETFL) : -1;
    if (self == NULL) {
        return ASYNCLAB_BLOCKING(asynclab_call_connect, real(socket, address, length));
    }
    if (flags < 0 || (flags & O_NONBLOCK) != 0) {
        return real(socket, address, length);
    }
    asynclab_outside_begin(self, asynclab_call_connect);
    int result = real(socket, address, length);
    asynclab_outside_end(self);
    return result;
}

// Several at once

/// Waits for descriptors as poll(2) does; the result of the last look.
static int wait_for_any(struct pollfd *descriptors, nfds_t count, uint64_t deadline) {
    asynclab_managed *self = asynclab_managed_self();
    bool is_outside = false;
    for (nfds_t index = 0; index < count; index++) {
        is_outside = is_outside || asynclab_is_outside(descriptors[index].fd);
    }
    int found;
    while ((found = poll_now(descriptors, count)) == 0) {
        if (deadline <= asynclab_virtual_now) {
            if (asynclab_spin()) {
                asynclab_give_turn(self);
            }
            break;
        }
        asynclab_wait_for_descriptors(descriptors, count, is_outside, deadline,
                                      asynclab_call_poll);
    }
    return found;
}

static uint64_t deadline_after(int milliseconds) {
    return milliseconds < 0 ? ASYNCLAB_NEVER
                            : asynclab_virtual_after((uint64_t)milliseconds * 1000000u);
}

int poll(struct pollfd *descriptors, nfds_t count, int milliseconds) {
    if (asynclab_managed_self() == NULL) {
        descriptors_poll real = (descriptors_poll)ASYNCLAB_REAL(poll);
        return milliseconds == 0
                   ? real(descriptors, count, 0)
                   : ASYNCLAB_BLOCKING(asynclab_call_poll, real(descriptors, count, milliseconds));
    }
    return wait_for_any(descriptors, count, deadline_after(milliseconds));
}

int ppoll(struct pollfd *descriptors, nfds_t count, const struct timespec *time,
          const sigset_t *mask) {
    if (asynclab_managed_self() == NULL) {
        descriptors_timed_poll real = (descriptors_timed_poll)ASYNCLAB_REAL(ppoll);
        return ASYNCLAB_BLOCKING(asynclab_call_poll, real(descriptors, count, time, mask));
    }
    return wait_for_any(descriptors, count,
                        time == NULL ? ASYNCLAB_NEVER
                                     : asynclab_virtual_after(asynclab_nanoseconds(time)));
}

int epoll_ctl(int events, int operation, int descriptor, struct epoll_event *event) {
    if (asynclab_managed_self() != NULL && operation == EPOLL_CTL_ADD && events >= 0 &&
        events < MOST_DESCRIPTORS && asynclab_is_outside(descriptor)) {
        looks_outside[events] = true;
    }
    return ((events_control)ASYNCLAB_REAL(epoll_ctl))(events, operation, descriptor, event);
}

int signalfd(int descriptor, const sigset_t *signals, int flags) {
    int made = ((signals_descriptor)ASYNCLAB_REAL(signalfd))(descriptor, signals, flags);
    if (asynclab_managed_self() != NULL && made >= 0 && made < MOST_DESCRIPTORS) {
        looks_outside[made] = true;
    }
    return made;
}

int epoll_wait(int events, struct epoll_event *found, int most, int milliseconds) {
    events_wait real = (events_wait)ASYNCLAB_REAL(epoll_wait);
    if (asynclab_managed_self() == NULL) {
        return milliseconds == 0
                   ? real(events, found, most, 0)
                   : ASYNCLAB_BLOCKING(asynclab_call_poll, real(events, found, most, milliseconds));
    }
    struct pollfd wanted = {events, POLLIN, 0};
    wait_for_any(&wanted, 1, deadline_after(milliseconds));
    return real(events, found, most, 0);
}

/// The descriptors of three sets in the form of poll(2), to be freed; `*filled`: how many.
static struct pollfd *descriptors_in(int count, const fd_set *reads, const fd_set *writes,
                                     const fd_set *others, nfds_t *filled) {
    struct pollfd *descriptors = calloc((size_t)count + 1, sizeof *descriptors);
    if (descriptors == NULL) {
        abort();
    }
    *filled = 0;
    for (int descriptor = 0; descriptor < count; descriptor++) {
        short events = 0;
        events |= reads != NULL && FD_ISSET(descriptor, reads) ? POLLIN : 0;
        events |= writes != NULL && FD_ISSET(descriptor, writes) ? POLLOUT : 0;
        events |= others != NULL && FD_ISSET(descriptor, others) ? POLLPRI : 0;
        if (events != 0) {
            descriptors[(*filled)++] = (struct pollfd){descriptor, events, 0};
        }
    }
    return descriptors;
}

int select(int count, fd_set *restrict reads, fd_set *restrict writes, fd_set *restrict others,
           struct timeval *restrict time) {
    descriptors_select real = (descriptors_select)ASYNCLAB_REAL(select);
    if (asynclab_managed_self() == NULL || count < 0 || count > FD_SETSIZE) {
        return ASYNCLAB_BLOCKING(asynclab_call_poll, real(count, reads, writes, others, time));
    }
    uint64_t deadline = ASYNCLAB_NEVER;
    if (time != NULL) {
        deadline = asynclab_virtual_after((uint64_t)time->tv_sec * 1000000000u +
                                          (uint64_t)time->tv_usec * 1000u);
    }
    nfds_t filled;
    struct pollfd *descriptors = descriptors_in(count, reads, writes, others, &filled);
    wait_for_any(descriptors, filled, deadline);
    free(descriptors);
    struct timeval at_once = {0, 0};
    return real(count, reads, writes, others, &at_once);
}

// Child processes

pid_t waitpid(pid_t child, int *status, int options) {
    child_wait real = (child_wait)ASYNCLAB_REAL(waitpid);
    asynclab_managed *self = asynclab_managed_self();
    if ((options & WNOHANG) != 0) {
        return real(child, status, options);
    }
    if (self == NULL) {
        return ASYNCLAB_BLOCKING(asynclab_call_wait_child, real(child, status, options));
    }
    asynclab_outside_begin(self, asynclab_call_wait_child);
    pid_t result = real(child, status, options);
    asynclab_outside_end(self);
    return result;
}

int waitid(idtype_t kind, id_t id, siginfo_t *info, int options) {
    child_wait_by_kind real = (child_wait_by_kind)ASYNCLAB_REAL(waitid);
    asynclab_managed *self = asynclab_managed_self();
    if ((options & WNOHANG) != 0) {
        return real(kind, id, info, options);
    }
    if (self == NULL) {
        return ASYNCLAB_BLOCKING(asynclab_call_wait_child, real(kind, id, info, options));
    }
    asynclab_outside_begin(self, asynclab_call_wait_child);
    int result = real(kind, id, info, options);
    asynclab_outside_end(self);
    return result;
}
