#include "CAccessWatch.h"
#include <stdint.h>
#include <string.h>

/// Where the function that runs was called. It matters for what the compiler has made, such as the reader
/// of a property, which has no line of its own.
static _Thread_local const void *caller;

#define NOTE(address, size, writes)                                                                \
    if (asynclab_note_access != NULL) {                                                            \
        asynclab_note_access(address, size, writes, __builtin_return_address(0), caller);          \
    }

#define ACCESSES(size)                                                                             \
    void __tsan_read##size(void *address);                                                         \
    void __tsan_write##size(void *address);                                                        \
    void __tsan_unaligned_read##size(void *address);                                               \
    void __tsan_unaligned_write##size(void *address);                                              \
    void __tsan_read_write##size(void *address);                                                   \
    void __tsan_unaligned_read_write##size(void *address);                                         \
    void __tsan_read##size(void *address) { NOTE(address, size, false) }                           \
    void __tsan_write##size(void *address) { NOTE(address, size, true) }                           \
    void __tsan_unaligned_read##size(void *address) { NOTE(address, size, false) }                 \
    void __tsan_unaligned_write##size(void *address) { NOTE(address, size, true) }                 \
    void __tsan_read_write##size(void *address) { NOTE(address, size, true) }                      \
    void __tsan_unaligned_read_write##size(void *address) { NOTE(address, size, true) }

ACCESSES(1)
ACCESSES(2)
ACCESSES(4)
ACCESSES(8)
ACCESSES(16)

void __tsan_read_range(void *address, size_t size);
void __tsan_write_range(void *address, size_t size);
void __tsan_read_range(void *address, size_t size) { NOTE(address, size, false) }
void __tsan_write_range(void *address, size_t size) { NOTE(address, size, true) }

void __tsan_vptr_read(void **address);
void __tsan_vptr_update(void **address, void *value);
void __tsan_vptr_read(void **address) { NOTE(address, sizeof *address, false) }
void __tsan_vptr_update(void **address, void *value) {
    (void)value;
    NOTE(address, sizeof *address, true)
}

// What Swift tells of `inout` accesses, beside those that they are made of.

void __tsan_external_read(void *address, void *caller, void *tag);
void __tsan_external_write(void *address, void *caller, void *tag);
void *__tsan_external_register_tag(const char *type);
void __tsan_external_assign_tag(void *address, void *tag);
void __tsan_external_read(void *address, void *caller, void *tag) {
    (void)address, (void)caller, (void)tag;
}
void __tsan_external_write(void *address, void *caller, void *tag) {
    (void)address, (void)caller, (void)tag;
}
void *__tsan_external_register_tag(const char *type) {
    return (void *)(uintptr_t)type;
}
void __tsan_external_assign_tag(void *address, void *tag) {
    (void)address, (void)tag;
}

// Calls that the compiler puts in place of those that it knows.

void *__tsan_memcpy(void *target, const void *source, size_t size);
void *__tsan_memmove(void *target, const void *source, size_t size);
void *__tsan_memset(void *target, int value, size_t size);
void *__tsan_memcpy(void *target, const void *source, size_t size) {
    NOTE(source, size, false)
    NOTE(target, size, true)
    return memcpy(target, source, size);
}
void *__tsan_memmove(void *target, const void *source, size_t size) {
    NOTE(source, size, false)
    NOTE(target, size, true)
    return memmove(target, source, size);
}
void *__tsan_memset(void *target, int value, size_t size) {
    NOTE(target, size, true)
    return memset(target, value, size);
}

// What only the sanitizer itself needs.

void __tsan_init(void);
void __tsan_func_entry(void *code);
void __tsan_func_exit(void);
void __tsan_ignore_thread_begin(void);
void __tsan_ignore_thread_end(void);
void __tsan_init(void) {}
void __tsan_func_entry(void *code) {
    caller = code;
}
void __tsan_func_exit(void) {
    caller = NULL;
}
void __tsan_ignore_thread_begin(void) {}
void __tsan_ignore_thread_end(void) {}
