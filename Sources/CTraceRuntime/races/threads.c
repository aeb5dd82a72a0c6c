// Whether races are looked for, and threads of the program and of ours as the sanitizer begins them.
#include "races.h"
#include "../real.h"
#include "../recorder.h"
#include "sanitizer.h"
#include <link.h>
#include <stdlib.h>
#include <string.h>

bool asynclab_races_can_be_found(void) {
    static enum { unknown, no, yes } known;
    if (known == unknown) {
        bool is_asked_for = getenv(ASYNCLAB_RACES_VARIABLE) != NULL;
        known = is_asked_for && asynclab_sanitizer_find() ? yes : no;
    }
    return known == yes;
}

void asynclab_races_hide(void) {
    if (getenv(ASYNCLAB_RACES_VARIABLE) == NULL) {
        return;
    }
    const char *options = getenv(ASYNCLAB_SANITIZER_OPTIONS_VARIABLE);
    if (options != NULL) {
        setenv("TSAN_OPTIONS", options, 1);
    } else {
        unsetenv("TSAN_OPTIONS");
    }
    unsetenv(ASYNCLAB_SANITIZER_OPTIONS_VARIABLE);
    unsetenv(ASYNCLAB_RACES_VARIABLE);
}

// Threads

/// What the sanitizer hands to a thread that it begins (compiler-rt: tsan_interceptors_posix.cpp,
/// ThreadParam); more follows.
typedef struct {
    asynclab_thread_body body;
} beginning;

/// The function that the sanitizer has its threads begin with.
static void *(*known_start)(void *);

void asynclab_races_thread_begins_with(void *(*start)(void *)) {
    known_start = start;
}

static void *do_nothing(void *argument) {
    return argument;
}

void asynclab_races_learn_threads(void) {
    pthread_t thread;
    if (asynclab_races_make_thread(&thread, do_nothing, NULL) == 0) {
        pthread_join(thread, NULL);
    }
}

asynclab_thread_body asynclab_races_begin_with(void *(*start)(void *), void *starting,
                                               asynclab_thread_body begin) {
    if (start != known_start) {
        return (asynclab_thread_body){NULL, NULL};
    }
    beginning *begun = starting;
    asynclab_thread_body wanted = begun->body;
    begun->body = begin;
    return wanted;
}

// Libraries

static struct {
    uintptr_t start, end;
} libraries[2];

static int find_library(struct dl_phdr_info *info, size_t size, void *unused) {
    (void)size;
    (void)unused;
    static const char *const names[] = {"/libswiftCore.so", "/libswift_Concurrency.so"};
    for (size_t index = 0; index < 2; index++) {
        if (strstr(info->dlpi_name, names[index]) != NULL) {
            const ElfW(Phdr) *last = &info->dlpi_phdr[0];
            for (int part = 0; part < info->dlpi_phnum; part++) {
                bool is_loaded = info->dlpi_phdr[part].p_type == PT_LOAD;
                last = is_loaded ? &info->dlpi_phdr[part] : last;
            }
            libraries[index].start = info->dlpi_addr;
            libraries[index].end = info->dlpi_addr + last->p_vaddr + last->p_memsz;
        }
    }
    return 0;
}

void asynclab_races_find_runtime(void) {
    dl_iterate_phdr(find_library, NULL);
}

bool asynclab_races_is_in_runtime(const void *address) {
    uintptr_t searched = (uintptr_t)address;
    return (searched >= libraries[0].start && searched < libraries[0].end) ||
           (searched >= libraries[1].start && searched < libraries[1].end);
}
