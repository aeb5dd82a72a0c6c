#include "supervisor.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

/// How long to wait for the death of what was killed before looking again, in milliseconds.
static const int look_again_ms = 10;

static int64_t nanoseconds(struct timeval time) {
    return (int64_t)time.tv_sec * 1000000000 + (int64_t)time.tv_usec * 1000;
}

/// Notes the status and usage of the program, which has just been waited for.
static void note_program(
    struct asynclab_supervisor_run *run, int status, const struct rusage *usage) {
    run->program = 0;
    run->user_ns = nanoseconds(usage->ru_utime);
    run->system_ns = nanoseconds(usage->ru_stime);
    run->max_resident_bytes = (int64_t)usage->ru_maxrss * 1024;
    if (run->ending != ASYNCLAB_SUPERVISOR_EXITED) return;
    if (WIFSIGNALED(status)) run->ending = ASYNCLAB_SUPERVISOR_SIGNALED;
    run->code = WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
}

/// The kernel kills a group in one step that no fork can slip through. The number is the
/// program's as long as the program has not been waited for.
static void kill_group(const struct asynclab_supervisor_run *run) {
    if (run->program > 0) kill(-run->program, SIGKILL);
}

/// Waits for every child that has ended. True while there are others.
static bool reap(struct asynclab_supervisor_run *run) {
    while (true) {
        struct rusage usage;
        int status = 0;
        pid_t pid = wait4(-1, &status, WNOHANG, &usage);
        if (pid == 0) return true;
        if (pid < 0 && errno == ECHILD) return false;
        if (pid > 0 && pid == run->program) note_program(run, status, &usage);
    }
}

static void wait_for_deaths(int signals) {
    struct signalfd_siginfo info;
    struct pollfd source = {.fd = signals, .events = POLLIN};
    if (poll(&source, 1, look_again_ms) <= 0) return;
    while (read(signals, &info, sizeof info) == (ssize_t)sizeof info) continue;
}

void asynclab_supervisor_clear(int signals, struct asynclab_supervisor_run *run) {
    kill_group(run);
    // Orphans become children of the supervisor, so having no child means that nothing is left.
    while (reap(run)) {
        asynclab_supervisor_kill();
        wait_for_deaths(signals);
    }
}
