// Where in the program's code something happens: its own frames, innermost first.
//
// A place is a list of addresses, each counted from where the program is loaded, so that it is the
// same in every run. It is recorded once and then named by a number. Frames of libraries are left
// out. See asynclab_kind_place in CTraceFormat.h.
#pragma once

#include "task_layout.h"
#include <stdint.h>

#pragma clang assume_nonnull begin

/// The place that the calling thread is at: the functions that have been called and not returned, and
/// behind them those that wait for the task's outermost one; 0: none of the program's.
uint32_t asynclab_place_here(void);

/// The place where `task` will go on. It must not run, and be on its way to suspension or suspended.
uint32_t asynclab_place_of(const asynclab_swift_task *task);

/// The place of a list of addresses, each behind a call, innermost first, up to a null one.
uint32_t asynclab_place_of_calls(void *const _Nullable *_Nonnull addresses, uint32_t count);

/// Where in the program itself `address` lies, counted from where it is loaded; 0: nowhere.
uint32_t asynclab_program_offset(const void *address);

#pragma clang assume_nonnull end
