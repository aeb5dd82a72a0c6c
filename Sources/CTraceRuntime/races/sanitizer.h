// The sanitizer's functions, as the program exports them.
//
// A program that is built with -sanitize=thread has ThreadSanitizer in itself, and its interface in
// its table of symbols; what the linker leaves out there, the recipe asks for (tried with 6.3.1;
// compiler-rt: include/sanitizer/tsan_interface.h, lib/tsan/rtl/tsan_interface.h, tsan_debugging.cpp).
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    void (*acquire)(const void *address);
    void (*release)(const void *address);
    void *(*create_fiber)(unsigned int flags);
    void *(*current_fiber)(void);
    void (*switch_to_fiber)(void *fiber, unsigned int flags);
    void (*destroy_fiber)(void *fiber);
    void (*set_fiber_name)(void *fiber, const char *name);
    /// A heap of another language, whose interface can clear what is known of a stretch of memory.
    void (*java_init)(uintptr_t begin, uintptr_t size);
    void (*java_move)(uintptr_t from, uintptr_t to, uintptr_t size);
    void (*java_alloc)(uintptr_t start, uintptr_t size);
    void (*java_free)(uintptr_t start, uintptr_t size);
    /// Called with each report, and whether it is suppressed, which it gives back.
    bool (*on_report)(const void *report, bool is_suppressed);
    int (*report_data)(const void *report, const char **description, int *count,
                       int *stack_count, int *access_count, int *location_count, int *mutex_count,
                       int *thread_count, int *unique_thread_count, void **trace,
                       size_t trace_size);
    int (*report_access)(const void *report, size_t index, int *thread, void **address,
                         int *size, int *is_write, int *is_atomic, void **trace,
                         size_t trace_size);
    int (*report_location)(const void *report, size_t index, const char **type,
                           void **address, size_t *start, size_t *size, int *thread,
                           int *fd, int *is_suppressable, void **trace,
                           size_t trace_size);
    int (*report_thread)(const void *report, size_t index, int *thread, size_t *system_thread,
                         int *is_running, const char **name, int *parent,
                         void **trace, size_t trace_size);
} asynclab_sanitizer_calls;

/// Set by `asynclab_sanitizer_find`.
extern asynclab_sanitizer_calls asynclab_sanitizer;

/// Looks for all of them; false where one is missing.
bool asynclab_sanitizer_find(void);

/// As a flag of `switch_to_fiber`: what ran before is not before what runs then.
#define ASYNCLAB_WITHOUT_ORDER 1u

