// Reads and writes of memory, as a program tells that was compiled to do so (CAccessWatch).
#include "places.h"
#include "recorder.h"
#include "virtual/scheduler.h"
#include <stddef.h>

/// What lies this near to the caller's frame is its own stack, which no other task looks at.
#define STACK_BYTES ((ptrdiff_t)1 << 19)

void asynclab_note_access(const void *address, size_t size, bool writes, const void *code,
                          const void *caller);

/// Under the virtual clock only, whose records are in the order of what happened.
void asynclab_note_access(const void *address, size_t size, bool writes, const void *code,
                          const void *caller) {
    (void)size;
    ptrdiff_t distance = (const char *)address - (const char *)__builtin_frame_address(0);
    uint32_t task = asynclab_this_thread.task;
    if (!asynclab_virtual_is_on || task == 0 ||
        (distance > -STACK_BYTES && distance < STACK_BYTES)) {
        return;
    }
    asynclab_record(asynclab_kind_access, task, (uint64_t)(uintptr_t)address | (uint64_t)writes << 63,
                    asynclab_program_offset(code) | (uint64_t)asynclab_program_offset(caller) << 32);
}
