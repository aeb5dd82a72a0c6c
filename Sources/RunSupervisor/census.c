#include "supervisor.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/// One line of the process table.
struct process {
    pid_t pid;
    pid_t parent;
    uint64_t resident_bytes;
    bool descendant;
};

struct process_table {
    struct process *rows;
    size_t count;
    size_t capacity;
};

/// Makes room for one more element. False if there is no memory.
static bool grow(void **elements, size_t count, size_t *capacity, size_t size) {
    if (count < *capacity) return true;
    size_t larger = *capacity == 0 ? 256 : *capacity * 2;
    void *moved = realloc(*elements, larger * size);
    if (moved == NULL) return false;
    *elements = moved;
    *capacity = larger;
    return true;
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
    process->descendant = false;
    return true;
}

static bool read_table(struct process_table *table) {
    DIR *proc = opendir("/proc");
    if (proc == NULL) return false;
    table->count = 0;
    bool complete = true;
    struct dirent *entry = NULL;
    while (complete && (entry = readdir(proc)) != NULL) {
        if (entry->d_name[0] < '1' || entry->d_name[0] > '9') continue;
        complete = grow(
            (void **)&table->rows, table->count, &table->capacity, sizeof *table->rows);
        // A process that ended meanwhile is left out.
        if (complete && read_process(dirfd(proc), entry->d_name, &table->rows[table->count])) {
            table->count++;
        }
    }
    closedir(proc);
    return complete;
}

/// Whether `pid` is the root or has already been found to descend from it.
static bool belongs(
    const struct asynclab_supervisor_census *census, pid_t root, pid_t pid) {
    if (pid == root) return true;
    for (size_t index = 0; index < census->count; index++) {
        if (census->pids[index] == pid) return true;
    }
    return false;
}

/// Adds the processes whose parent belongs to the family. True if there were any.
static bool add_generation(
    const struct process_table *table, pid_t root, struct asynclab_supervisor_census *census) {
    bool added = false;
    for (size_t index = 0; index < table->count; index++) {
        struct process *process = &table->rows[index];
        if (process->descendant || !belongs(census, root, process->parent)) continue;
        if (!grow((void **)&census->pids, census->count, &census->capacity, sizeof(pid_t))) {
            return false;
        }
        process->descendant = true;
        census->pids[census->count++] = process->pid;
        census->resident_bytes += process->resident_bytes;
        added = true;
    }
    return added;
}

bool asynclab_supervisor_count(pid_t root, struct asynclab_supervisor_census *census) {
    // Kept between calls: nothing is allocated once the tables have their size.
    static struct process_table table;
    if (!read_table(&table)) return false;
    census->count = 0;
    census->resident_bytes = 0;
    while (add_generation(&table, root, census)) continue;
    return true;
}
