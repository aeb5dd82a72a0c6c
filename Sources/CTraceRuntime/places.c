// Two walks. On the stack, from frame pointer to frame pointer: code of Swift keeps them. In a task,
// from context to context: each begins with its caller's context and the function that goes on there
// (tried with 6.3.1; include/swift/ABI/Task.h, AsyncContext). A frame of an async function is told by
// bit 60 of the frame pointer that it saved; its context lies below (docs: "Swift async extended
// frame", llvm/include/llvm/CodeGen). Where a library keeps no frame pointers, the walk ends early.
#include "places.h"
#include "recorder.h"
#include <link.h>
#include <pthread.h>
#include <string.h>

/// Frames of a place at most, and steps of a walk.
#define MOST_FRAMES 20u
#define MOST_STEPS 64u
#define EXTENDED_FRAME (1ull << 60)
/// In an address: it is one behind a call, not where a function begins.
#define IS_BEHIND_CALL (1u << 31)

typedef struct {
    uint32_t count;
    uint32_t addresses[MOST_FRAMES];
} frames;

typedef struct async_context {
    const struct async_context *parent;
    uintptr_t resume_parent;
} async_context;

// The program

/// Where the program itself is loaded, and its code.
static struct {
    uintptr_t base, start, end;
    /// Where its variables end.
    uintptr_t data_end;
} program;

static int find_program(struct dl_phdr_info *info, size_t size, void *unused) {
    (void)size;
    (void)unused;
    program.base = info->dlpi_addr;
    for (int index = 0; index < info->dlpi_phnum; index++) {
        const ElfW(Phdr) *part = &info->dlpi_phdr[index];
        if (part->p_type == PT_LOAD && (part->p_flags & PF_X) != 0) {
            program.start = program.base + part->p_vaddr;
            program.end = program.start + part->p_memsz;
        }
        if (part->p_type == PT_LOAD) {
            program.data_end = program.base + part->p_vaddr + part->p_memsz;
        }
    }
    // The program comes first: no other is wanted.
    return 1;
}

__attribute__((constructor)) static void find_own_program(void) {
    dl_iterate_phdr(find_program, NULL);
}

static void add(frames *found, uintptr_t address, uint32_t mark) {
    if (address >= program.start && address < program.end && found->count < MOST_FRAMES) {
        found->addresses[found->count++] = (uint32_t)(address - program.base) | mark;
    }
}

// Walking

static void walk_contexts(frames *found, const async_context *context) {
    for (unsigned int step = 0; context != NULL && step < MOST_STEPS; step++) {
        add(found, context->resume_parent, 0);
        context = context->parent;
    }
}

/// The end of the calling thread's stack, found once; 0: not known.
static uintptr_t stack_end(void) {
    static _Thread_local uintptr_t kept __attribute__((tls_model("initial-exec")));
    if (kept == 0) {
        pthread_attr_t attributes;
        void *lowest;
        size_t size;
        kept = 1;
        if (pthread_getattr_np(pthread_self(), &attributes) == 0) {
            if (pthread_attr_getstack(&attributes, &lowest, &size) == 0) {
                kept = (uintptr_t)lowest + size;
            }
            pthread_attr_destroy(&attributes);
        }
    }
    return kept;
}

static void walk_stack(frames *found, uintptr_t frame) {
    uintptr_t end = stack_end();
    for (unsigned int step = 0; step < MOST_STEPS; step++) {
        if (frame % sizeof frame != 0 || frame + 2 * sizeof frame > end) {
            return;
        }
        const uintptr_t *saved = (const uintptr_t *)frame;
        uintptr_t next = saved[0] & ~EXTENDED_FRAME;
        if ((saved[0] & EXTENDED_FRAME) != 0) {
            if (asynclab_layout_known) {
                walk_contexts(found, (const async_context *)saved[-1]);
            }
            return;
        }
        add(found, saved[1], IS_BEHIND_CALL);
        if (next <= frame) {
            return;
        }
        frame = next;
    }
}

// Numbers

/// Places that have a number, by their hash; never full in practice, and where it is, a place has none.
#define PLACES (1u << 14)
static struct {
    _Atomic uint64_t hash;
    _Atomic uint32_t number;
} places[PLACES];
static _Atomic uint32_t last_number;

static uint64_t hash_of(const frames *found) {
    uint64_t hash = 0xcbf29ce484222325u;
    for (uint32_t index = 0; index < found->count; index++) {
        hash = (hash ^ found->addresses[index]) * 0x100000001b3u;
        hash ^= hash >> 29;
    }
    return hash | 1;
}

static uint32_t number_of(const frames *found) {
    // A number that is given out is recorded, or nobody knows what it stands for.
    if (found->count == 0 || asynclab_recorder_is_waiting) {
        return 0;
    }
    uint64_t hash = hash_of(found);
    for (uint32_t probe = 0; probe < 64; probe++) {
        uint32_t index = (uint32_t)(hash >> 7) + probe;
        _Atomic uint64_t *slot = &places[index % PLACES].hash;
        uint64_t there = atomic_load_explicit(slot, memory_order_acquire);
        if (there == 0 && atomic_compare_exchange_strong(slot, &there, hash)) {
            uint32_t number = atomic_fetch_add(&last_number, 1) + 1;
            uint64_t kept = asynclab_string_keep((const char *)found->addresses,
                                                 found->count * sizeof found->addresses[0]);
            asynclab_record(asynclab_kind_place, 0, number, kept);
            atomic_store_explicit(&places[index % PLACES].number, number, memory_order_release);
            return number;
        }
        if (there == hash) {
            // 0 where another thread is about to record it: this one goes without.
            return atomic_load_explicit(&places[index % PLACES].number, memory_order_acquire);
        }
    }
    return 0;
}

uint32_t asynclab_place_here(void) {
    if (asynclab_trace == NULL) {
        return 0;
    }
    frames found;
    found.count = 0;
    walk_stack(&found, (uintptr_t)__builtin_frame_address(0));
    return number_of(&found);
}

uint32_t asynclab_place_of(const asynclab_swift_task *task) {
    frames found;
    found.count = 0;
    add(&found, (uintptr_t)task->resume_function, 0);
    walk_contexts(&found, task->resume_context);
    return number_of(&found);
}

uint32_t asynclab_place_of_calls(void *const *addresses, uint32_t count) {
    frames found;
    found.count = 0;
    for (uint32_t index = 0; index < count && addresses[index] != NULL; index++) {
        uintptr_t address = (uintptr_t)addresses[index];
        add(&found, address, IS_BEHIND_CALL);
        // A call that the compiler adds has no line, but what it was added for comes next. The innermost
        // address may be within the sanitizer.
        for (uintptr_t ahead = 8; index < 2 && ahead <= 40; ahead += 8) {
            add(&found, address + ahead, IS_BEHIND_CALL);
        }
    }
    return number_of(&found);
}

uint32_t asynclab_program_offset(const void *address) {
    uintptr_t searched = (uintptr_t)address;
    bool is_in_program = searched >= program.base && searched < program.data_end;
    return is_in_program ? (uint32_t)(searched - program.base) : 0;
}
