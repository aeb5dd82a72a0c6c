// What the program prints, with the task that prints it.
//
// `print` reaches fwrite(..., stdout) through libswiftCore's PLT (tried with 6.3.1), and so do C's
// own calls; FileHandle writes with write(2). Each call goes on to the real one: asynclab reads the
// pipe as well, and what came by a way not seen here is shown without a task.
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
typedef int (*put_character)(int);
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
    if (descriptor != 0) {
        printed(descriptor, bytes, size * count);
    }
    return ((file_write)ASYNCLAB_REAL(fwrite))(bytes, size, count, file);
}

int fputs(const char *text, FILE *file) {
    int descriptor = descriptor_of(file);
    if (descriptor != 0) {
        printed(descriptor, text, strlen(text));
    }
    return ((file_put_string)ASYNCLAB_REAL(fputs))(text, file);
}

int puts(const char *text) {
    printed(STDOUT_FILENO, text, strlen(text));
    printed(STDOUT_FILENO, "\n", 1);
    return ((put_string)ASYNCLAB_REAL(puts))(text);
}

int fputc(int character, FILE *file) {
    int descriptor = descriptor_of(file);
    char byte = (char)character;
    if (descriptor != 0) {
        printed(descriptor, &byte, 1);
    }
    return ((file_put_character)ASYNCLAB_REAL(fputc))(character, file);
}

int putchar(int character) {
    char byte = (char)character;
    printed(STDOUT_FILENO, &byte, 1);
    return ((put_character)ASYNCLAB_REAL(putchar))(character);
}

ssize_t write(int descriptor, const void *bytes, size_t length) {
    ssize_t written = ((descriptor_write)ASYNCLAB_REAL(write))(descriptor, bytes, length);
    if ((descriptor == STDOUT_FILENO || descriptor == STDERR_FILENO) && written > 0) {
        printed(descriptor, bytes, (size_t)written);
    }
    return written;
}
