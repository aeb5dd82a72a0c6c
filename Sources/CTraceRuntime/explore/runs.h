// What the two ways of making runs share.
#pragma once

#include "../recorder.h"
#include "CExploration.h"
#include <ucontext.h>

#pragma clang assume_nonnull begin

/// What outlives a run in this process; in memory that no snapshot holds.
typedef struct {
    asynclab_trace_header before;
    ucontext_t start;
    ucontext_t serve;
    /// The stack of all that is here, for `serve`, and at its end that of signal handlers.
    char *stack;
    bool is_prepared;
    bool is_in_run;
    /// A run in place has to be made again by forking.
    bool leaves;
    uint32_t proven;
    /// Where standard output leads, and the first descriptor that is the program's.
    int output, first_free;
    unsigned char bytes[1 << 16];
    /// A run as it was in place.
    asynclab_explored_run made;
} asynclab_server;

extern asynclab_server *asynclab_explore_server;
/// What asynclab asks for.
extern asynclab_exploration *asynclab_exploring;
/// The run that this process is.
extern asynclab_explored_run *_Nullable asynclab_this_run;

// server.c

/// Lets the program begin, on its own stack.
_Noreturn void asynclab_run_begin(asynclab_explored_run *run);

/// Makes the trace what it was before the first run.
void asynclab_run_rewind(void);

/// Takes down how the run went, and what it printed; how it ended is there already.
void asynclab_run_note(asynclab_explored_run *run);

// forking.c

/// Makes a run in a child, and returns when that has ended.
void asynclab_run_by_forking(asynclab_explored_run *run);

// in_place.c

/// Has memory and the runtime made ready while they may still change. Before the snapshot.
void asynclab_in_place_make_ready(void);

/// Takes the snapshot; false where there can be none. On the server's stack.
bool asynclab_in_place_begin(void);

/// Begins a run, whose end comes back to the server's beginning.
_Noreturn void asynclab_in_place_run(asynclab_explored_run *run);

/// Finishes the run that has just ended.
void asynclab_in_place_finish(asynclab_explored_run *run);

#pragma clang assume_nonnull end
