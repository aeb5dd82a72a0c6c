// What the program prints, with the task that prints it.
//
// `print` reaches fwrite(..., stdout) through libswiftCore's PLT (tried with 6.3.1), and so do C's
// own calls; FileHandle writes with write(2). Each call goes on to the real one: asynclab reads the
// pipe as well, and what came by a way not seen here is shown without a task. Record and call are
// made under the stream's own lock, so that both tell the same order.
#include "real.h"
#include "recorder.h"
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

typedef size_t (*file_write)(const void *, size_t, size_t, FILE *);
typedef int (*file_put_string)(const char *, FILE *);
typedef int (*put_string)(const char *);
typedef int (*file_put_character)(int, FILE *);
typedef ssize_t (*descriptor_write)(int, const void *, size_t);

static void printed(int descriptor, const void *bytes, size_t length) {
    if (asynclab_trace == NULL || length == 0) {
        return;
    }
    uint64_t text = asynclab_string_keep(bytes, length);
    asynclab_record(asynclab_kind_output, asynclab_this_thread.task, (uint64_t)descriptor, text);
}

static int descriptor_of(FILE *file) {
    return file == stdout ? STDOUT_FILENO : file == stderr ? STDERR_FILENO : 0;
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
    printed(STDOUT_FILENO, text, strlen(text));
    printed(STDOUT_FILENO, "\n", 1);
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

ssize_t write(int descriptor, const void *bytes, size_t length) {
    // Before the call, so that the trace is never behind the pipe; a write cut short is written
    // again by the caller, and the pipe tells.
    if (descriptor == STDOUT_FILENO || descriptor == STDERR_FILENO) {
        printed(descriptor, bytes, length);
    }
    return ((descriptor_write)ASYNCLAB_REAL(write))(descriptor, bytes, length);
}
