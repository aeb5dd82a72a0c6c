// The trace: what a watched program tells about itself, and the only thing that the two processes
// share.
//
// asynclab makes the file, sparse and of full size, and starts the program with its path; the
// preloaded library maps it and appends; asynclab maps it too and reads while it grows. The file
// is a header, then an array of records of one size, then a heap of bytes (names, output text).
//
// The one idea: a writer reserves a slot by one atomic add on `record_count`, fills it, and stores
// `kind` last with release order. So a slot whose kind is 0 is not there yet (or, in a program
// that has ended, never will be). Slots are reserved in an order that agrees with cause and
// effect, so a reader takes them in the order of the array and needs no sorting.
//
// A full trace drops what comes: the counters go on, so `record_count - record_capacity` is the
// number of records lost. All integers are in the byte order of the machine (checked by `magic`).
// Times are nanoseconds since the program started: of CLOCK_MONOTONIC (live), or of the virtual clock.
#pragma once

#include "CTraceSchedule.h"
#include <stdint.h>

/// "asynclab" read as a little-endian integer.
#define ASYNCLAB_TRACE_MAGIC 0x62616c636e797361ULL

/// Raised by every change of this file that an older reader would misread.
#define ASYNCLAB_TRACE_VERSION 2u

/// Bytes kept for the header at the start of the file: one page, so that records start aligned.
#define ASYNCLAB_TRACE_HEADER_SIZE 4096u

/// The environment variable that names the file of an exploration, see CExploration.h.
#define ASYNCLAB_EXPLORATION_VARIABLE "ASYNCLAB_EXPLORATION"

/// The environment variable that names the trace file to the preloaded library.
#define ASYNCLAB_TRACE_VARIABLE "ASYNCLAB_TRACE"

/// The environment variable with the width of the global pool, in threads; absent: the cores.
#define ASYNCLAB_THREADS_VARIABLE "ASYNCLAB_THREADS"

/// The environment variable with the clock: "virtual"; absent: live.
#define ASYNCLAB_CLOCK_VARIABLE "ASYNCLAB_CLOCK"

/// The environment variable with the schedule's seed, 0 ... 2^64-1 in decimal; absent: 0.
#define ASYNCLAB_SEED_VARIABLE "ASYNCLAB_SEED"

/// The environment variable with what LD_PRELOAD was before asynclab set it; absent: it was unset.
#define ASYNCLAB_PRELOAD_VARIABLE "ASYNCLAB_USER_PRELOAD"

/// The environment variable with the path of the library that is to be preloaded into the first Swift
/// program that a command starts; absent: the program itself is the one.
#define ASYNCLAB_FOLLOW_VARIABLE "ASYNCLAB_FOLLOW"

/// The environment variable with what the paths of the toolchain's own programs begin with, between
/// colons: these are not watched. Absent: there are none.
#define ASYNCLAB_TOOLCHAIN_VARIABLE "ASYNCLAB_TOOLCHAIN"

/// The environment variable that asks for data races, in a program built with the sanitizer.
#define ASYNCLAB_RACES_VARIABLE "ASYNCLAB_RACES"

/// The environment variable with what TSAN_OPTIONS was before asynclab set it; absent: it was unset.
#define ASYNCLAB_SANITIZER_OPTIONS_VARIABLE "ASYNCLAB_USER_TSAN_OPTIONS"

/// What the preloaded library could take hold of in this program's Swift runtime.
typedef enum : uint32_t {
    /// Jobs of the main actor and of the global pool go through our executors; sleeps are seen.
    asynclab_feature_executors = 1u << 0,
    /// Starts, enqueues and ends of tasks are seen, within actors too.
    asynclab_feature_task_events = 1u << 1,
    /// Creations of tasks are seen, with names and creators.
    asynclab_feature_task_creation = 1u << 2,
    /// Jobs are seen to begin and to end, on any executor.
    asynclab_feature_slices = 1u << 3,
    /// What a suspended task waits for is known.
    asynclab_feature_waits = 1u << 4,
    /// Where in the program a suspended task goes on is known.
    asynclab_feature_places = 1u << 5,
    /// Hops between executors are seen where no queue is in between.
    asynclab_feature_hops = 1u << 6,
    /// Executors of the program have their types' names.
    asynclab_feature_executor_names = 1u << 7,
    /// A thread that stands still is seen, whatever it is in.
    asynclab_feature_standstill = 1u << 8,
    /// The first stretch of a Task.immediate is told from its creator's.
    asynclab_feature_immediate = 1u << 9,
    /// That `main` ended with an error is seen.
    asynclab_feature_main_error = 1u << 10,
    /// Data races are reported: only where they are looked for.
    asynclab_feature_races = 1u << 11,
} asynclab_trace_features;

