// C's streams. They wait within the C library, by ways that are not seen: so what they wait for is
// waited for before. Who holds a stream's lock may wait for its turn while it has it, as a
// `print` of a value does whose description sleeps.
#include "../real.h"
#include "calls.h"
#include <stdio.h>
#include <stdlib.h>

typedef void (*stream_call)(FILE *);
typedef int (*stream_try)(FILE *);
typedef char *(*line_read)(char *, int, FILE *);
typedef size_t (*items_read)(void *, size_t, size_t, FILE *);
typedef int (*character_read)(FILE *);
typedef ssize_t (*growing_read)(char **, size_t *, int, FILE *);

/// Threads that wait for a stream's lock.
static unsigned int waiting;

void flockfile(FILE *file) {
    if (asynclab_managed_self() == NULL) {
        ((stream_call)ASYNCLAB_REAL(flockfile))(file);
        return;
    }
    while (((stream_try)ASYNCLAB_REAL(ftrylockfile))(file) != 0) {
        waiting++;
        asynclab_wait_for(file, ASYNCLAB_NEVER, asynclab_call_lock_file, 0);
        waiting--;
    }
}

void funlockfile(FILE *file) {
    ((stream_call)ASYNCLAB_REAL(funlockfile))(file);
    if (__builtin_expect(waiting > 0, 0) && asynclab_managed_self() != NULL) {
        asynclab_wake(file, 1);
    }
}

/// True where reading may wait, and others have to get their turn meanwhile. What a read brings may be
/// a part of what is wanted: so it is then gathered here, byte by byte.
static bool reads_in_turn(FILE *file) {
    return __builtin_expect(asynclab_virtual_is_on, 0) && asynclab_managed_self() != NULL &&
           asynclab_is_outside(fileno(file));
}

/// The next byte, or EOF; with the stream's lock held.
static int next_byte(FILE *file) {
    if (file->_IO_read_ptr >= file->_IO_read_end) {
        asynclab_wait_until_ready(fileno(file), POLLIN, asynclab_call_read);
    }
    return getc_unlocked(file);
}

char *fgets(char *restrict line, int size, FILE *restrict file) {
    if (size < 2 || !reads_in_turn(file)) {
        return ((line_read)ASYNCLAB_REAL(fgets))(line, size, file);
    }
    int length = 0, byte = 0;
    flockfile(file);
    while (byte != '\n' && length < size - 1 && (byte = next_byte(file)) != EOF) {
        line[length++] = (char)byte;
    }
    funlockfile(file);
    line[length] = '\0';
    return length > 0 ? line : NULL;
}

size_t fread(void *restrict items, size_t size, size_t count, FILE *restrict file) {
    size_t wanted, length = 0;
    if (__builtin_mul_overflow(size, count, &wanted) || wanted == 0 || !reads_in_turn(file)) {
        return ((items_read)ASYNCLAB_REAL(fread))(items, size, count, file);
    }
    flockfile(file);
    for (int byte; length < wanted && (byte = next_byte(file)) != EOF; length++) {
        ((char *)items)[length] = (char)byte;
    }
    funlockfile(file);
    return length / size;
}

int fgetc(FILE *file) {
    if (!reads_in_turn(file)) {
        return ((character_read)ASYNCLAB_REAL(fgetc))(file);
    }
    flockfile(file);
    int byte = next_byte(file);
    funlockfile(file);
    return byte;
}

#undef getc
int getc(FILE *file) {
    return fgetc(file);
}

int getchar(void) {
    return fgetc(stdin);
}

/// Room for `length` bytes at least.
static bool make_room(char **line, size_t *size, size_t length) {
    if (*line != NULL && *size >= length) {
        return true;
    }
    size_t larger = length < 60 ? 120 : length * 2;
    char *grown = realloc(*line, larger);
    if (grown != NULL) {
        *line = grown;
        *size = larger;
    }
    return grown != NULL;
}

ssize_t getdelim(char **restrict line, size_t *restrict size, int delimiter, FILE *restrict file) {
    if (line == NULL || size == NULL || !reads_in_turn(file)) {
        return ((growing_read)ASYNCLAB_REAL(getdelim))(line, size, delimiter, file);
    }
    ssize_t length = 0;
    int byte = delimiter + 1;
    flockfile(file);
    while (byte != delimiter && make_room(line, size, (size_t)length + 2) &&
           (byte = next_byte(file)) != EOF) {
        (*line)[length++] = (char)byte;
    }
    funlockfile(file);
    if (length == 0) {
        return -1;
    }
    (*line)[length] = '\0';
    return length;
}

ssize_t getline(char **restrict line, size_t *restrict size, FILE *restrict file) {
    return getdelim(line, size, '\n', file);
}

/// What Swift's `readLine` calls.
ssize_t __getdelim(char **restrict line, size_t *restrict size, int delimiter,
                   FILE *restrict file) {
    return getdelim(line, size, delimiter, file);
}
