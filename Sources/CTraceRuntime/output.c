// What the program prints, with the task that prints it.
//
// `print` reaches fwrite(..., stdout) through libswiftCore's PLT (tried with 6.3.1), and so do C's
// own calls; FileHandle writes with write(2). Each call goes on to the real one: asynclab reads the
// pipe as well, and what came by a way not seen here is shown without a task. Record and call are
// made under the stream's own lock, so that both tell the same order.
#include "jobs.h"
#include "output.h"
#include "places.h"
#include "real.h"
#include "recorder.h"
#include "virtual/scheduler.h"
#include "calls/timer_descriptors.h"
#include "calls/writing.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

typedef size_t (*file_write)(const void *, size_t, size_t, FILE *);
typedef int (*file_put_string)(const char *, FILE *);
typedef int (*put_string)(const char *);
typedef int (*file_put_character)(int, FILE *);
typedef int (*descriptor_copy)(int, int);
typedef int (*descriptor_copy_with_flags)(int, int, int);
typedef int (*descriptor_close)(int);

/// What the standard descriptors led to when the program started.
static struct {
    dev_t device;
    ino_t file;
} outputs[3];

/// Set once one of them has been closed or led elsewhere: from then on each use is looked at.
static _Atomic bool outputs_are_touched;

static asynclab_descriptor_write real_write(void) {
    return (asynclab_descriptor_write)ASYNCLAB_REAL(write);
}

void asynclab_output_start(void) {
    // Looked up now: the first write may be that of a signal handler, where a look-up is not safe.
    real_write();
    for (int descriptor = STDOUT_FILENO; descriptor <= STDERR_FILENO; descriptor++) {
        struct stat status;
        if (fstat(descriptor, &status) == 0) {
            outputs[descriptor].device = status.st_dev;
            outputs[descriptor].file = status.st_ino;
        }
    }
    outputs_are_touched = false;
}

/// True where `descriptor` is one of the program's two outputs and still leads there.
static bool is_output(int descriptor) {
    if (asynclab_trace == NULL ||
        (descriptor != STDOUT_FILENO && descriptor != STDERR_FILENO)) {
        return false;
    }
    if (!atomic_load_explicit(&outputs_are_touched, memory_order_relaxed)) {
        return true;
    }
    int error = errno;
    struct stat status;
    bool is_same = fstat(descriptor, &status) == 0 &&
                   status.st_dev == outputs[descriptor].device &&
                   status.st_ino == outputs[descriptor].file;
    errno = error;
    return is_same;
}

static void touched(int descriptor) {
    if (descriptor == STDOUT_FILENO || descriptor == STDERR_FILENO) {
        atomic_store_explicit(&outputs_are_touched, true, memory_order_relaxed);
    }
}

int dup2(int from, int to) {
    touched(to);
    return ((descriptor_copy)ASYNCLAB_REAL(dup2))(from, to);
}

int dup3(int from, int to, int flags) {
    touched(to);
    return ((descriptor_copy_with_flags)ASYNCLAB_REAL(dup3))(from, to, flags);
}

int close(int descriptor) {
    touched(descriptor);
    if (asynclab_virtual_is_on) {
        asynclab_timer_descriptor_closed(descriptor);
        asynclab_descriptor_closed(descriptor);
    }
    return ((descriptor_close)ASYNCLAB_REAL(close))(descriptor);
}

static void printed(int descriptor, const void *bytes, size_t length) {
    if (length == 0) {
        return;
    }
    asynclab_progress++;
    asynclab_thread_tell_hop();
    uint64_t text = asynclab_string_keep(bytes, length);
    asynclab_record(asynclab_kind_output, asynclab_this_thread.task,
                    asynclab_with_place((uint64_t)descriptor, asynclab_place_here()), text);
}

/// The output that a stream leads to; 0 where it is none.
static int descriptor_of(FILE *file) {
    int descriptor = file == stdout ? STDOUT_FILENO : file == stderr ? STDERR_FILENO : 0;
    return is_output(descriptor) ? descriptor : 0;
}

size_t fwrite(const void *bytes, size_t size, size_t count, FILE *file) {
    int descriptor = descriptor_of(file);
    if (descriptor == 0) {
        return ((file_write)ASYNCLAB_REAL(fwrite))(bytes, size, count, file);
    }
    flockfile(file);
    printed(descriptor, bytes, size * count);
    size_t written = ((file_write)ASYNCLAB_REAL(fwrite))(bytes, size, count, file);
    funlockfile(file);
    return written;
}

int fputs(const char *text, FILE *file) {
    int descriptor = descriptor_of(file);
    if (descriptor == 0) {
        return ((file_put_string)ASYNCLAB_REAL(fputs))(text, file);
    }
    flockfile(file);
    printed(descriptor, text, strlen(text));
    int result = ((file_put_string)ASYNCLAB_REAL(fputs))(text, file);
    funlockfile(file);
    return result;
}

int puts(const char *text) {
    flockfile(stdout);
    if (descriptor_of(stdout) != 0) {
        printed(STDOUT_FILENO, text, strlen(text));
        printed(STDOUT_FILENO, "\n", 1);
    }
    int result = ((put_string)ASYNCLAB_REAL(puts))(text);
    funlockfile(stdout);
    return result;
}

int fputc(int character, FILE *file) {
    int descriptor = descriptor_of(file);
    if (descriptor == 0) {
        return ((file_put_character)ASYNCLAB_REAL(fputc))(character, file);
    }
    char byte = (char)character;
    flockfile(file);
    printed(descriptor, &byte, 1);
    int result = ((file_put_character)ASYNCLAB_REAL(fputc))(character, file);
    funlockfile(file);
    return result;
}

int putchar(int character) {
    return fputc(character, stdout);
}

static void record_refused_write(void) {
    if (asynclab_managed_self() != NULL) {
        asynclab_record_uncontrolled(asynclab_call_write, asynclab_program_caller(),
                                     asynclab_this_thread.task);
    }
}

/// The record's place is taken before the call, so that the trace is never behind the pipe, and
/// filled after it with what was really written.
ssize_t write(int descriptor, const void *bytes, size_t length) {
    asynclab_descriptor_write real = real_write();
    if (!is_output(descriptor)) {
        return asynclab_write_in_turn(real, descriptor, bytes, length);
    }
    asynclab_progress++;
    uint32_t place = asynclab_place_here();
    asynclab_thread_tell_hop();
    asynclab_trace_record *record = asynclab_record_reserve();
    ssize_t written = real(descriptor, bytes, length);
    if (record != NULL) {
        int error = errno;
        // How much of it fits depends on how fast asynclab reads.
        if (written >= 0 ? (size_t)written < length : error == EAGAIN) {
            record_refused_write();
        }
        uint64_t text = written > 0 ? asynclab_string_keep(bytes, (size_t)written) : 0;
        asynclab_record_fill(record, asynclab_record_now(), asynclab_kind_output, asynclab_this_thread.task,
                             asynclab_with_place((uint64_t)descriptor, place), text);
        errno = error;
    }
    return written;
}
