// Signals of a full-screen program: which may arrive at any time, on any thread.
//
// The ones that ask for something (INT, TERM, HUP, TSTP, CONT, WINCH) become bytes in a pipe, which
// the event loop polls. The ones that end the process (SEGV, ILL, TRAP, ABRT, BUS, FPE, QUIT) give
// the terminal back by two system calls and go on to the handler that was there before.
// State is static: one terminal at a time. All calls are for the main thread.
#pragma once

#include <stdbool.h>
#include <stddef.h>

#pragma clang assume_nonnull begin

/// Installs the handlers and remembers the modes of the terminal on descriptor 0. Signals that
/// were ignored before stay ignored. Returns the descriptor to poll, or -1 with `errno`.
int asynclab_signals_open(void);

/// Puts every handler back that was there before. Nothing happens if none is installed.
void asynclab_signals_close(void);

/// Lets a change of the terminal's size wake the event loop too. Call it after the library that
/// handles SIGWINCH has installed its handler, which is still called.
void asynclab_signals_watch_resize(void);

/// The oldest signal that arrived and was not asked for yet, or 0. Never waits.
int asynclab_signals_next(void);

/// From now on a crash writes these bytes to descriptor 1 and restores the modes. Bytes beyond the
/// first 512 are left out.
void asynclab_signals_arm(const char *bytes, size_t length);

/// From now on a crash leaves the terminal alone.
void asynclab_signals_disarm(void);

/// Stops the process as Ctrl-Z does in a program without handlers; returns when it is continued, or
/// at once where nobody could continue it.
void asynclab_signals_stop(void);

/// While a child has the terminal, Ctrl-Z stops both. Ending the loan forgets what the keyboard
/// sent to both of them.
void asynclab_signals_lend(bool lent);

#pragma clang assume_nonnull end