/// What time a program is given.
typedef enum : uint32_t {
    asynclab_clock_live = 0,
    asynclab_clock_virtual = 1,
} asynclab_clock;

/// What asynclab asks of a program under the virtual clock while it runs: its fields may change at
/// any time. `bell` is a futex that both processes share: whoever changes a field adds 1 and wakes.
typedef struct {
    uint32_t bell;
    /// Thousandths of real time at which virtual time passes: 1000 as live; 0: as fast as it can.
    uint32_t pace;
    /// 1: the program takes no further step until it is 0, but for those in `steps`.
    uint32_t paused;
    /// Jobs that it may run though it is paused, counted from its start.
    uint32_t steps;
} asynclab_trace_control;

/// The first page of the file. Fields marked (w) are written by the program while it runs.
typedef struct {
    uint64_t magic;
    uint32_t version;
    /// sizeof(asynclab_trace_record), so that a reader can refuse another layout.
    uint32_t record_size;
    /// Slots for records after the header.
    uint64_t record_capacity;
    /// Bytes for strings after the records.
    uint64_t string_capacity;
    /// (w) Slots reserved so far; above `record_capacity` where records were dropped.
    uint64_t record_count;
    /// (w) Bytes of strings reserved so far; above `string_capacity` where strings were dropped.
    uint64_t string_count;
    /// (w) CLOCK_MONOTONIC in nanoseconds when the library was loaded; 0: the program never started.
    /// Under the virtual clock, a constant, as is `start_wall_ns`: where its two clocks begin.
    uint64_t start_ns;
    /// (w) CLOCK_REALTIME in nanoseconds at the same moment.
    uint64_t start_wall_ns;
    /// (w) Time of an orderly exit; 0 while running, and after a crash or a kill.
    uint64_t finish_ns;
    /// (w) Process id of the watched program; 1 under the virtual clock, where all runs are alike. Who
    /// finds it 0 and sets it, in one step, is the one that writes.
    uint32_t process;
    /// (w) Width of the global pool, in threads.
    uint32_t pool_width;
    /// (w) asynclab_trace_features.
    uint32_t features;
    /// (w) asynclab_clock.
    uint32_t clock;
    /// (w) The schedule's seed, under the virtual clock.
    uint64_t seed;
    /// (w) The virtual clock's time since the start.
    uint64_t now_ns;
    asynclab_trace_control control;
    /// (w) asynclab_stop: why the library ended the program, as its record says, for which there may be no
    /// slot left; 0: it did not.
    uint64_t stop;
    /// What asynclab asks for, before the program starts.
    asynclab_schedule schedule;
    /// (w)
    asynclab_schedule_course course;
    /// (w) A bit for each part of this program's runtime that is missing, see CRuntimeParts.h.
    uint64_t missing_parts;
    /// (w) 1: an orderly exit, which under the virtual clock can be at time 0.
    uint64_t has_finished;
    asynclab_trace_choosing choosing;
} asynclab_trace_header;

