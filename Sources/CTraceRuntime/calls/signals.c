// Signals that the program sends to itself, and threads that wait for one.
#include "../real.h"
#include "../explore/in_place.h"
#include "calls.h"
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <ucontext.h>
#include <unistd.h>

typedef int (*signals_wait)(const sigset_t *);
typedef int (*pause_call)(void);
typedef int (*set_wait)(const sigset_t *, int *);
typedef int (*info_wait)(const sigset_t *, siginfo_t *);
typedef int (*process_kill)(pid_t, int);
typedef int (*signal_action)(int, const struct sigaction *, struct sigaction *);

static signal_action real_action(void) {
    return (signal_action)ASYNCLAB_REAL(sigaction);
}

int sigsuspend(const sigset_t *mask) {
    signals_wait real = (signals_wait)ASYNCLAB_REAL(sigsuspend);
    asynclab_managed *self = asynclab_managed_self();
    if (self == NULL) {
        return real(mask);
    }
    if (self->is_parked) {
        asynclab_managed_end(self);
        return real(mask);
    }
    asynclab_outside_begin(self, asynclab_call_wait_signal);
    int result = real(mask);
    asynclab_outside_end(self);
    return result;
}

int pause(void) {
    pause_call real = (pause_call)ASYNCLAB_REAL(pause);
    asynclab_managed *self = asynclab_managed_self();
    if (self == NULL) {
        return real();
    }
    asynclab_outside_begin(self, asynclab_call_wait_signal);
    int result = real();
    asynclab_outside_end(self);
    return result;
}

int sigwait(const sigset_t *restrict signals, int *restrict number) {
    set_wait real = (set_wait)ASYNCLAB_REAL(sigwait);
    asynclab_managed *self = asynclab_managed_self();
    if (self == NULL) {
        return real(signals, number);
    }
    asynclab_outside_begin(self, asynclab_call_wait_signal);
    int result = real(signals, number);
    asynclab_outside_end(self);
    return result;
}

int sigwaitinfo(const sigset_t *restrict signals, siginfo_t *restrict info) {
    info_wait real = (info_wait)ASYNCLAB_REAL(sigwaitinfo);
    asynclab_managed *self = asynclab_managed_self();
    if (self == NULL) {
        return real(signals, info);
    }
    asynclab_outside_begin(self, asynclab_call_wait_signal);
    int result = real(signals, info);
    asynclab_outside_end(self);
    return result;
}

/// The signals that the program's first thread refuses: bit 0 is signal 1. All, where that is not known.
static unsigned long long refused_by_first_thread(void) {
    char text[4096];
    int file = open("/proc/self/status", O_RDONLY | O_CLOEXEC);
    ssize_t length = file >= 0 ? read(file, text, sizeof text - 1) : -1;
    if (file >= 0) {
        close(file);
    }
    text[length > 0 ? length : 0] = '\0';
    const char *field = strstr(text, "\nSigBlk:");
    return field != NULL ? strtoull(field + sizeof "\nSigBlk:" - 1, NULL, 16) : UINT64_MAX;
}

static process_kill real_kill(void) {
    return (process_kill)ASYNCLAB_REAL(kill);
}

/// Stands for libdispatch's handler, whose purpose is that a descriptor of its gets the signal, as it does
/// where no thread is ready for it. Its own way, to send the signal again to the same thread, goes on
/// until another thread has read that descriptor, which then never has its turn
/// (src/event/event_epoll.c, _dispatch_muxnote_signal_block_and_raise).
static void refuse_and_send_again(int number, siginfo_t *info, void *context) {
    (void)info;
    sigaddset(&((ucontext_t *)context)->uc_sigmask, number);
    real_kill()(getpid(), number);
}

/// True where the program has a function for this signal.
static bool is_handled(int number) {
    struct sigaction action;
    return real_action()(number, NULL, &action) == 0 && action.sa_handler != SIG_DFL &&
           action.sa_handler != SIG_IGN && action.sa_sigaction != refuse_and_send_again;
}

/// Lets the calling thread handle a signal at once, as any thread may that does not refuse it: which
/// one does, and when, would else be the system's affair. False where the program's first thread,
/// which the system prefers, waits for one or has never been ready for this one.
static bool handle_here(int number) {
    const asynclab_managed *first = asynclab_first_managed;
    if (!is_handled(number) || first->state == asynclab_thread_outside ||
        (refused_by_first_thread() >> (number - 1) & 1) != 0) {
        return false;
    }
    sigset_t wanted, before;
    sigemptyset(&wanted);
    sigaddset(&wanted, number);
    pthread_sigmask(SIG_UNBLOCK, &wanted, &before);
    raise(number);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return true;
}

int kill(pid_t process, int number) {
    if (number != 0) {
        asynclab_in_place_leave();
    }
    if (asynclab_managed_self() != NULL && number > 0 && number < NSIG) {
        if (process == getpid() && handle_here(number)) {
            return 0;
        }
        asynclab_record_uncontrolled(asynclab_call_wait_signal, asynclab_program_caller(),
                                     asynclab_this_thread.task);
    }
    return real_kill()(process, number);
}

/// Swift's report of a crash begins by setting signals that stop the other threads, and is the only
/// place where libswiftCore sets any once the program runs (stdlib/public/runtime/
/// CrashHandlerLinux.cpp). It must not wait for turns of theirs.
static void look_who_acts(const void *caller, struct sigaction *action) {
    if (asynclab_is_in_library(caller, "libswiftCore.so")) {
        asynclab_virtual_is_frozen = true;
    } else if (asynclab_is_in_library(caller, "libdispatch.so") && action->sa_handler != SIG_DFL &&
               action->sa_handler != SIG_IGN) {
        // Looked up now: in a signal handler that is not safe.
        real_kill();
        action->sa_sigaction = refuse_and_send_again;
        action->sa_flags |= SA_SIGINFO;
    }
}

int sigaction(int number, const struct sigaction *restrict action,
              struct sigaction *restrict before) {
    if (action != NULL) {
        asynclab_in_place_leave();
    }
    if (__builtin_expect(!asynclab_virtual_is_on, 1) || action == NULL) {
        return real_action()(number, action, before);
    }
    struct sigaction changed = *action;
    look_who_acts(__builtin_return_address(0), &changed);
    return real_action()(number, &changed, before);
}
