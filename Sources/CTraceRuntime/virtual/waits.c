// What every task waits for when the program is stuck.
#include "scheduler.h"
#include "../task_layout.h"
#include "../task_waits.h"
#include <stdlib.h>
#include <string.h>

/// Tasks that have not ended, by their ids.
static const asynclab_swift_task **tasks;
static size_t room;

void asynclab_task_is_live(const void *address) {
    const asynclab_swift_task *task = address;
    if (task->id >= room) {
        size_t larger = room == 0 ? 1024 : room;
        while (larger <= task->id) {
            larger *= 2;
        }
        tasks = realloc(tasks, larger * sizeof *tasks);
        if (tasks == NULL) {
            abort();
        }
        memset(tasks + room, 0, (larger - room) * sizeof *tasks);
        room = larger;
    }
    asynclab_trace->course.tasks += tasks[task->id] == NULL;
    tasks[task->id] = task;
}

void asynclab_task_is_gone(uint32_t task) {
    if (task < room) {
        tasks[task] = NULL;
    }
}

static void record_wait(const asynclab_swift_task *task) {
    uint32_t other = 0;
    asynclab_wait wait = (task->status & ASYNCLAB_STATUS_RUNNING) != 0
                             ? asynclab_wait_call
                             : asynclab_wait_of(task, &other);
    asynclab_record(asynclab_kind_waits, task->id, wait, other);
}

void asynclab_record_waits(void) {
    for (size_t id = 0; id < room; id++) {
        if (tasks[id] != NULL) {
            record_wait(tasks[id]);
        }
    }
}
