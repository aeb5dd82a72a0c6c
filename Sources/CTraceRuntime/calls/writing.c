// Calls that write to a descriptor and wait where there is no room: under the virtual clock, who would
// make room gets its turn.
#include "../real.h"
#include "calls.h"
#include "writing.h"
#include <fcntl.h>
#include <limits.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

typedef ssize_t (*parts_write)(int, const struct iovec *, int);
typedef ssize_t (*socket_send)(int, const void *, size_t, int);
typedef ssize_t (*socket_send_to)(int, const void *, size_t, int, const struct sockaddr *, socklen_t);
typedef ssize_t (*socket_send_message)(int, const struct msghdr *, int);

/// What a descriptor takes at once when it is ready, at least; 0: it never waits, or has to be asked in
/// one call.
static size_t largest_part(int descriptor) {
    struct stat status;
    if (fstat(descriptor, &status) != 0 || (fcntl(descriptor, F_GETFL) & O_NONBLOCK) != 0) {
        return 0;
    }
    int type = 0;
    socklen_t size = sizeof type;
    bool is_stream = S_ISSOCK(status.st_mode) &&
                     getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &type, &size) == 0 &&
                     type == SOCK_STREAM;
    return is_stream || S_ISFIFO(status.st_mode) ? PIPE_BUF : 0;
}

ssize_t asynclab_write_in_turn(asynclab_descriptor_write real, int descriptor, const void *bytes,
                               size_t length) {
    size_t part = asynclab_managed_self() != NULL ? largest_part(descriptor) : 0;
    if (part == 0) {
        return real(descriptor, bytes, length);
    }
    size_t done = 0;
    do {
        size_t left = length - done;
        asynclab_wait_until_ready(descriptor, POLLOUT, asynclab_call_write);
        ssize_t written = real(descriptor, (const char *)bytes + done, left < part ? left : part);
        if (written < 0) {
            return done > 0 ? (ssize_t)done : written;
        }
        done += (size_t)written;
    } while (done < length);
    return (ssize_t)done;
}

ssize_t writev(int descriptor, const struct iovec *parts, int count) {
    parts_write real = (parts_write)ASYNCLAB_REAL(writev);
    if (asynclab_managed_self() == NULL || count <= 0 || largest_part(descriptor) == 0) {
        return real(descriptor, parts, count);
    }
    ssize_t done = 0;
    for (int index = 0; index < count; index++) {
        ssize_t written = write(descriptor, parts[index].iov_base, parts[index].iov_len);
        if (written < 0) {
            return done > 0 ? done : written;
        }
        done += written;
    }
    return done;
}

ssize_t send(int socket, const void *bytes, size_t length, int flags) {
    socket_send real = (socket_send)ASYNCLAB_REAL(send);
    bool waits = asynclab_managed_self() != NULL && (flags & MSG_DONTWAIT) == 0;
    size_t part = waits ? largest_part(socket) : 0, done = 0;
    if (part == 0) {
        return real(socket, bytes, length, flags);
    }
    do {
        size_t left = length - done;
        asynclab_wait_until_ready(socket, POLLOUT, asynclab_call_write);
        ssize_t sent = real(socket, (const char *)bytes + done, left < part ? left : part, flags);
        if (sent < 0) {
            return done > 0 ? (ssize_t)done : sent;
        }
        done += (size_t)sent;
    } while (done < length);
    return (ssize_t)done;
}

ssize_t sendto(int socket, const void *bytes, size_t length, int flags, const struct sockaddr *to,
               socklen_t size) {
    if (to == NULL) {
        return send(socket, bytes, length, flags);
    }
    if ((flags & MSG_DONTWAIT) == 0) {
        asynclab_wait_until_ready(socket, POLLOUT, asynclab_call_write);
    }
    return ((socket_send_to)ASYNCLAB_REAL(sendto))(socket, bytes, length, flags, to, size);
}

ssize_t sendmsg(int socket, const struct msghdr *message, int flags) {
    if ((flags & MSG_DONTWAIT) == 0) {
        asynclab_wait_until_ready(socket, POLLOUT, asynclab_call_write);
    }
    return ((socket_send_message)ASYNCLAB_REAL(sendmsg))(socket, message, flags);
}
