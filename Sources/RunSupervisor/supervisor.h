// asynclab-supervisor stands between asynclab and a program that it runs, so that nothing which
// the program started is ever left behind, however asynclab itself ends.
//
// It is the program's parent and adopts every orphan among its descendants (PR_SET_CHILD_SUBREAPER),
// so "no child of mine is left" means that all of them are gone, also those that left the process
// group or the session. It holds one end of a socket, the control: when asynclab shuts the other end
// for writing, or dies, everything is killed. The result goes back through the control, so nothing
// is left in the file system either. It has one thread and waits in poll(2).
//
// Not covered: a supervisor that is itself killed with SIGKILL takes the program along
// (PR_SET_PDEATHSIG), but not the program's children. Programs are run, not confined: one that
// wants to do harm with the user's rights can.
#ifndef ASYNCLAB_SUPERVISOR_H
#define ASYNCLAB_SUPERVISOR_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// What the command line says. Strings point into argv.
struct asynclab_supervisor_options {
    int control;                ///< Our end of the control: a socket, or a pipe to read from.
    const char *status;         ///< File that gets the result; NULL: it goes back through control.
    const char *input;          ///< File for the program's standard input.
    const char *directory;      ///< The program's working directory; NULL: the supervisor's.
    int64_t time_ns;            ///< Longest run in nanoseconds of real time; 0: no limit.
    uint64_t memory_bytes;      ///< Most resident memory of all its processes; 0: no limit.
    size_t processes;           ///< Most processes at a time; 0: no limit.
    bool fixed_addresses;       ///< Load the program at the same addresses each time.
    char **environment;         ///< NAME=VALUE strings to add, for the program only.
    size_t environment_count;
    char **command;             ///< Program and arguments, ended by NULL.
};

/// How a run ended.
enum asynclab_supervisor_ending {
    ASYNCLAB_SUPERVISOR_EXITED,             ///< `code` is the exit status.
    ASYNCLAB_SUPERVISOR_SIGNALED,           ///< `code` is the signal's number.
    ASYNCLAB_SUPERVISOR_STOPPED_TIME,
    ASYNCLAB_SUPERVISOR_STOPPED_MEMORY,
    ASYNCLAB_SUPERVISOR_STOPPED_PROCESSES,
    ASYNCLAB_SUPERVISOR_STOPPED_ASKED,      ///< Control closed, or SIGTERM, SIGINT or SIGHUP.
    ASYNCLAB_SUPERVISOR_FAILED,             ///< Not started; `code` is errno, `failed_step` says where.
};

/// One run of the program, as far as it has got. Times are CLOCK_MONOTONIC.
struct asynclab_supervisor_run {
    pid_t program;                          ///< Also its session and process group. 0 once it was waited for.
    enum asynclab_supervisor_ending ending;
    int code;
    const char *failed_step;
    int64_t started_ns;
    int64_t ended_ns;
    int64_t user_ns;                        ///< CPU of the program and the children it waited for.
    int64_t system_ns;
    int64_t max_resident_bytes;             ///< Of its largest process.
};

/// The living descendants of this process at one moment.
struct asynclab_supervisor_census {
    size_t count;
    uint64_t resident_bytes;                ///< Summed; a page that two share counts twice.
};

/// Reads the command line. On a mistake prints one line on stderr and returns false.
bool asynclab_supervisor_parse(
    int argc, char **argv, struct asynclab_supervisor_options *options);

/// Starts the program. On failure sets `ending` to FAILED and returns false.
bool asynclab_supervisor_launch(
    const struct asynclab_supervisor_options *options, struct asynclab_supervisor_run *run);

/// Waits until the program has ended or has to be stopped, and says which in `run->ending`.
/// `signals` is a signalfd of SIGCHLD, SIGTERM, SIGINT and SIGHUP. Reaps nothing.
void asynclab_supervisor_watch(
    const struct asynclab_supervisor_options *options, int signals,
    struct asynclab_supervisor_run *run);

/// Kills the program's group and every descendant, and waits for all of them. Fills in the
/// program's status, if it ended by itself, and its usage.
void asynclab_supervisor_clear(int signals, struct asynclab_supervisor_run *run);

/// Counts this process's descendants until one of the limits is exceeded. False if /proc cannot
/// be read.
bool asynclab_supervisor_count(
    const struct asynclab_supervisor_options *limits, struct asynclab_supervisor_census *census);

/// Sends SIGKILL to each of this process's descendants as soon as it is found.
void asynclab_supervisor_kill(void);

/// Whether there are more processes, or more memory, than allowed.
bool asynclab_supervisor_exceeds_memory(
    const struct asynclab_supervisor_options *limits,
    const struct asynclab_supervisor_census *census);
bool asynclab_supervisor_exceeds_processes(
    const struct asynclab_supervisor_options *limits,
    const struct asynclab_supervisor_census *census);

/// Writes the result: into the control, where nobody may be left to read it, or into a file, of
/// which the whole appears under its name at once, or nothing.
bool asynclab_supervisor_report(
    const struct asynclab_supervisor_options *options, const struct asynclab_supervisor_run *run);

/// CLOCK_MONOTONIC in nanoseconds.
int64_t asynclab_supervisor_now(void);

#endif
