// What Swift cannot import from ncurses: macros with casts, variables of the library, functions
// that need a FILE, pairs of out parameters. One thread, the main one, calls all of it.
#pragma once

#define NCURSES_WIDECHAR 1
#include <ncurses.h>
// After ncurses.h: its macros take short names such as `lines` and `columns`.
#include <term.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#pragma clang assume_nonnull begin

// MARK: - Terminal descriptions

/// Looks up a terminal by name, without touching the terminal. Returns whether it is known;
/// `colors` is the number of its colours (0 or less for none), `addressable` whether its cursor can
/// be moved, `takes_values` whether a colour is told by red, green and blue, 8 bits each.
static inline bool asynclab_ncurses_describe(
    const char *name, int *colors, bool *addressable, bool *takes_values) {
    int found = 0;
    if (setupterm(name, STDOUT_FILENO, &found) != OK) return false;
    const char *_Nullable move = tigetstr("cup");
    *colors = tigetnum("colors");
    *addressable = move != NULL && move != (const char *)-1;
    // RGB is a flag, a number of bits for all three, or `8/8/8` (user_caps(5)).
    const char *_Nullable bits = tigetstr("RGB");
    const bool has_bits = bits != NULL && bits != (const char *)-1 && strcmp(bits, "8/8/8") == 0;
    *takes_values = *colors == 1 << 24 && (tigetflag("RGB") == 1 || tigetnum("RGB") == 8 || has_bits);
    del_curterm(cur_term);
    return true;
}

/// A string of the open terminal's description, or NULL. Valid until the terminal is closed.
static inline const char *_Nullable asynclab_ncurses_string(const char *name) {
    const char *_Nullable value = tigetstr(name);
    return value == (const char *)-1 ? NULL : value;
}

// MARK: - Open and close

/// Keys as they are typed, Ctrl-C and Ctrl-Z still as signals, Ctrl-S as a key.
static inline void asynclab_ncurses_set_modes(void) {
    cbreak();
    noecho();
    nonl();
    intrflush(NULL, FALSE);
    struct termios modes;
    if (tcgetattr(STDIN_FILENO, &modes) == 0) {
        modes.c_iflag &= ~(tcflag_t)IXON;
        tcsetattr(STDIN_FILENO, TCSADRAIN, &modes);
    }
    def_prog_mode();
}

/// Takes the terminal on standard input and output. NULL where its type is not known.
static inline SCREEN *_Nullable asynclab_ncurses_open(const char *name) {
    SCREEN *_Nullable screen = newterm(name, stdout, stdin);
    if (screen == NULL) return NULL;
    asynclab_ncurses_set_modes();
    typeahead(-1);
    set_escdelay(25);
    leaveok(stdscr, TRUE);
    // ncurses 6.4 writes once per cursor jump until it has been suspended once.
    endwin();
    refresh();
    return screen;
}

/// A place to read keys from that is not on the screen, so that reading never draws.
static inline WINDOW *_Nullable asynclab_ncurses_new_input(void) {
    WINDOW *_Nullable input = newpad(1, 1);
    if (input == NULL) return NULL;
    keypad(input, TRUE);
    nodelay(input, TRUE);
    return input;
}

/// Takes a suspended terminal again; the next flush paints everything.
static inline void asynclab_ncurses_resume(void) {
    reset_prog_mode();
    refresh();
    clearok(curscr, TRUE);
}

// MARK: - Drawing

// <wchar.h> hides it unless X/Open is asked for before its first inclusion, which is not ours.
extern int wcwidth(wchar_t scalar);

