// How the program ends: who called exit, and an error that `main` let through.
//
// Both are called from the program through its PLT (tried with 6.3.1): an async `main` calls exit(0)
// behind its last line, and swift_errorInMain(error) (swiftcall; stdlib/public/core/ErrorType.swift)
// for what it throws. Where they are called otherwise, `main` shows as unfinished.
#include "CExploration.h"
#include "calls/calls.h"
#include "explore/in_place.h"
#include "real.h"
#include "recorder.h"

typedef __attribute__((noreturn)) void (*exit_call)(int);
typedef __attribute__((swiftcall)) void (*error_in_main)(void *);
typedef int (*at_exit)(void (*)(void *), void *, void *);

_Noreturn void exit(int status) {
    asynclab_record(asynclab_kind_exit, asynclab_this_thread.task, (uint64_t)(uint32_t)status, 0);
    if (asynclab_runs_in_place) {
        asynclab_flush_output();
        asynclab_in_place_end(asynclab_explored_exit, (uint32_t)status & 0xff);
    }
    ((exit_call)ASYNCLAB_REAL(exit))(status);
}

_Noreturn void _exit(int status) {
    if (asynclab_runs_in_place) {
        asynclab_in_place_end(asynclab_explored_exit, (uint32_t)status & 0xff);
    }
    ((exit_call)ASYNCLAB_REAL(_exit))(status);
}

/// What is to be done at exit can only be done once: where the program itself asks for it, it is no run
/// to go back from.
int __cxa_atexit(void (*function)(void *), void *argument, void *owner) {
    if (asynclab_runs_in_place && asynclab_is_of_program(owner)) {
        asynclab_in_place_leave();
    }
    return ((at_exit)ASYNCLAB_REAL(__cxa_atexit))(function, argument, owner);
}

__attribute__((swiftcall)) void swift_errorInMain(void *error) {
    uint32_t task = asynclab_this_thread.task;
    if (task != 0) {
        asynclab_record(asynclab_kind_ended, task, asynclab_outcome_threw, 0);
        asynclab_this_thread.task = 0;
    }
    ((error_in_main)ASYNCLAB_REAL(swift_errorInMain))(error);
}
