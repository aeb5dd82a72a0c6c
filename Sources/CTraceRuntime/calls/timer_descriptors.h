// Timers that are files, as the rest of the library sees them.
#pragma once

/// A descriptor is being closed: if it is a timer, nobody waits for it any more.
void asynclab_timer_descriptor_closed(int descriptor);

/// A descriptor is being closed: what it led to is forgotten.
void asynclab_descriptor_closed(int descriptor);