/// What a record tells. `task`, `a` and `b` are used as each kind says; unused ones are 0. The upper 32
/// bits of `a` are a place (0: not known) where it says "and place", those of `b` in `enqueued`.
typedef enum : uint16_t {
    /// A slot reserved and not (yet) filled.
    asynclab_kind_none = 0,
    /// `task` was created. a: creating task (0: none) | job flags << 32. b: name (string; 0: none).
    asynclab_kind_created = 1,
    /// `task` became ready. a: executor that it waits for. b: task that made it so (0: none), and place
    /// where it goes on.
    asynclab_kind_enqueued = 2,
    /// `task` runs on `thread` from now on. a: executor.
    asynclab_kind_started = 3,
    /// `task` left `thread`. a: asynclab_wait, what it waits for, and place. b: the task, where it is one.
    asynclab_kind_stopped = 4,
    /// `task` has ended. a: asynclab_outcome. b: 1 if it had been cancelled.
    asynclab_kind_ended = 5,
    /// `task` asked to be woken. a: id of the runtime's hidden task that wakes it. b: deadline.
    asynclab_kind_sleep = 6,
    /// The timer of hidden task `task` came due.
    asynclab_kind_timer_fired = 7,
    /// `task` gave up its turn (Task.yield), or a job began on top of it: it waits for nothing but
    /// its turn.
    asynclab_kind_yielded = 8,
    /// Output. a: 1 standard output, 2 standard error, and place. b: string.
    asynclab_kind_output = 9,
    /// The thread entered a call that blocks it. a: asynclab_call, and place. b: nanoseconds asked for.
    asynclab_kind_blocked = 10,
    /// The thread came out of that call.
    asynclab_kind_unblocked = 11,
    /// A thread that runs jobs. a: asynclab_thread_role.
    asynclab_kind_thread = 12,
    /// An executor that is neither the main actor's nor the pool's. a: executor. b: its type's name.
    asynclab_kind_executor = 13,
    /// What is known of the program and the run. a: asynclab_note. b: string.
    asynclab_kind_note = 14,
    /// `task` (0: none) called exit. a: the status.
    asynclab_kind_exit = 15,
    /// The library ended the program, because going on was of no use. a: asynclab_stop.
    asynclab_kind_stop = 16,
    /// `task` waits for something as the program is ended. a: asynclab_wait. b: the task that it
    /// waits for, where it is one.
    asynclab_kind_waits = 17,
    /// Something that the virtual clock does not control took part: other runs may differ. a:
    /// asynclab_call. b: address of the code that called, from where the program is loaded (0:
    /// not known).
    asynclab_kind_uncontrolled = 18,
    /// A place in the program's code, before the first record that names it. a: its number, from 1. b:
    /// string of 32-bit addresses, innermost first, counted from where the program is loaded. Bit 31:
    /// the address is behind a call; else a function goes on there, after the `await`.
    asynclab_kind_place = 19,
    /// `task` goes on with another executor, without a queue in between. a: executor.
    asynclab_kind_switched = 20,
    /// Where `task` was created, behind its creation. a: 0, and place.
    asynclab_kind_created_at = 21,
    /// `task` read or wrote memory. a: its address | whether it wrote << 63. b: address of the code, from
    /// where the program is loaded (0: not the program's) | the same of its function's caller << 32.
    asynclab_kind_access = 24,
    /// The schedule was not steady here. a: number of the choice | which other << 32. b: who would
    /// have gone on: a task, or 0. With ASYNCLAB_WAS_CHOSEN in `a`, somebody who watches chose otherwise
    /// than the schedule, and `other` is counted beside who would have been next by it.
    asynclab_kind_switch = 22,
    /// An access of `task` (0: of a thread without one) that is one of two of a data race. The later
    /// comes first, and its `b` is the memory: asynclab_memory, and above it what that says. a: bits of
    /// asynclab_access, and place.
    asynclab_kind_race = 23,
} asynclab_trace_kind;

/// Set in `a` of a switch that was not the schedule's.
#define ASYNCLAB_WAS_CHOSEN (1ull << 63)

/// How a task ended.
typedef enum : uint64_t {
    asynclab_outcome_returned = 0,
    asynclab_outcome_threw = 1,
} asynclab_outcome;

/// What an access of a data race was; bits.
typedef enum : uint64_t {
    asynclab_access_writes = 1u << 0,
    asynclab_access_is_atomic = 1u << 1,
    /// It is the one that came first.
    asynclab_access_is_former = 1u << 2,
} asynclab_access;

