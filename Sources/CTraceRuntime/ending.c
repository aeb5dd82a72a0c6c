// How the program ends: who called exit, and an error that `main` let through.
//
// Both are called from the program through its PLT (tried with 6.3.1): an async `main` calls exit(0)
// behind its last line, and swift_errorInMain(error) (swiftcall; stdlib/public/core/ErrorType.swift)
// for what it throws. Where they are called otherwise, `main` shows as unfinished.
#include "real.h"
#include "recorder.h"

typedef __attribute__((noreturn)) void (*exit_call)(int);
typedef __attribute__((swiftcall)) void (*error_in_main)(void *);

_Noreturn void exit(int status) {
    asynclab_record(asynclab_kind_exit, asynclab_this_thread.task, (uint64_t)(uint32_t)status, 0);
    ((exit_call)ASYNCLAB_REAL(exit))(status);
}

__attribute__((swiftcall)) void swift_errorInMain(void *error) {
    uint32_t task = asynclab_this_thread.task;
    if (task != 0) {
        asynclab_record(asynclab_kind_ended, task, asynclab_outcome_threw, 0);
        asynclab_this_thread.task = 0;
    }
    ((error_in_main)ASYNCLAB_REAL(swift_errorInMain))(error);
}
