// What every task waits for when the program is stuck.
//
// The runtime keeps, in a suspended task's status records, what it depends on (tried with 6.3.1;
// TaskDependencyStatusRecord, stdlib/public/Concurrency/TaskPrivate.h). If a later runtime keeps it
// otherwise, no record is recognised, and what the task waits for is not known.
#include "scheduler.h"
#include "../task_layout.h"
#include <stdlib.h>
#include <string.h>

/// A status record of a task.
typedef struct status_record {
    uint64_t flags;
    const struct status_record *parent;
    /// What it depends on; an executor takes both words.
    const void *depends_on[2];
    uint32_t kind;
    const void *task;
} status_record;

enum { waits_for_task = 1, waits_for_continuation, waits_for_group, waits_for_executor };

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
    tasks[task->id] = task;
}

void asynclab_task_is_gone(uint32_t task) {
    if (task < room) {
        tasks[task] = NULL;
    }
}

/// What a suspended task depends on: its innermost record, which names the task itself.
static const status_record *dependency(const asynclab_swift_task *task) {
    const status_record *record = task->status_records;
    return (task->status & ASYNCLAB_STATUS_HAS_DEPENDENCY) != 0 && record != NULL &&
                   record->task == task
               ? record
               : NULL;
}

static void record_wait(const asynclab_swift_task *task) {
    const status_record *record = dependency(task);
    asynclab_wait wait = asynclab_wait_unknown;
    uint32_t other = 0;
    if ((task->status & ASYNCLAB_STATUS_RUNNING) != 0) {
        wait = asynclab_wait_call;
    } else if (record != NULL) {
        switch (record->kind) {
        case waits_for_task:
            wait = asynclab_wait_task;
            other = ((const asynclab_swift_task *)record->depends_on[0])->id;
            break;
        case waits_for_continuation:
            wait = asynclab_wait_continuation;
            break;
        case waits_for_group:
            wait = asynclab_wait_group;
            break;
        case waits_for_executor:
            wait = asynclab_wait_executor;
            break;
        }
    }
    asynclab_record(asynclab_kind_waits, task->id, wait, other);
}

void asynclab_record_waits(void) {
    for (size_t id = 0; id < room; id++) {
        if (tasks[id] != NULL) {
            record_wait(tasks[id]);
        }
    }
}
