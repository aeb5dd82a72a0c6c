#include "supervisor.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/// Where a start can fail. What the child sends through the pipe, with errno.
enum step { STEP_PREPARE, STEP_INPUT, STEP_DIRECTORY, STEP_EXECUTE };

static const char *const step_texts[] = {
    [STEP_PREPARE] = "cannot prepare the process",
    [STEP_INPUT] = "cannot open the standard input",
    [STEP_DIRECTORY] = "cannot change to the working directory",
    [STEP_EXECUTE] = "cannot start the program",
};

struct failure {
    enum step step;
    int error;
};

int64_t asynclab_supervisor_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

/// Gives the program the signal state of a fresh process.
static void reset_signals(void) {
    for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

/// Where memory runs out before the supervisor notices, the kernel shall choose the program and
/// not the user's other work. Raising one's own score is always allowed; no /proc, no matter.
static void volunteer_for_out_of_memory(void) {
    int file = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (file < 0) return;
    if (write(file, "1000", 4) != 4) { /* The limit on memory still holds. */
    }
    close(file);
}

/// Has the program loaded at the same addresses each time. Some sandboxes refuse that: then it is
/// loaded anywhere.
static void fix_addresses(void) {
    int current = personality(0xffffffff);
    if (current >= 0) personality((unsigned long)current | ADDR_NO_RANDOMIZE);
}

/// Turns the child into the program. Returns only on failure, with the step that failed.
static enum step become_program(
    const struct asynclab_supervisor_options *options, pid_t supervisor) {
    struct rlimit no_core = {0, 0};
    // A session of its own is a process group of its own, has no terminal, and where the kernel
    // shares the CPU among sessions, leaves a fair part to the supervisor and to asynclab.
    if (setsid() < 0 || prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) return STEP_PREPARE;
    // The supervisor may have died before the request above took effect.
    if (getppid() != supervisor) _exit(EXIT_FAILURE);
    if (setrlimit(RLIMIT_CORE, &no_core) != 0) return STEP_PREPARE;
    volunteer_for_out_of_memory();
    reset_signals();

    // A pipe that nobody writes to any more would be waited for; nor shall it become our terminal.
    int input = open(options->input, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (input < 0) return STEP_INPUT;
    fcntl(input, F_SETFL, fcntl(input, F_GETFL) & ~O_NONBLOCK);
    if (input == STDIN_FILENO) fcntl(input, F_SETFD, 0);
    else if (dup2(input, STDIN_FILENO) < 0) return STEP_INPUT;
    if (options->directory != NULL && chdir(options->directory) != 0) return STEP_DIRECTORY;
    for (size_t index = 0; index < options->environment_count; index++) {
        if (putenv(options->environment[index]) != 0) return STEP_PREPARE;
    }
    if (options->fixed_addresses) fix_addresses();
    execvp(options->command[0], options->command);
    return STEP_EXECUTE;
}

/// Reads what the child reports; nothing comes when it has become the program.
static bool read_failure(int pipe_end, struct failure *failure) {
    ssize_t length = 0;
    do length = read(pipe_end, failure, sizeof *failure);
    while (length < 0 && errno == EINTR);
    return length == (ssize_t)sizeof *failure;
}

static bool fail(struct asynclab_supervisor_run *run, enum step step, int error) {
    run->ending = ASYNCLAB_SUPERVISOR_FAILED;
    run->failed_step = step_texts[step];
    run->code = error;
    return false;
}

/// The child's half of the start; does not return.
static void run_child(
    const struct asynclab_supervisor_options *options, pid_t supervisor, int report) {
    struct failure failure = {.step = become_program(options, supervisor), .error = errno};
    ssize_t written = write(report, &failure, sizeof failure);
    _exit(written == (ssize_t)sizeof failure ? EXIT_SUCCESS : EXIT_FAILURE);
}

bool asynclab_supervisor_launch(
    const struct asynclab_supervisor_options *options, struct asynclab_supervisor_run *run) {
    int report[2];
    // The program must not hold the control: it could not be told from asynclab's end.
    fcntl(options->control, F_SETFD, FD_CLOEXEC);
    if (pipe2(report, O_CLOEXEC) != 0) return fail(run, STEP_PREPARE, errno);

    pid_t supervisor = getpid();
    run->started_ns = asynclab_supervisor_now();
    run->program = fork();
    if (run->program < 0) return fail(run, STEP_PREPARE, errno);
    if (run->program == 0) run_child(options, supervisor, report[1]);

    close(report[1]);
    struct failure failure;
    bool failed = read_failure(report[0], &failure);
    close(report[0]);
    if (!failed) return true;
    waitpid(run->program, NULL, 0);
    run->program = 0;
    return fail(run, failure.step, failure.error);
}
