// What of this process's Swift runtime is as we know it.
//
// Each private symbol, variable and layout that we use is looked at once, before `main`. What is
// missing or numbered otherwise is left alone: the program runs, the rest is seen, and the trace's
// header says what is not. A name that is there is taken for what it was in the version tried.
#pragma once

#include <stdbool.h>
#include <stdint.h>

/// Looks at this process and returns asynclab_trace_features: what can be seen here. Called once.
uint32_t asynclab_capabilities_find(void);

/// The runtime's task objects are laid out as task_layout.h has it. False until
/// `asynclab_capabilities_find` has been called.
extern bool asynclab_layout_known;
