// What the timers' parts know of each other.
#pragma once

#include "scheduler.h"

#pragma clang assume_nonnull begin

/// It belongs to libdispatch, which ticks as long as it has threads: no reason to go on for.
void asynclab_timer_is_background(asynclab_timer *timer);

#pragma clang assume_nonnull end
