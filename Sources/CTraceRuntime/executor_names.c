// A table of addresses that only grows. An executor freed and another of its type made at its address
// share a number: rare, and harmless but for the name.
#include "executor_names.h"
#include "recorder.h"
#include <stdatomic.h>

#define EXECUTORS 4096u
#define MOST_PROBES 32u

typedef struct {
    const char *bytes;
    uintptr_t length;
} type_name;

typedef struct {
    void *identity;
    uintptr_t implementation;
} executor_reference;

/// swift_getTypeName(metadata, qualified), exported by libswiftCore (stdlib/public/runtime/Casting.cpp).
__attribute__((swiftcall, weak)) type_name swift_getTypeName(const void *metadata, bool qualified);

__attribute__((swiftcall, weak)) executor_reference swift_task_getMainExecutor(void);

static struct {
    _Atomic(const void *) identity;
    const void *_Atomic metadata;
    _Atomic uint32_t number;
} executors[EXECUTORS];
static _Atomic uint32_t last_number;

static void record_name(const void *metadata, uint64_t executor) {
    uint64_t kept = 0;
    if (swift_getTypeName != NULL) {
        type_name name = swift_getTypeName(metadata, false);
        kept = asynclab_string_keep(name.bytes, name.length);
    }
    asynclab_record(asynclab_kind_executor, 0, executor, kept);
}

/// A new number for what is in slot `index`.
static uint64_t number_anew(size_t index, const void *metadata, uint64_t kind) {
    uint32_t number = atomic_fetch_add(&last_number, 1) + 1;
    record_name(metadata, kind | (uint64_t)number << 8);
    atomic_store(&executors[index].metadata, metadata);
    atomic_store(&executors[index].number, number);
    return kind | (uint64_t)number << 8;
}

static uint64_t numbered(const void *identity, uint64_t kind) {
    const void *metadata = *(const void *const *)identity;
    uint64_t hash = (uint64_t)(uintptr_t)identity * 0x9e3779b97f4a7c15u;
    for (size_t probe = 0; probe < MOST_PROBES; probe++) {
        size_t index = ((hash >> 40) + probe) % EXECUTORS;
        const void *found = atomic_load_explicit(&executors[index].identity, memory_order_acquire);
        if (found == NULL && atomic_compare_exchange_strong(&executors[index].identity, &found,
                                                            identity)) {
            return number_anew(index, metadata, kind);
        }
        if (found == identity) {
            uint32_t number = atomic_load(&executors[index].number);
            // Another object lives at this address now.
            if (number != 0 && atomic_load(&executors[index].metadata) != metadata) {
                return number_anew(index, metadata, kind);
            }
            return kind | (uint64_t)number << 8;
        }
    }
    return kind;
}

uint64_t asynclab_executor_number(const void *identity, uintptr_t implementation) {
    if (identity == NULL) {
        return asynclab_executor_pool;
    }
    if (swift_task_getMainExecutor != NULL && identity == swift_task_getMainExecutor().identity) {
        return asynclab_executor_main;
    }
    uint64_t kind = implementation == 0 ? asynclab_executor_actor : asynclab_executor_custom;
    // A number that is given out is recorded, or nobody knows what it stands for.
    return asynclab_recorder_is_waiting ? kind : numbered(identity, kind);
}
