#include "supervisor.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/// Counting reads /proc. It is done this often, or where that takes much CPU time, less often, so
/// that it takes a fiftieth of it; but never as seldom as would let a program take all memory.
static const int64_t count_interval_ns = 50 * 1000000LL;
static const int64_t longest_count_interval_ns = 250 * 1000000LL;
static const int64_t count_share = 50;

/// When to look next, in CLOCK_MONOTONIC nanoseconds; INT64_MAX is never.
struct timetable {
    int64_t deadline;
    int64_t next_count;
};

static bool has_ended(const struct asynclab_supervisor_run *run) {
    siginfo_t info = {.si_pid = 0};
    // WNOWAIT: while the program is not reaped, no other process can get its group's number.
    int result = waitid(P_PID, (id_t)run->program, &info, WEXITED | WNOHANG | WNOWAIT);
    return result == 0 && info.si_pid == run->program;
}

/// Empties the signal descriptor. True if one of the signals asks to stop.
static bool stop_signaled(int signals) {
    struct signalfd_siginfo info;
    bool stop = false;
    while (read(signals, &info, sizeof info) == (ssize_t)sizeof info) {
        if (info.ssi_signo != SIGCHLD) stop = true;
    }
    return stop;
}

/// True if the other end of the control is closed. Bytes that come through it mean nothing.
static bool control_closed(const struct pollfd *control) {
    char ignored[64];
    if (control->revents == 0) return false;
    if ((control->revents & POLLIN) == 0) return true;
    ssize_t length = read(control->fd, ignored, sizeof ignored);
    return length == 0 || (length < 0 && errno != EINTR && errno != EAGAIN);
}

static int milliseconds_until(const struct timetable *table, int64_t now) {
    int64_t next = table->deadline < table->next_count ? table->deadline : table->next_count;
    if (next == INT64_MAX) return -1;
    if (next <= now) return 0;
    int64_t rounded_up = (next - now + 999999) / 1000000;
    return rounded_up > INT_MAX ? INT_MAX : (int)rounded_up;
}

/// CPU time of this process in nanoseconds.
static int64_t used_time(void) {
    struct timespec used;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return (int64_t)used.tv_sec * 1000000000 + used.tv_nsec;
}

/// Counts processes and memory, and sets when to do so again. True if a limit is exceeded.
static bool count_exceeded(
    const struct asynclab_supervisor_options *options, struct timetable *table,
    enum asynclab_supervisor_ending *ending) {
    struct asynclab_supervisor_census census;
    if (asynclab_supervisor_now() < table->next_count) return false;
    int64_t before = used_time();
    bool counted = asynclab_supervisor_count(options, &census);
    int64_t pause = (used_time() - before) * count_share;
    if (pause < count_interval_ns) pause = count_interval_ns;
    if (pause > longest_count_interval_ns) pause = longest_count_interval_ns;
    table->next_count = asynclab_supervisor_now() + pause;
    if (!counted) return false;

    bool memory = asynclab_supervisor_exceeds_memory(options, &census);
    bool processes = asynclab_supervisor_exceeds_processes(options, &census);
    if (memory) *ending = ASYNCLAB_SUPERVISOR_STOPPED_MEMORY;
    else if (processes) *ending = ASYNCLAB_SUPERVISOR_STOPPED_PROCESSES;
    return memory || processes;
}

/// Whether the run is over, and how. What the program did by itself comes before what was about to
/// be done to it.
static bool is_over(
    const struct asynclab_supervisor_options *options, bool asked, struct timetable *table,
    struct asynclab_supervisor_run *run) {
    run->ended_ns = asynclab_supervisor_now();
    run->ending = ASYNCLAB_SUPERVISOR_EXITED;
    if (has_ended(run)) return true;
    run->ending = ASYNCLAB_SUPERVISOR_STOPPED_ASKED;
    if (asked) return true;
    run->ending = ASYNCLAB_SUPERVISOR_STOPPED_TIME;
    if (run->ended_ns >= table->deadline) return true;
    return count_exceeded(options, table, &run->ending);
}

void asynclab_supervisor_watch(
    const struct asynclab_supervisor_options *options, int signals,
    struct asynclab_supervisor_run *run) {
    bool counts = options->memory_bytes != 0 || options->processes != 0;
    struct timetable table = {
        .deadline = options->time_ns != 0 ? run->started_ns + options->time_ns : INT64_MAX,
        .next_count = counts ? run->started_ns + count_interval_ns : INT64_MAX,
    };
    struct pollfd sources[] = {
        {.fd = signals, .events = POLLIN},
        {.fd = options->control, .events = POLLIN},
    };
    bool asked = false;
    while (!is_over(options, asked, &table, run)) {
        int patience = milliseconds_until(&table, asynclab_supervisor_now());
        if (poll(sources, 2, patience) < 0) sources[0].revents = sources[1].revents = 0;
        asked = stop_signaled(signals) || control_closed(&sources[1]);
    }
}
