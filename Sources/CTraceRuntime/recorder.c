// The mapping, the string heap, the threads' numbers. See CTraceFormat.h for the layout.
#include "recorder.h"
#include "CTraceRuntime.h"
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

asynclab_trace_header *asynclab_trace;
asynclab_trace_record *asynclab_trace_records;
uint64_t asynclab_trace_start_ns;
_Thread_local asynclab_thread_state asynclab_this_thread;

static char *strings;
static uint64_t strings_capacity;
/// The next number for a thread; 0 is the main executor's and given by name.
static _Atomic uint32_t next_thread = 1;

/// A forked child shares the mapping but is another program: it records nothing, and its time is
/// real.
static void stop_recording_in_child(void) {
    asynclab_trace = NULL;
    asynclab_virtual_is_on = false;
}

/// Where the virtual clocks begin: 1 January 2026 in UTC, on a machine that started 100,000 s ago.
#define VIRTUAL_WALL_NS 1767225600000000000u
#define VIRTUAL_START_NS 100000000000000u

static bool is_asked_for_virtual_clock(void) {
    const char *clock = getenv(ASYNCLAB_CLOCK_VARIABLE);
    return clock != NULL && strcmp(clock, "virtual") == 0;
}

/// When the program started, on its own clocks.
static void record_start(asynclab_trace_header *header) {
    if (is_asked_for_virtual_clock()) {
        const char *seed = getenv(ASYNCLAB_SEED_VARIABLE);
        header->clock = asynclab_clock_virtual;
        header->seed = seed != NULL ? strtoull(seed, NULL, 10) : 0;
        header->start_wall_ns = VIRTUAL_WALL_NS;
        header->process = 1;
        header->start_ns = asynclab_trace_start_ns = VIRTUAL_START_NS;
        asynclab_virtual_is_on = true;
        return;
    }
    struct timespec wall;
    clock_gettime(CLOCK_REALTIME, &wall);
    header->start_wall_ns = (uint64_t)wall.tv_sec * 1000000000u + (uint64_t)wall.tv_nsec;
    header->process = (uint32_t)getpid();
    header->start_ns = asynclab_trace_start_ns = asynclab_real_clock_ns();
}

static bool header_is_ours(const asynclab_trace_header *header, uint64_t size) {
    if (header->magic != ASYNCLAB_TRACE_MAGIC || header->version != ASYNCLAB_TRACE_VERSION ||
        header->record_size != sizeof(asynclab_trace_record) || header->record_count != 0) {
        return false;
    }
    uint64_t room = size - ASYNCLAB_TRACE_HEADER_SIZE;
    return header->record_capacity <= room / sizeof(asynclab_trace_record) &&
           header->string_capacity <= room - header->record_capacity * sizeof(asynclab_trace_record);
}

/// The whole file, mapped; null where it cannot be.
static asynclab_trace_header *map_file(const char *path) {
    int file = open(path, O_RDWR | O_CLOEXEC);
    if (file < 0) {
        return NULL;
    }
    struct stat status;
    void *base = MAP_FAILED;
    if (fstat(file, &status) == 0 && status.st_size > (off_t)ASYNCLAB_TRACE_HEADER_SIZE) {
        base = mmap(NULL, (size_t)status.st_size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    }
    close(file);
    if (base == MAP_FAILED) {
        return NULL;
    }
    if (!header_is_ours(base, (uint64_t)status.st_size)) {
        munmap(base, (size_t)status.st_size);
        return NULL;
    }
    return base;
}

bool asynclab_recorder_open(void) {
    const char *path = getenv(ASYNCLAB_TRACE_VARIABLE);
    asynclab_trace_header *header = path != NULL ? map_file(path) : NULL;
    if (header == NULL) {
        return false;
    }
    char *base = (char *)header;
    asynclab_trace_records = (asynclab_trace_record *)(base + ASYNCLAB_TRACE_HEADER_SIZE);
    strings = (char *)(asynclab_trace_records + header->record_capacity);
    strings_capacity = header->string_capacity;
    record_start(header);
    asynclab_trace = header;
    pthread_atfork(NULL, NULL, stop_recording_in_child);
    asynclab_thread_register(asynclab_role_main);
    return true;
}

uint16_t asynclab_thread_register(asynclab_thread_role role) {
    uint32_t number = role == asynclab_role_main ? 0 : atomic_fetch_add(&next_thread, 1);
    if (number > UINT16_MAX) {
        number = UINT16_MAX;
    }
    asynclab_this_thread.index = number + 1;
    asynclab_record(asynclab_kind_thread, 0, role, 0);
    return (uint16_t)number;
}

uint64_t asynclab_string_keep(const char *bytes, size_t length) {
    asynclab_trace_header *header = asynclab_trace;
    const size_t longest = ((size_t)1 << ASYNCLAB_STRING_LENGTH_BITS) - 1;
    if (header == NULL || bytes == NULL || length == 0) {
        return 0;
    }
    if (length > longest) {
        length = longest;
    }
    // One byte more than needed keeps offset 0 with length 0 free for "no string".
    uint64_t offset = atomic_fetch_add_explicit((_Atomic uint64_t *)&header->string_count, length,
                                                memory_order_relaxed);
    if (offset > strings_capacity || length > strings_capacity - offset) {
        return 0;
    }
    memcpy(strings + offset, bytes, length);
    return offset << ASYNCLAB_STRING_LENGTH_BITS | length;
}

uint64_t asynclab_now_ns(void) {
    return asynclab_clock_ns();
}
