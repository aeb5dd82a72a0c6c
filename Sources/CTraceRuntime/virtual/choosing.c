// What is offered is tasks: those with a job that could run, and those whose thread is back from a call.
// A job that only wakes a sleeper stands for the sleeper; what has no task is nobody's to choose.
//
// A chosen task can need two jobs: one that wakes it, which is no step, and its own. It is preferred until
// its step is taken; each choice among several that this changes is recorded like one of a schedule.
#include "choosing.h"
#include "scheduler.h"
#include "slots.h"

static uint32_t wanted;
/// Something of the wanted task has run that was no step.
static bool has_begun;
/// How many of the choices asked for are behind us.
static uint32_t asked_done;

static asynclab_trace_choosing *page(void) {
    return &asynclab_trace->choosing;
}

// Choosing

/// Which other was asked for before the run at this choice; 0: none.
static size_t asked_other(uint32_t choice, size_t count) {
    const asynclab_trace_choosing *asked = page();
    if (asked_done == asked->asked_count || asked_done == ASYNCLAB_MOST_SWITCHES ||
        asked->asked[asked_done].choice != choice) {
        return 0;
    }
    size_t other = asked->asked[asked_done++].other;
    if (other >= count) {
        asynclab_trace->course.misfits = 1;
        return 0;
    }
    return other;
}

size_t asynclab_chosen_instead(asynclab_candidates candidates, uint32_t choice, size_t usual) {
    size_t other = asked_other(choice, candidates.count);
    for (size_t index = 0; wanted != 0 && index < candidates.count; index++) {
        if (candidates.at(index).who == wanted) {
            return index;
        }
    }
    return asynclab_index_of_other(other, usual);
}

void asynclab_choosing_ran(uint32_t who) {
    has_begun = has_begun || (wanted != 0 && who == wanted);
}

void asynclab_choosing_want(uint32_t task) {
    wanted = task;
    has_begun = false;
}

bool asynclab_choosing_is_wanted(uint32_t who) {
    return wanted != 0 && who == wanted;
}

// Who could run

/// One that could run, of those that have a task.
typedef struct {
    uint64_t sequence;
    uint32_t task;
} ready_task;

/// Gives each ready task to `take`, until that returns false.
static void each_ready(bool (*take)(ready_task, void *), void *context) {
    for (asynclab_managed *thread = asynclab_first_managed; thread != NULL; thread = thread->next) {
        if (thread->state == asynclab_thread_ready && thread->task != 0 &&
            !take((ready_task){thread->sequence, thread->task}, context)) {
            return;
        }
    }
    for (size_t index = 0, count = asynclab_ready_jobs(); index < count; index++) {
        asynclab_job_choice job = asynclab_ready_job(index);
        ready_task task = {asynclab_ready_job_sequence(job), asynclab_ready_job_candidate(job).who};
        if (task.task != 0 && !take(task, context)) {
            return;
        }
    }
}

static bool count_one(ready_task task, void *count) {
    (void)task;
    ++*(size_t *)count;
    return true;
}

size_t asynclab_choosing_ready(void) {
    size_t count = 0;
    each_ready(count_one, &count);
    return count;
}

static bool is_other(ready_task task, void *found) {
    *(bool *)found = task.task == wanted;
    return !*(bool *)found;
}

bool asynclab_choosing_is_settled(void) {
    bool could_run = false;
    if (wanted != 0 && has_begun) {
        each_ready(is_other, &could_run);
        return !could_run;
    }
    return false;
}

/// The choice to which the program was to be brought has come.
static bool is_there;

bool asynclab_choosing_is_on_its_way(void) {
    return !is_there && __atomic_load_n(&page()->is_on_its_way, __ATOMIC_ACQUIRE) != 0;
}

bool asynclab_choosing_goes_on(void) {
    const asynclab_trace_choosing *way = page();
    if (!asynclab_choosing_is_on_its_way()) {
        return false;
    }
    is_there = asynclab_trace->course.choices >= way->until_choice &&
               __atomic_load_n(&asynclab_trace->record_count, __ATOMIC_RELAXED) >= way->until_records &&
               asynclab_choosing_ready() > 1;
    return !is_there;
}

// Offering

/// Those with the lowest numbers, in order.
typedef struct {
    size_t count;
    ready_task tasks[ASYNCLAB_MOST_OFFERED];
} ready_list;

static bool add_in_order(ready_task task, void *context) {
    ready_list *list = context;
    size_t place = list->count < ASYNCLAB_MOST_OFFERED ? list->count : ASYNCLAB_MOST_OFFERED;
    while (place > 0 && list->tasks[place - 1].sequence > task.sequence) {
        if (place < ASYNCLAB_MOST_OFFERED) {
            list->tasks[place] = list->tasks[place - 1];
        }
        place--;
    }
    if (place < ASYNCLAB_MOST_OFFERED) {
        list->tasks[place] = task;
    }
    list->count++;
    return true;
}

void asynclab_choosing_offer(void) {
    static uint32_t last_offer;
    asynclab_trace_choosing *offered = page();
    if (offered->offer != 0) {
        return;
    }
    ready_list list = {.count = 0};
    each_ready(add_in_order, &list);
    for (size_t index = 0; index < list.count && index < ASYNCLAB_MOST_OFFERED; index++) {
        offered->offered[index] = list.tasks[index].task;
    }
    offered->offered_count = (uint32_t)list.count;
    offered->choice = asynclab_trace->course.choices;
    offered->records = __atomic_load_n(&asynclab_trace->record_count, __ATOMIC_RELAXED);
    __atomic_store_n(&offered->offer, ++last_offer, __ATOMIC_RELEASE);
}

void asynclab_choosing_retract(void) {
    __atomic_store_n(&page()->offer, 0, __ATOMIC_RELEASE);
}
