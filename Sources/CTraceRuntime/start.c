// What happens when the library is loaded, before any code of the program: open the trace, take
// hold of what this runtime offers, and hide our traces in the environment from the program and
// from the programs that it starts.
#include "CTraceRuntime.h"
#include "jobs.h"
#include "output.h"
#include "races/races.h"
#include "recorder.h"
#include "capabilities.h"
#include "explore/server.h"
#include "virtual/slots.h"
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define MOST_THREADS 512

static uint32_t cores(void) {
    cpu_set_t set;
    int count = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 0;
    return count > 0 ? (uint32_t)count : 1;
}

static uint32_t asked_width(void) {
    const char *text = getenv(ASYNCLAB_THREADS_VARIABLE);
    long width = text != NULL ? strtol(text, NULL, 10) : 0;
    return width >= 1 && width <= MOST_THREADS ? (uint32_t)width : cores();
}

static void restore_environment(void) {
    const char *preload = getenv(ASYNCLAB_PRELOAD_VARIABLE);
    if (preload != NULL) {
        setenv("LD_PRELOAD", preload, 1);
    } else {
        unsetenv("LD_PRELOAD");
    }
    unsetenv(ASYNCLAB_TRACE_VARIABLE);
    unsetenv(ASYNCLAB_THREADS_VARIABLE);
    unsetenv(ASYNCLAB_PRELOAD_VARIABLE);
    unsetenv(ASYNCLAB_SEED_VARIABLE);
    unsetenv(ASYNCLAB_FOLLOW_VARIABLE);
    unsetenv(ASYNCLAB_TOOLCHAIN_VARIABLE);
    if (getenv(ASYNCLAB_EXPLORATION_VARIABLE) != NULL) {
        // asynclab set it; the dynamic linker has read it.
        unsetenv("LD_BIND_NOW");
    }
    asynclab_races_hide();
    if (getenv(ASYNCLAB_CLOCK_VARIABLE) != NULL) {
        unsetenv(ASYNCLAB_CLOCK_VARIABLE);
        // asynclab set it, so that sets and dictionaries have one order; the runtime has read it.
        unsetenv("SWIFT_DETERMINISTIC_HASHING");
    }
}

__attribute__((constructor)) static void program_starts(void) {
    asynclab_capabilities found = asynclab_capabilities_find();
    uint32_t features = found.features;
    bool watched = asynclab_recorder_open(found);
    uint32_t width = asked_width();
    restore_environment();
    if (!watched) {
        return;
    }
    asynclab_output_start();
    // A line at a time, as in a terminal: a pipe would keep it back, and a crash lose it.
    setvbuf(stdout, NULL, _IOLBF, 0);
    asynclab_trace->pool_width = width;
    if (asynclab_trace->clock == asynclab_clock_virtual) {
        asynclab_slots_start(width);
        asynclab_scheduler_start();
        if (asynclab_races_can_be_found()) {
            asynclab_races_start();
            asynclab_trace->features |= asynclab_races_are_on ? asynclab_feature_races : 0;
        }
    }
    if ((features & asynclab_feature_executors) != 0) {
        asynclab_executors_install(width, asynclab_virtual_is_on);
    }
    if ((features & asynclab_feature_task_events) != 0) {
        asynclab_task_events_install();
    }
    asynclab_recorder_publish();
    if (asynclab_virtual_is_on) {
        asynclab_explore();
    }
}

__attribute__((destructor)) static void program_ends(void) {
    if (asynclab_trace != NULL) {
        asynclab_trace->finish_ns = asynclab_clock_ns() - asynclab_trace_start_ns;
        asynclab_trace->has_finished = 1;
    }
}
