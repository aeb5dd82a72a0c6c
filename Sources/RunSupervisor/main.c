#include "supervisor.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>

enum { EXIT_STATUS_USAGE = 64, EXIT_STATUS_INTERNAL = 70 };

/// Blocks the signals that the supervisor waits for and gives a descriptor that reads them.
static int open_signals(void) {
    sigset_t awaited;
    sigemptyset(&awaited);
    sigaddset(&awaited, SIGCHLD);
    sigaddset(&awaited, SIGTERM);
    sigaddset(&awaited, SIGINT);
    sigaddset(&awaited, SIGHUP);
    if (sigprocmask(SIG_BLOCK, &awaited, NULL) != 0) return -1;
    return signalfd(-1, &awaited, SFD_CLOEXEC | SFD_NONBLOCK);
}

int main(int argc, char **argv) {
    struct asynclab_supervisor_options options;
    if (!asynclab_supervisor_parse(argc, argv, &options)) return EXIT_STATUS_USAGE;

    // An inherited "ignore" would make the kernel reap the program before it is waited for.
    signal(SIGCHLD, SIG_DFL);
    int signals = open_signals();
    if (signals < 0 || prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0) {
        perror("asynclab-supervisor");
        return EXIT_STATUS_INTERNAL;
    }

    struct asynclab_supervisor_run run;
    memset(&run, 0, sizeof run);
    if (asynclab_supervisor_launch(&options, &run)) {
        asynclab_supervisor_watch(&options, signals, &run);
        asynclab_supervisor_clear(signals, &run);
    }
    if (!asynclab_supervisor_report(&options, &run)) {
        perror("asynclab-supervisor: the report");
        return EXIT_STATUS_INTERNAL;
    }
    return 0;
}
