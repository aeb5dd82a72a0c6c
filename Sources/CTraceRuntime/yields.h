// Task.yield, from the task that gives up its turn to the job that makes it ready again.
#pragma once

#include "CTraceRuntime.h"
#include <stdint.h>

/// Hands the job of the yield that a task of this thread waits in to the pool, if there is one: the task
/// has left the thread.
void asynclab_yield_goes_on(void);

/// Records the enqueueing of the task whose yield ends on this thread.
void asynclab_record_yielder(uint64_t executor);
