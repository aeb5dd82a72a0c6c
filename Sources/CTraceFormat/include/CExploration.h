// An exploration: many runs of one program, each by another schedule.
//
// asynclab makes the file and starts the program with its path. The preloaded library stops the program
// before `main` and, for every run asked for, lets it go on in a copy. Runs are numbered from 0; a
// run's place is its number modulo ASYNCLAB_EXPLORATION_PLACES, so asynclab asks for no more than so
// many beyond those whose results it has taken.
#pragma once

#include "CTraceControl.h"
#include "CTraceFormat.h"

#pragma clang assume_nonnull begin

#define ASYNCLAB_EXPLORATION_MAGIC 0x7265726f6c707865ULL
#define ASYNCLAB_EXPLORATION_PLACES 64u
/// Bytes of a run's output that are kept.
#define ASYNCLAB_EXPLORATION_OUTPUT 1024u
/// Choices of a run that are kept; of more, only their number is.
#define ASYNCLAB_EXPLORATION_CHOICES 2048u

typedef struct {
    /// How many could run.
    uint16_t count;
    /// Which of them did: 0 the one of the steady schedule, else one of the others, from 1.
    uint16_t other;
    /// The task; a thread, with bit 31 set; 0: neither.
    uint32_t who;
} asynclab_explored_choice;

/// How runs are made.
typedef enum : uint32_t {
    /// Each in a child of the process.
    asynclab_exploration_forks = 1,
    /// In the process itself, whose memory is made what it was.
    asynclab_exploration_goes_back = 2,
} asynclab_exploration_way;

typedef enum : uint32_t {
    asynclab_explored_exit = 1,
    asynclab_explored_signal = 2,
    /// Ended by the library: asynclab_stop in `status`.
    asynclab_explored_stop = 3,
    /// Ended because it took too long in real time.
    asynclab_explored_too_long = 4,
    /// No copy could be made: the error's number in `status`.
    asynclab_explored_failure = 5,
} asynclab_explored_ending;

/// One run: what is asked for, and, below, what came of it.
typedef struct {
    asynclab_schedule schedule;
    uint32_t ending;
    uint32_t status;
    asynclab_schedule_course course;
    /// Of standard output: of all of it, and of its lines whatever their order.
    uint64_t output_hash;
    uint64_t lines_hash;
    uint64_t output_size;
    /// How it begins.
    unsigned char output[ASYNCLAB_EXPLORATION_OUTPUT];
    asynclab_explored_choice choices[ASYNCLAB_EXPLORATION_CHOICES];
} asynclab_explored_run;

typedef struct {
    uint64_t magic;
    /// Milliseconds of real time that a run may take.
    uint32_t time_limit_ms;
    /// (w) asynclab_exploration_way; 0: the program is not there yet.
    uint32_t way;
    /// 1: runs shall be made by forking, whatever else would do.
    uint32_t only_forks;
    /// Runs asked for, and (w) runs done. The library waits at `asked` as at a futex.
    uint32_t asked;
    uint32_t done;
    asynclab_explored_run runs[ASYNCLAB_EXPLORATION_PLACES];
} asynclab_exploration;

/// The exploration in `file`, shared with the program; null with errno where it can't be mapped.
static inline asynclab_exploration *_Nullable asynclab_exploration_map(int file) {
    const int read_and_write = 3, shared = 1;
    void *base = mmap(NULL, sizeof(asynclab_exploration), read_and_write, shared, file, 0);
    return (long)base == -1 ? NULL : base;
}

static inline void asynclab_exploration_unmap(asynclab_exploration *exploration) {
    munmap(exploration, sizeof *exploration);
}

/// Asks for the runs up to number `asked` - 1.
static inline void asynclab_exploration_ask(asynclab_exploration *exploration, uint32_t asked) {
    const int wake = 1;
    __atomic_store_n(&exploration->asked, asked, __ATOMIC_RELEASE);
    syscall(ASYNCLAB_SYSTEM_CALL_FUTEX, &exploration->asked, wake, 1, NULL, NULL, 0);
}

/// How many runs are done.
static inline uint32_t asynclab_exploration_done(const asynclab_exploration *exploration) {
    return __atomic_load_n(&exploration->done, __ATOMIC_ACQUIRE);
}

/// Where run `number` has its place.
static inline asynclab_explored_run *asynclab_exploration_run(asynclab_exploration *exploration,
                                                              uint32_t number) {
    return &exploration->runs[number % ASYNCLAB_EXPLORATION_PLACES];
}

#pragma clang assume_nonnull end
