#include "supervisor.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/// One line of the process table.
struct process {
    pid_t pid;
    pid_t parent;
    uint64_t resident_bytes;
};

/// Processes that were not found to be descendants, so far.
struct strangers {
    struct process *rows;
    size_t count;
    size_t capacity;
};

enum { LARGEST_PID = 1 << 22 };

/// One bit a process: this one and the descendants found so far. Linux has no larger numbers
/// than 2^22 (PID_MAX_LIMIT).
static uint8_t family[LARGEST_PID / 8 + 1];

static bool belongs(pid_t pid) {
    return pid > 0 && pid <= LARGEST_PID && (family[pid / 8] >> (pid % 8) & 1) != 0;
}

static void adopt(pid_t pid) {
    if (pid > 0 && pid <= LARGEST_PID) family[pid / 8] |= (uint8_t)(1 << (pid % 8));
}

/// Moves `count` fields on in a line of fields with single spaces between them.
static const char *skip_fields(const char *text, int count) {
    for (; text != NULL && count > 0; count--) {
        text = strchr(text, ' ');
        if (text != NULL) text++;
    }
    return text;
}

/// Reads /proc/PID/stat (proc_pid_stat(5)): parent is field 4, resident pages field 24. The name,
/// field 2, may hold anything, so counting starts behind the last parenthesis.
static bool read_process(int proc, const char *name, struct process *process) {
    enum { NAME = 2, PARENT = 4, RESIDENT_PAGES = 24 };
    char path[32], text[1024];
    snprintf(path, sizeof path, "%.15s/stat", name);
    int file = openat(proc, path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return false;
    ssize_t length = read(file, text, sizeof text - 1);
    close(file);
    if (length <= 0) return false;
    text[length] = '\0';

    const char *parent = skip_fields(strrchr(text, ')'), PARENT - NAME);
    const char *pages = skip_fields(parent, RESIDENT_PAGES - PARENT);
    if (pages == NULL) return false;
    process->pid = (pid_t)atoi(name);
    process->parent = (pid_t)atoi(parent);
    process->resident_bytes = strtoull(pages, NULL, 10) * (uint64_t)sysconf(_SC_PAGESIZE);
    return true;
}

bool asynclab_supervisor_exceeds_memory(
    const struct asynclab_supervisor_options *limits,
    const struct asynclab_supervisor_census *census) {
    return limits->memory_bytes != 0 && census->resident_bytes > limits->memory_bytes;
}

bool asynclab_supervisor_exceeds_processes(
    const struct asynclab_supervisor_options *limits,
    const struct asynclab_supervisor_census *census) {
    return limits->processes != 0 && census->count > limits->processes;
}

/// What is done while descendants are found: without limits they are killed.
struct visit {
    const struct asynclab_supervisor_options *limits;
    struct asynclab_supervisor_census census;
};

static bool is_over(const struct visit *visit) {
    return visit->limits != NULL
        && (asynclab_supervisor_exceeds_memory(visit->limits, &visit->census)
            || asynclab_supervisor_exceeds_processes(visit->limits, &visit->census));
}

/// Takes a process for a descendant if its parent is one.
static bool join(const struct process *process, struct visit *visit) {
    if (!belongs(process->parent)) return false;
    adopt(process->pid);
    if (visit->limits == NULL) kill(process->pid, SIGKILL);
    visit->census.count++;
    visit->census.resident_bytes += process->resident_bytes;
    return true;
}

static bool keep(struct strangers *strangers, const struct process *process) {
    if (strangers->count == strangers->capacity) {
        size_t larger = strangers->capacity == 0 ? 1024 : strangers->capacity * 2;
        struct process *moved = realloc(strangers->rows, larger * sizeof *moved);
        if (moved == NULL) return false;
        strangers->rows = moved;
        strangers->capacity = larger;
    }
    strangers->rows[strangers->count++] = *process;
    return true;
}

/// Goes through /proc once. Most children have larger numbers than their parents and come after
/// them, so nearly all descendants are found here, while a program that goes on forking leaves
/// little time for anybody else.
static bool read_table(struct strangers *strangers, struct visit *visit) {
    DIR *proc = opendir("/proc");
    if (proc == NULL) return false;
    bool complete = true;
    struct dirent *entry = NULL;
    while (complete && !is_over(visit) && (entry = readdir(proc)) != NULL) {
        struct process process;
        if (entry->d_name[0] < '1' || entry->d_name[0] > '9') continue;
        // A process that ended meanwhile is left out.
        if (!read_process(dirfd(proc), entry->d_name, &process)) continue;
        if (!join(&process, visit)) complete = keep(strangers, &process);
    }
    closedir(proc);
    return complete;
}

/// Looks at the strangers again, whose parents may have been found after them. True if one joined.
static bool reconsider(struct strangers *strangers, struct visit *visit) {
    size_t kept = 0;
    for (size_t index = 0; index < strangers->count; index++) {
        const struct process process = strangers->rows[index];
        if (!join(&process, visit)) strangers->rows[kept++] = process;
    }
    bool joined = kept < strangers->count;
    strangers->count = kept;
    return joined;
}

static bool visit_descendants(struct visit *visit) {
    // Kept between visits: nothing is allocated once it has its size.
    static struct strangers strangers;
    memset(family, 0, sizeof family);
    adopt(getpid());
    strangers.count = 0;
    if (!read_table(&strangers, visit)) return false;
    while (reconsider(&strangers, visit)) continue;
    return true;
}

bool asynclab_supervisor_count(
    const struct asynclab_supervisor_options *limits, struct asynclab_supervisor_census *census) {
    struct visit visit = {.limits = limits};
    bool complete = visit_descendants(&visit);
    *census = visit.census;
    return complete;
}

void asynclab_supervisor_kill(void) {
    struct visit visit = {.limits = NULL};
    // What could not be found yet is found the next time.
    visit_descendants(&visit);
}
