// Two walks. On the stack, from frame pointer to frame pointer: code of Swift keeps them. In a task,
// from context to context: each begins with its caller's context and the function that goes on there
// (tried with 6.3.1; include/swift/ABI/Task.h, AsyncContext). A frame of an async function is told by
// bit 60 of the frame pointer that it saved; its context lies below (docs: "Swift async extended
// frame", llvm/include/llvm/CodeGen). Where a library keeps no frame pointers, the walk ends early, or
// comes by words that are none: so it stays within the thread's stack, and a context that was found
// there is read only where memory is.
#include "places.h"
#include "recorder.h"
#include <link.h>
#include <pthread.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

/// Frames of a place at most, and steps of a walk.
#define MOST_FRAMES 20u
#define MOST_STEPS 64u
#define EXTENDED_FRAME (1ull << 60)
/// Memory is asked about by the page; a thread remembers so many.
#define PAGE_SIZE 4096u
#define KNOWN_PAGES 64u
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

/// True where a context can be read at `address`. The system is asked once for each page that comes up,
/// as far as a thread remembers.
static bool is_readable(uintptr_t address) {
    static _Thread_local uintptr_t known[KNOWN_PAGES] __attribute__((tls_model("initial-exec")));
    uintptr_t page = address / PAGE_SIZE;
    if (page == 0 || address % sizeof address != 0 || address >> 47 != 0) {
        return false;
    }
    if (known[page % KNOWN_PAGES] == page) {
        return true;
    }
    async_context context;
    struct iovec to = {&context, sizeof context}, from = {(void *)address, sizeof context};
    if (process_vm_readv(getpid(), &to, 1, &from, 1, 0) != (ssize_t)sizeof context) {
        return false;
    }
    known[page % KNOWN_PAGES] = page;
    return true;
}

/// The same from a context that the stack names: where that is none, nothing is added.
static void walk_named_contexts(frames *found, uintptr_t context) {
    for (unsigned int step = 0; step < MOST_STEPS && is_readable(context); step++) {
        const async_context *there = (const async_context *)context;
        add(found, there->resume_parent, 0);
        context = (uintptr_t)there->parent;
    }
}

/// Where the calling thread's stack is, found once; `end` 0: not known.
typedef struct {
    bool is_found;
    uintptr_t start, end;
} stack_range;

static const stack_range *own_stack(void) {
    static _Thread_local stack_range own __attribute__((tls_model("initial-exec")));
    if (!own.is_found) {
        pthread_attr_t attributes;
        void *lowest;
        size_t size;
        own.is_found = true;
        if (pthread_getattr_np(pthread_self(), &attributes) == 0) {
            if (pthread_attr_getstack(&attributes, &lowest, &size) == 0) {
                own.start = (uintptr_t)lowest;
                own.end = own.start + size;
            }
            pthread_attr_destroy(&attributes);
        }
    }
    return &own;
}

static void walk_stack(frames *found, uintptr_t frame) {
    const stack_range *stack = own_stack();
    // On a signal's own stack, it is not known what lies between the two.
    for (unsigned int step = 0; frame >= stack->start && step < MOST_STEPS; step++) {
        if (frame % sizeof frame != 0 || frame + 2 * sizeof frame > stack->end) {
            return;
        }
        const uintptr_t *saved = (const uintptr_t *)frame;
        uintptr_t next = saved[0] & ~EXTENDED_FRAME;
        bool leads_on = next > frame && next < stack->end;
        if (leads_on && (saved[0] & EXTENDED_FRAME) != 0) {
            if (asynclab_tasks_are_seen) {
                walk_named_contexts(found, saved[-1]);
            }
            return;
        }
        add(found, saved[1], IS_BEHIND_CALL);
        if (!leads_on) {
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
