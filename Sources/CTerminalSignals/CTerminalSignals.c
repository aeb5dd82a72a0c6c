#include "CTerminalSignals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define RESET_CAPACITY 512

static const int requests[] = {SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGCONT};
static const int crashes[] = {SIGSEGV, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGQUIT};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

// What was there before, by signal, and whether we replaced it.
static struct sigaction previous[NSIG];
static bool replaced[NSIG];

static int wake_read = -1;
static int wake_write = -1;

static struct termios saved_modes;
static bool has_modes;
static char reset_bytes[RESET_CAPACITY];
static size_t reset_length;
static int armed; // atomic: two threads may crash at once

// For the main thread, where nobody gave it one: an overflow of its stack leaves no other room.
static char crash_stack[64 * 1024];

// MARK: - Handlers: only async-signal-safe calls

static void wake(int number) {
    int saved = errno;
    unsigned char byte = (unsigned char)number;
    // A full pipe already wakes the loop; losing a repeated signal is safe.
    if (write(wake_write, &byte, 1) < 0) errno = saved;
    errno = saved;
}

static void on_resize(int number, siginfo_t *info, void *context) {
    struct sigaction *before = &previous[SIGWINCH];
    if (before->sa_flags & SA_SIGINFO) {
        before->sa_sigaction(number, info, context);
    } else if (before->sa_handler != SIG_DFL && before->sa_handler != SIG_IGN) {
        before->sa_handler(number);
    }
    wake(number);
}

static void give_terminal_back(void) {
    if (!__atomic_exchange_n(&armed, 0, __ATOMIC_ACQ_REL)) return;
    // In the background, setting modes would stop us instead.
    sigset_t output, before;
    sigemptyset(&output);
    sigaddset(&output, SIGTTOU);
    pthread_sigmask(SIG_BLOCK, &output, &before);
    ssize_t written = write(STDOUT_FILENO, reset_bytes, reset_length);
    (void)written;
    if (has_modes) tcsetattr(STDIN_FILENO, TCSANOW, &saved_modes);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

static void on_crash(int number, siginfo_t *info, void *context) {
    int saved = errno;
    give_terminal_back();
    errno = saved;
    struct sigaction *before = &previous[number];
    if (before->sa_flags & SA_SIGINFO) {
        before->sa_sigaction(number, info, context);
    } else if (before->sa_handler == SIG_DFL) {
        sigaction(number, before, NULL);
        raise(number);
    } else if (before->sa_handler != SIG_IGN) {
        before->sa_handler(number);
    }
    // A fault comes again when the handler returns, and ends the program. One that somebody sent does
    // not: the program would go on in a terminal that it has given back.
    if (info != NULL && info->si_code <= 0) {
        signal(number, SIG_DFL);
        raise(number);
    }
}

// MARK: - Installing

static void install(int number, struct sigaction *action) {
    if (replaced[number] || sigaction(number, NULL, &previous[number]) != 0) return;
    bool ignored = !(previous[number].sa_flags & SA_SIGINFO)
        && previous[number].sa_handler == SIG_IGN;
    if (ignored) return;
    replaced[number] = sigaction(number, action, NULL) == 0;
}

static void put_back(int number) {
    if (!replaced[number]) return;
    sigaction(number, &previous[number], NULL);
    replaced[number] = false;
}

static struct sigaction wake_action(void) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = wake;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    return action;
}

static bool open_pipe(void) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) return false;
    wake_read = ends[0];
    wake_write = ends[1];
    return true;
}

static void provide_crash_stack(void) {
    stack_t current;
    if (sigaltstack(NULL, &current) != 0 || !(current.ss_flags & SS_DISABLE)) return;
    stack_t ours = {.ss_sp = crash_stack, .ss_size = sizeof crash_stack};
    sigaltstack(&ours, NULL);
}

int asynclab_signals_open(void) {
    if (wake_read < 0 && !open_pipe()) return -1;
    has_modes = tcgetattr(STDIN_FILENO, &saved_modes) == 0;
    struct sigaction action = wake_action();
    for (size_t i = 0; i < COUNT(requests); i++) install(requests[i], &action);

    provide_crash_stack();
    memset(&action, 0, sizeof action);
    action.sa_sigaction = on_crash;
    // On the alternate stack, so that an overflow of the stack is a crash like any other.
    action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < COUNT(crashes); i++) install(crashes[i], &action);
    return wake_read;
}

void asynclab_signals_watch_resize(void) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = on_resize;
    action.sa_flags = SA_SIGINFO;
    sigemptyset(&action.sa_mask);
    install(SIGWINCH, &action);
}

void asynclab_signals_close(void) {
    asynclab_signals_disarm();
    put_back(SIGWINCH);
    for (size_t i = 0; i < COUNT(requests); i++) put_back(requests[i]);
    for (size_t i = 0; i < COUNT(crashes); i++) put_back(crashes[i]);
    // The pipe stays open: a handler may be running on another thread right now.
    while (asynclab_signals_next() != 0) {}
}

int asynclab_signals_next(void) {
    unsigned char byte;
    return wake_read >= 0 && read(wake_read, &byte, 1) == 1 ? byte : 0;
}

// MARK: - The state of the terminal

void asynclab_signals_arm(const char *bytes, size_t length) {
    asynclab_signals_disarm();
    reset_length = length < RESET_CAPACITY ? length : RESET_CAPACITY;
    memcpy(reset_bytes, bytes, reset_length);
    __atomic_store_n(&armed, 1, __ATOMIC_RELEASE);
}

void asynclab_signals_disarm(void) { __atomic_store_n(&armed, 0, __ATOMIC_RELEASE); }

void asynclab_signals_stop(void) {
    bool caught_continue = replaced[SIGCONT];
    put_back(SIGCONT);
    put_back(SIGTSTP);
    raise(SIGTSTP);
    struct sigaction action = wake_action();
    install(SIGTSTP, &action);
    if (caught_continue) install(SIGCONT, &action);
}

void asynclab_signals_lend(bool lent) {
    if (lent) {
        put_back(SIGTSTP);
        return;
    }
    bool terminate = false, hang_up = false;
    for (int number; (number = asynclab_signals_next()) != 0;) {
        terminate |= number == SIGTERM;
        hang_up |= number == SIGHUP;
    }
    if (terminate) wake(SIGTERM);
    if (hang_up) wake(SIGHUP);
    struct sigaction action = wake_action();
    install(SIGTSTP, &action);
}
