#include "supervisor.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/// Writes the first line: how the run ended.
static void write_ending(FILE *file, const struct asynclab_supervisor_run *run) {
    switch (run->ending) {
    case ASYNCLAB_SUPERVISOR_EXITED: fprintf(file, "exit %d\n", run->code); break;
    case ASYNCLAB_SUPERVISOR_SIGNALED: {
        // Null for the real-time signals, which have no names.
        const char *name = sigabbrev_np(run->code);
        if (name != NULL) fprintf(file, "signal SIG%s %d\n", name, run->code);
        else fprintf(file, "signal SIG%d %d\n", run->code, run->code);
        break;
    }
    case ASYNCLAB_SUPERVISOR_STOPPED_TIME: fputs("stopped time\n", file); break;
    case ASYNCLAB_SUPERVISOR_STOPPED_MEMORY: fputs("stopped memory\n", file); break;
    case ASYNCLAB_SUPERVISOR_STOPPED_PROCESSES: fputs("stopped processes\n", file); break;
    case ASYNCLAB_SUPERVISOR_STOPPED_ASKED: fputs("stopped asked\n", file); break;
    case ASYNCLAB_SUPERVISOR_FAILED:
        fprintf(file, "failed %d %s: %s\n", run->code, run->failed_step, strerror(run->code));
        break;
    }
}

static bool write_report(FILE *file, const struct asynclab_supervisor_run *run) {
    write_ending(file, run);
    fprintf(file, "started_ns %" PRId64 "\n", run->started_ns);
    fprintf(file, "ended_ns %" PRId64 "\n", run->ended_ns);
    fprintf(file, "user_ns %" PRId64 "\n", run->user_ns);
    fprintf(file, "system_ns %" PRId64 "\n", run->system_ns);
    fprintf(file, "max_resident_bytes %" PRId64 "\n", run->max_resident_bytes);
    bool written = ferror(file) == 0;
    return fclose(file) == 0 && written;
}

static bool report_to_file(const char *path, const struct asynclab_supervisor_run *run) {
    char *draft = NULL;
    if (asprintf(&draft, "%s.%ld", path, (long)getpid()) < 0) return false;
    FILE *file = fopen(draft, "wxe");
    bool reported = file != NULL && write_report(file, run) && rename(draft, path) == 0;
    if (file != NULL && !reported) unlink(draft);
    free(draft);
    return reported;
}

static bool report_to_control(int control, const struct asynclab_supervisor_run *run) {
    char *text = NULL;
    size_t length = 0;
    FILE *memory = open_memstream(&text, &length);
    if (memory == NULL || !write_report(memory, run)) return false;
    // It fits into any socket's buffer. If asynclab is gone there is nobody to tell.
    ssize_t sent = send(control, text, length, MSG_NOSIGNAL | MSG_DONTWAIT);
    free(text);
    return sent == (ssize_t)length || errno == EPIPE || errno == ECONNRESET;
}

bool asynclab_supervisor_report(
    const struct asynclab_supervisor_options *options, const struct asynclab_supervisor_run *run) {
    if (options->status != NULL) return report_to_file(options->status, run);
    return report_to_control(options->control, run);
}
