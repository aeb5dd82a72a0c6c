// The mapping, the string heap, the threads' numbers. See CTraceFormat.h for the layout.
#include "recorder.h"
#include "CTraceRuntime.h"
#include "capabilities.h"
#include "explore/in_place.h"
#include "explore/server.h"
#include "races/races.h"
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
_Atomic bool asynclab_recorder_is_waiting;

/// The file; `asynclab_trace` leads to `own_header` while somebody else may still get it.
static asynclab_trace_header *mapped;
static asynclab_trace_header own_header;
/// The program's own task, if it was made while the trace waited.
static struct {
    uint32_t task, job_flags;
} own_task;

static char *strings;
/// The next number for a thread; 0 is the main executor's and given by name.
static _Atomic uint32_t next_thread = 1;

/// A forked child shares the mapping but is another program: it records nothing, and its time is
/// real.
static void leave_for_child(void) {
    if (!asynclab_is_copying) {
        asynclab_in_place_leave();
    }
}

static void stop_recording_in_child(void) {
    if (asynclab_is_copying) {
        return;
    }
    asynclab_trace = NULL;
    asynclab_recorder_is_waiting = false;
    asynclab_virtual_is_on = false;
    asynclab_races_are_on = false;
}

/// Where the virtual clocks begin: 1 January 2026 in UTC, on a machine that started 100,000 s ago.
#define VIRTUAL_WALL_NS 1767225600000000000u
#define VIRTUAL_START_NS 100000000000000u

static bool is_asked_for_virtual_clock(void) {
    const char *clock = getenv(ASYNCLAB_CLOCK_VARIABLE);
    return clock != NULL && strcmp(clock, "virtual") == 0;
}

/// Which clock the program has, and when it started on it. `start_ns` comes last, by
/// asynclab_recorder_publish.
static void set_clock(asynclab_trace_header *header, bool is_virtual) {
    if (is_virtual) {
        const char *seed = getenv(ASYNCLAB_SEED_VARIABLE);
        header->clock = asynclab_clock_virtual;
        header->seed = seed != NULL ? strtoull(seed, NULL, 10) : 0;
        header->start_wall_ns = VIRTUAL_WALL_NS;
        asynclab_trace_start_ns = VIRTUAL_START_NS;
        asynclab_virtual_is_on = true;
        return;
    }
    struct timespec wall;
    clock_gettime(CLOCK_REALTIME, &wall);
    header->start_wall_ns = (uint64_t)wall.tv_sec * 1000000000u + (uint64_t)wall.tv_nsec;
    asynclab_trace_start_ns = asynclab_real_clock_ns();
}

static bool header_is_ours(const asynclab_trace_header *header, uint64_t size) {
    if (header->magic != ASYNCLAB_TRACE_MAGIC || header->version != ASYNCLAB_TRACE_VERSION ||
        header->record_size != sizeof(asynclab_trace_record) || header->record_count != 0 || header->process != 0) {
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

/// The trace is this process's if no other was first.
static bool take_trace(bool is_virtual) {
    uint32_t nobody = 0, process = is_virtual ? 1 : (uint32_t)getpid();
    return atomic_compare_exchange_strong((_Atomic uint32_t *)&mapped->process, &nobody, process);
}

bool asynclab_recorder_open(asynclab_capabilities found) {
    uint32_t features = found.features;
    const char *path = getenv(ASYNCLAB_TRACE_VARIABLE);
    mapped = path != NULL ? map_file(path) : NULL;
    if (mapped == NULL) {
        return false;
    }
    // Without the reports of tasks the virtual clock would not know who can run.
    uint32_t needed = asynclab_feature_executors | asynclab_feature_task_events;
    bool is_virtual = is_asked_for_virtual_clock() && (features & needed) == needed;
    // Where no creation is seen, none can be waited for.
    bool waits = getenv(ASYNCLAB_FOLLOW_VARIABLE) != NULL &&
                 (features & asynclab_feature_task_creation) != 0;
    if (!waits && !take_trace(is_virtual)) {
        return false;
    }
    char *base = (char *)mapped;
    asynclab_trace_records = (asynclab_trace_record *)(base + ASYNCLAB_TRACE_HEADER_SIZE);
    strings = (char *)(asynclab_trace_records + mapped->record_capacity);
    // As fast as it can, and not paused, until it is the one that is watched.
    own_header.control = (asynclab_trace_control){0};
    asynclab_recorder_is_waiting = waits;
    asynclab_trace = waits ? &own_header : mapped;
    set_clock(asynclab_trace, is_virtual);
    asynclab_trace->features = features;
    asynclab_trace->missing_parts = found.missing_parts;
    pthread_atfork(leave_for_child, NULL, stop_recording_in_child);
    asynclab_thread_register(asynclab_role_main);
    return true;
}

void asynclab_recorder_publish(void) {
    __atomic_store_n(&asynclab_trace->start_ns, asynclab_trace_start_ns, __ATOMIC_RELEASE);
}

void asynclab_recorder_note_main(uint32_t task, uint32_t job_flags) {
    own_task.task = task;
    own_task.job_flags = job_flags;
}

/// What came before the trace was ours: the program, and its own task where it runs here.
static void tell_what_was(void) {
    char path[4096];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path);
    if (length > 0) {
        asynclab_record(asynclab_kind_note, 0, asynclab_note_executable,
                        asynclab_string_keep(path, (size_t)length));
    }
    const asynclab_thread_state *thread = &asynclab_this_thread;
    if (thread->task != 0 && thread->task == own_task.task) {
        asynclab_record(asynclab_kind_created, thread->task,
                        (uint64_t)own_task.job_flags << 32, 0);
        asynclab_record(asynclab_kind_started, thread->task, thread->executor, 0);
    }
}

void asynclab_recorder_claim(void) {
    static _Atomic bool is_decided;
    if (!asynclab_recorder_is_waiting || atomic_exchange(&is_decided, true) ||
        !take_trace(asynclab_virtual_is_on)) {
        return;
    }
    mapped->start_wall_ns = own_header.start_wall_ns;
    mapped->pool_width = own_header.pool_width;
    mapped->features = own_header.features;
    mapped->missing_parts = own_header.missing_parts;
    mapped->clock = own_header.clock;
    mapped->seed = own_header.seed;
    mapped->now_ns = asynclab_virtual_now;
    __atomic_store_n(&asynclab_trace, mapped, __ATOMIC_SEQ_CST);
    asynclab_recorder_is_waiting = false;
    asynclab_recorder_publish();
    tell_what_was();
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
    if (offset > header->string_capacity || length > header->string_capacity - offset) {
        return 0;
    }
    memcpy(strings + offset, bytes, length);
    return offset << ASYNCLAB_STRING_LENGTH_BITS | length;
}

uint64_t asynclab_now_ns(void) {
    return asynclab_clock_ns();
}