/// What memory a data race was on.
typedef enum : uint64_t {
    asynclab_memory_unknown = 0,
    /// A variable of the program; above: its address, counted from where the program is loaded.
    asynclab_memory_global = 1,
    /// A block of the heap; above: the place where it was allocated.
    asynclab_memory_heap = 2,
} asynclab_memory;

/// Bits of a race's `b` that hold an asynclab_memory.
#define ASYNCLAB_MEMORY_BITS 8u

/// Calls that block a thread and are seen.
typedef enum : uint64_t {
    asynclab_call_sleep = 1,
    asynclab_call_usleep = 2,
    asynclab_call_nanosleep = 3,
    asynclab_call_clock_nanosleep = 4,
    asynclab_call_mutex = 5,
    asynclab_call_rwlock = 6,
    asynclab_call_condition = 7,
    asynclab_call_semaphore = 8,
    asynclab_call_futex = 9,
    asynclab_call_join = 10,
    asynclab_call_once = 11,
    asynclab_call_barrier = 12,
    asynclab_call_poll = 13,
    asynclab_call_read = 14,
    asynclab_call_write = 15,
    asynclab_call_connect = 16,
    asynclab_call_accept = 17,
    asynclab_call_wait_child = 18,
    asynclab_call_wait_signal = 19,
    asynclab_call_lock_file = 20,
} asynclab_call;

/// Why the library ended the program.
typedef enum : uint64_t {
    /// Nothing could ever run again.
    asynclab_stop_deadlock = 1,
    /// Tasks yielded to each other without end, and nothing else could ever run.
    asynclab_stop_livelock = 2,
} asynclab_stop;

/// What a suspended task waits for.
typedef enum : uint64_t {
    asynclab_wait_unknown = 0,
    /// Another task's end.
    asynclab_wait_task = 1,
    /// A continuation that nobody resumed.
    asynclab_wait_continuation = 2,
    /// The next child of a task group.
    asynclab_wait_group = 3,
    /// Its turn on an executor.
    asynclab_wait_executor = 4,
    /// The call that blocks its thread.
    asynclab_wait_call = 5,
} asynclab_wait;

/// What a thread is for.
typedef enum : uint64_t {
    asynclab_role_main = 0,
    asynclab_role_pool = 1,
    asynclab_role_other = 2,
} asynclab_thread_role;

/// Kinds of executors: the low byte of an executor's number. The rest tells custom ones apart.
typedef enum : uint64_t {
    asynclab_executor_unknown = 0,
    asynclab_executor_main = 1,
    asynclab_executor_pool = 2,
    asynclab_executor_actor = 3,
    asynclab_executor_custom = 4,
} asynclab_executor_kind;

/// What is added to a trace.
typedef enum : uint64_t {
    /// Path of the program's source file.
    asynclab_note_source_path = 1,
    /// The source as it was when the program was compiled.
    asynclab_note_source_text = 2,
    /// How the run ended, in the words of `asynclab run --json`.
    asynclab_note_end = 3,
    /// Nanoseconds from start to end, in decimal.
    asynclab_note_makespan = 4,
    /// Lines of source: of each address its number, line, file and function, between tabs.
    asynclab_note_lines = 5,
    /// Path of the executable, where a command started the program.
    asynclab_note_executable = 6,
} asynclab_note;

/// One fact. 32 bytes.
typedef struct {
    uint64_t time_ns;
    /// The task that the fact is about; 0: none.
    uint32_t task;
    /// The thread that recorded it: 0 the main executor's, 1... in the order of first use.
    uint16_t thread;
    /// asynclab_trace_kind, stored last.
    uint16_t kind;
    uint64_t a;
    /// A string is offset << 24 | length: up to 16 MiB each; offsets count from the string heap.
    uint64_t b;
} asynclab_trace_record;

_Static_assert(sizeof(asynclab_trace_record) == 32, "records are 32 bytes");
_Static_assert(sizeof(asynclab_trace_header) <= ASYNCLAB_TRACE_HEADER_SIZE, "the header is a page");

/// Bits of `asynclab_trace_record.b` that hold a string's length.
#define ASYNCLAB_STRING_LENGTH_BITS 24u
