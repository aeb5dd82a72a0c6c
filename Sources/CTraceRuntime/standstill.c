// Under the live clock, a thread of ours looks 50 times a second, while tasks run, at the threads that
// they run on. One that has used no processor time between two looks, and that the system says is
// asleep, is blocked, whatever in: reading a slow disk, a lock within C's library, a call that passes
// us by. What was told as a blocking call already is left alone, and so is a thread that could run and
// gets no processor.
//
// What is told begins and ends with a look: up to 20 ms late, and up to 20 ms early.
#include "standstill.h"
#include "CTraceRuntime.h"
#include "calls/calls.h"
#include "futex.h"
#include "real.h"
#include "recorder.h"
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define PAUSE_NS 20000000u
/// Threads that are looked at; others are not.
#define MOST_THREADS 256u

struct asynclab_watched_thread {
    int number;
    clockid_t clock;
    /// Changes with every slice, so that one slice is not taken for the next.
    _Atomic uint32_t slices;
    _Atomic uint32_t task;
    _Atomic uint32_t index;
    _Atomic bool is_in_call;
    // Of the one that looks.
    uint32_t seen_slices;
    uint64_t processor_ns, looked_ns;
    bool is_asleep, is_told;
};

static asynclab_watched_thread *_Atomic threads[MOST_THREADS];
static _Atomic uint32_t thread_count;
/// 1: the one that looks waits until a task runs; a futex.
static uint32_t is_waiting;
static _Thread_local asynclab_watched_thread *own __attribute__((tls_model("initial-exec")));

static uint64_t processor_time(const asynclab_watched_thread *thread) {
    struct timespec time;
    return clock_gettime(thread->clock, &time) == 0 ? asynclab_nanoseconds(&time) : UINT64_MAX;
}

/// The state letter of the system: the word behind the name, which ends with the last parenthesis.
static bool is_asleep(const asynclab_watched_thread *thread) {
    char path[48], text[256];
    snprintf(path, sizeof path, "/proc/self/task/%d/stat", thread->number);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t length = file >= 0 ? read(file, text, sizeof text - 1) : -1;
    if (file >= 0) {
        close(file);
    }
    if (length <= 0) {
        return false;
    }
    text[length] = '\0';
    const char *name_end = strrchr(text, ')');
    return name_end != NULL && (name_end[2] == 'S' || name_end[2] == 'D');
}

/// Records it if the slice is still the same once the record has its place: the thread counts slices
/// before it records what ends one. Else the place is left to a record that says nothing.
static void tell(asynclab_watched_thread *thread, uint32_t task, asynclab_trace_kind kind,
                 uint64_t clock_ns) {
    asynclab_trace_record *record = asynclab_record_reserve();
    if (record == NULL) {
        return;
    }
    bool is_same = atomic_load(&thread->slices) == thread->seen_slices && !thread->is_in_call;
    thread->is_told = is_same && kind == asynclab_kind_blocked;
    asynclab_record_fill_at(record, clock_ns - asynclab_trace_start_ns,
                            (uint16_t)(thread->index - 1),
                            is_same ? kind : asynclab_kind_unblocked, is_same ? task : 0, 0);
}

/// True where a task is on the thread.
static bool look_at(asynclab_watched_thread *thread) {
    uint32_t slices = thread->slices, task = thread->task;
    if (task == 0 || thread->is_in_call) {
        thread->is_asleep = thread->is_told = false;
        return task != 0;
    }
    uint64_t processor_ns = processor_time(thread), before_ns = thread->looked_ns;
    bool is_same = slices == thread->seen_slices && processor_ns == thread->processor_ns;
    bool was_asleep = is_same && thread->is_asleep;
    thread->looked_ns = asynclab_real_clock_ns();
    thread->is_told = thread->is_told && slices == thread->seen_slices;
    thread->is_asleep = is_asleep(thread);
    thread->processor_ns = processor_ns;
    thread->seen_slices = slices;
    if (thread->is_asleep && was_asleep && !thread->is_told) {
        tell(thread, task, asynclab_kind_blocked, before_ns);
    } else if (thread->is_told && !(was_asleep && thread->is_asleep)) {
        tell(thread, task, asynclab_kind_unblocked, before_ns);
    }
    return true;
}

static void look(void *unused) {
    (void)unused;
    while (true) {
        bool is_busy = false;
        uint32_t count = thread_count;
        for (uint32_t index = 0; index < count && index < MOST_THREADS; index++) {
            asynclab_watched_thread *thread = threads[index];
            is_busy = (thread != NULL && look_at(thread)) || is_busy;
        }
        if (is_busy) {
            static const struct timespec pause = {0, PAUSE_NS};
            static uint32_t nobody;
            asynclab_futex_wait(&nobody, 0, &pause, false);
        } else {
            __atomic_store_n(&is_waiting, 1, __ATOMIC_SEQ_CST);
            asynclab_futex_wait(&is_waiting, 1, NULL, false);
        }
    }
}

static void start_looking(void) {
    asynclab_thread_start(asynclab_role_other, "standstill", look, NULL);
}

static asynclab_watched_thread *register_thread(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    asynclab_watched_thread *thread = calloc(1, sizeof *thread);
    uint32_t index = atomic_fetch_add(&thread_count, 1);
    if (thread == NULL || index >= MOST_THREADS ||
        pthread_getcpuclockid(pthread_self(), &thread->clock) != 0) {
        return thread;
    }
    thread->number = (int)asynclab_real_thread_id();
    threads[index] = thread;
    pthread_once(&once, start_looking);
    return thread;
}

/// Only this thread counts. Whoever looks sees it before the record that follows has its place: the
/// addition that reserves one is a full barrier on x86-64.
static void count_slice(void) {
    uint32_t slices = atomic_load_explicit(&own->slices, memory_order_relaxed);
    atomic_store_explicit(&own->slices, slices + 1, memory_order_release);
}

void asynclab_standstill_task(uint32_t task) {
    if (asynclab_virtual_is_on || asynclab_trace == NULL) {
        return;
    }
    if (own == NULL && (task == 0 || (own = register_thread()) == NULL)) {
        return;
    }
    atomic_store_explicit(&own->index, asynclab_this_thread.index, memory_order_relaxed);
    count_slice();
    atomic_store_explicit(&own->task, task, memory_order_release);
    if (task != 0 && __atomic_load_n(&is_waiting, __ATOMIC_RELAXED) != 0) {
        __atomic_store_n(&is_waiting, 0, __ATOMIC_SEQ_CST);
        asynclab_futex_wake(&is_waiting, 1, false);
    }
}

void asynclab_standstill_in_call(bool is_in_call) {
    if (own != NULL) {
        atomic_store_explicit(&own->is_in_call, is_in_call, memory_order_release);
        count_slice();
    }
}

bool asynclab_standstill_is_of_this_thread(void) {
    return own == NULL ||
           own->number == (int)asynclab_real_syscall(SYS_gettid, 0, 0, 0, 0, 0, 0);
}
