// Runs in children of the process as it is before `main`.
#include "../futex.h"
#include "in_place.h"
#include "runs.h"
#include "server.h"
#include "snapshot.h"
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

bool asynclab_is_copying;

/// Waits until the child has ended; false where it took too long, and was killed.
static bool wait_for(pid_t child, int *status) {
    int descriptor = (int)asynclab_real_syscall(SYS_pidfd_open, child, 0, 0, 0, 0, 0);
    struct timespec limit = {asynclab_exploring->time_limit_ms / 1000,
                             asynclab_exploring->time_limit_ms % 1000 * 1000000L};
    struct pollfd ended = {descriptor, POLLIN, 0};
    bool in_time = true;
    if (descriptor >= 0) {
        in_time = asynclab_real_syscall(SYS_ppoll, (long)&ended, 1, (long)&limit, 0, 0, 0) != 0;
        close(descriptor);
    }
    if (!in_time) {
        asynclab_real_syscall(SYS_kill, child, SIGKILL, 0, 0, 0, 0);
    }
    while (asynclab_real_syscall(SYS_wait4, child, (long)status, 0, 0, 0, 0) < 0 && errno == EINTR) {
    }
    return in_time;
}

static void note_child(asynclab_explored_run *run, bool in_time, int status) {
    uint32_t stop = (uint32_t)asynclab_trace->stop;
    if (!in_time) {
        run->ending = asynclab_explored_too_long;
        run->status = 0;
    } else if (stop != 0) {
        run->ending = asynclab_explored_stop;
        run->status = stop;
    } else if (WIFSIGNALED(status)) {
        run->ending = asynclab_explored_signal;
        run->status = (uint32_t)WTERMSIG(status);
    } else {
        run->ending = asynclab_explored_exit;
        run->status = (uint32_t)WEXITSTATUS(status);
    }
}

static void be_child(asynclab_explored_run *run) {
    if (asynclab_runs_in_place) {
        asynclab_runs_in_place = false;
        asynclab_snapshot_release();
    }
    asynclab_run_begin(run);
}

void asynclab_run_by_forking(asynclab_explored_run *run) {
    asynclab_run_rewind();
    asynclab_is_copying = true;
    pid_t child = fork();
    asynclab_is_copying = false;
    if (child == 0) {
        be_child(run);
    }
    if (child < 0) {
        run->ending = asynclab_explored_failure;
        run->status = (uint32_t)errno;
        return;
    }
    int status = 0;
    bool in_time = wait_for(child, &status);
    note_child(run, in_time, status);
    asynclab_run_note(run);
}
