// What of this process's Swift runtime is as we know it.
//
// Each private symbol, variable and layout that we use is looked at once, before `main`. What is
// missing or numbered otherwise is left alone: the program runs, the rest is seen, and the trace's
// header says what is not. A name that is there is taken for what it was in the version tried.
#pragma once

#include <stdbool.h>
#include <stdint.h>

/// What was found.
typedef struct {
    /// asynclab_trace_features: what can be seen here.
    uint32_t features;
    /// A bit for each part that is missing, see CRuntimeParts.h.
    uint64_t missing_parts;
} asynclab_capabilities;

/// Looks at this process. Called once, before anything else is asked.
asynclab_capabilities asynclab_capabilities_find(void);

/// Jobs and tasks are laid out as task_layout.h has it. False until `asynclab_capabilities_find` has
/// been called.
extern bool asynclab_layout_known;

/// Tasks are seen: without that, no record tells of one.
extern bool asynclab_tasks_are_seen;
