// A table of addresses that only grows. An executor freed and another made at its address share a
// number: rare, and harmless but for the name.
#include "executor_names.h"
#include "recorder.h"
#include <stdatomic.h>

#define MOST_EXECUTORS 256u

typedef struct {
    const char *bytes;
    uintptr_t length;
} type_name;

/// swift_getTypeName(metadata, qualified), exported by libswiftCore (stdlib/public/runtime/Casting.cpp).
__attribute__((swiftcall, weak)) type_name swift_getTypeName(const void *metadata, bool qualified);

static _Atomic(const void *) executors[MOST_EXECUTORS];

static void record_name(const void *identity, uint64_t number) {
    uint64_t kept = 0;
    if (swift_getTypeName != NULL) {
        type_name name = swift_getTypeName(*(const void *const *)identity, false);
        kept = asynclab_string_keep(name.bytes, name.length);
    }
    asynclab_record(asynclab_kind_executor, 0, number, kept);
}

uint64_t asynclab_executor_named(const void *identity) {
    for (uint64_t index = 0; index < MOST_EXECUTORS; index++) {
        uint64_t number = asynclab_executor_custom | (index + 1) << 8;
        const void *found = atomic_load_explicit(&executors[index], memory_order_acquire);
        if (found == NULL &&
            atomic_compare_exchange_strong(&executors[index], &found, identity)) {
            record_name(identity, number);
            return number;
        }
        if (found == identity) {
            return number;
        }
    }
    return asynclab_executor_custom;
}