/// Cells that the locale gives a scalar: 0, 1, 2, or -1 where it does not have it.
static inline int asynclab_ncurses_cell_width(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

/// Starts colours. Returns how many pairs there can be; `has_defaults` is whether -1 names the
/// terminal's own colours.
static inline int asynclab_ncurses_start_colors(bool *has_defaults) {
    if (start_color() != OK) return 0;
    *has_defaults = use_default_colors() == OK;
    return COLOR_PAIRS;
}

static const uint32_t asynclab_ncurses_bold = A_BOLD;
static const uint32_t asynclab_ncurses_dim = A_DIM;
static const uint32_t asynclab_ncurses_reverse = A_REVERSE;
static const uint32_t asynclab_ncurses_underline = A_UNDERLINE;

/// Columns and rows of the terminal.
static inline void asynclab_ncurses_size(int *width, int *height) {
    getmaxyx(stdscr, *height, *width);
}

/// Makes a cell of `text`, a character and the marks that combine with it, ended by 0.
/// Returns false where ncurses refuses it.
static inline bool asynclab_ncurses_set_cell(
    cchar_t *cell, const int32_t *text, uint32_t attributes, int pair) {
    // With a pair as the last argument, the short one is not looked at.
    return setcchar(cell, text, attributes, 0, &pair) == OK;
}

/// Puts `count` cells at (`x`, `y`); a wide one takes two columns.
static inline void asynclab_ncurses_draw(int x, int y, const cchar_t *cells, int count) {
    mvwadd_wchnstr(stdscr, y, x, cells, count);
}

/// Makes every cell blank.
static inline void asynclab_ncurses_erase(void) { werase(stdscr); }

/// Lets the next flush paint every cell.
static inline void asynclab_ncurses_forget_screen(void) { clearok(curscr, TRUE); }

/// Where the next flush leaves the cursor.
static inline void asynclab_ncurses_show_cursor(int x, int y) {
    leaveok(stdscr, FALSE);
    wmove(stdscr, y, x);
    curs_set(1);
}

static inline void asynclab_ncurses_hide_cursor(void) {
    leaveok(stdscr, TRUE);
    curs_set(0);
}

/// Writes what changed since the last flush.
static inline void asynclab_ncurses_flush(void) {
    wnoutrefresh(stdscr);
    doupdate();
}

// MARK: - Keys and mouse

static const int32_t asynclab_ncurses_no_key = ERR;
static const int32_t asynclab_ncurses_key_code = KEY_CODE_YES;
static const int32_t asynclab_ncurses_key_f0 = KEY_F0;

/// Reads one key without waiting: ERR, or OK with a scalar, or KEY_CODE_YES with a KEY_ number.
static inline int32_t asynclab_ncurses_read(WINDOW *input, uint32_t *value) {
    wint_t read = 0;
    int result = wget_wch(input, &read);
    *value = (uint32_t)read;
    return result;
}

static const uint32_t asynclab_ncurses_left_pressed = BUTTON1_PRESSED;
static const uint32_t asynclab_ncurses_left_released = BUTTON1_RELEASED;
static const uint32_t asynclab_ncurses_middle_pressed = BUTTON2_PRESSED;
static const uint32_t asynclab_ncurses_middle_released = BUTTON2_RELEASED;
static const uint32_t asynclab_ncurses_right_pressed = BUTTON3_PRESSED;
static const uint32_t asynclab_ncurses_right_released = BUTTON3_RELEASED;
static const uint32_t asynclab_ncurses_wheel_up = BUTTON4_PRESSED;
static const uint32_t asynclab_ncurses_wheel_down = BUTTON5_PRESSED;

/// Asks the terminal to report buttons and wheel, without waiting for double clicks; or to report
/// nothing of the mouse.
static inline void asynclab_ncurses_watch_mouse(bool is_wanted) {
    const mmask_t all = BUTTON1_PRESSED | BUTTON1_RELEASED | BUTTON2_PRESSED | BUTTON2_RELEASED
        | BUTTON3_PRESSED | BUTTON3_RELEASED | BUTTON4_PRESSED | BUTTON5_PRESSED;
    mouseinterval(0);
    mousemask(is_wanted ? all : 0, NULL);
}

/// The event that a KEY_MOUSE announced; false where there is none.
static inline bool asynclab_ncurses_read_mouse(int *x, int *y, uint32_t *state) {
    MEVENT event;
    if (getmouse(&event) != OK) return false;
    *x = event.x;
    *y = event.y;
    *state = (uint32_t)event.bstate;
    return true;
}

#pragma clang assume_nonnull end
