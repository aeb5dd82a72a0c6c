// Jobs that wait for their turn, and the places where they run.
#pragma once

#include "scheduler.h"

#pragma clang assume_nonnull begin

/// A job that could run: chosen by its position among those of its group.
typedef struct {
    asynclab_slot_group *_Nullable group;
    size_t position;
} asynclab_job_choice;

/// Makes the places: one of the main actor, `pool_width` for each quality of service.
void asynclab_slots_start(uint32_t pool_width);

/// How many jobs could run now, in all groups with a free slot.
size_t asynclab_ready_jobs(void);
/// One of them, by its number.
asynclab_job_choice asynclab_ready_job(size_t index);
/// Who a job is for.
asynclab_candidate asynclab_ready_job_candidate(asynclab_job_choice choice);
/// When it became ready, in the order of all that did.
uint64_t asynclab_ready_job_sequence(asynclab_job_choice choice);
/// A job that only makes a task ready, and could run now; false: there is none.
bool asynclab_ready_waker(asynclab_job_choice *waker);
/// The number of the one that came first, and when that was, in the order of all that became ready.
size_t asynclab_first_ready_job(uint64_t *sequence);

/// Gives a job and a slot to `carrier`. True where it is a step for whoever watches, and not only
/// what the runtime does for itself.
bool asynclab_take_job(asynclab_job_choice choice, asynclab_managed *carrier);

/// Puts a job that wakes a sleeper into the pool's queue; `task`: whom, 0 where nobody waits for it.
void asynclab_pool_add_waker(void *job, uint32_t task);

/// A new thread to run jobs; it waits for the baton.
asynclab_managed *asynclab_carrier_make(void);

/// A job is about to run. One that no executor was asked to run is an async `main`, whose thread will
/// give itself to the main actor.
void asynclab_virtual_job_runs(const void *job);

/// A task is about to go on with another executor.
void asynclab_virtual_hop(void);

/// Adds a task that is on its way to an actor to the jobs of the pool; `executor`: where it goes.
void asynclab_pool_add_hop(void *job, uint64_t executor);

/// In place: this thread runs what belongs to the main actor.
bool asynclab_is_on_main_in_place(void);

/// Work for the main queue takes its turn among the jobs of the main actor.
bool asynclab_main_takes_work(void);
void asynclab_main_add_work(void *_Nullable context, void (*work)(void *_Nullable context));

#pragma clang assume_nonnull end
