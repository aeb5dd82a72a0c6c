public import Schedules

/// Time of a trace: nanoseconds since the watched program started.
public typealias Nanoseconds = UInt64

/// Id of a task, as the Swift runtime numbers it.
///
/// Given in the order of creation, from 1.
public struct TaskID: RawRepresentable, Hashable, Comparable, Sendable {
    /// The number itself.
    public let rawValue: UInt32

    /// The task of a number.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// The one created first comes first.
    public static func < (left: TaskID, right: TaskID) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// Number of a thread of the watched program.
///
/// 0 serves the main actor; the others count from 1 in the order of first use.
public struct ThreadNumber: RawRepresentable, Hashable, Comparable, Sendable {
    /// The number itself.
    public let rawValue: UInt16

    /// The thread of a number.
    public init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    /// The thread that serves the main actor.
    public static let main = ThreadNumber(rawValue: 0)

    /// The one used first comes first.
    public static func < (left: ThreadNumber, right: ThreadNumber) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// Who runs a job.
public enum Executor: Hashable, Sendable {
    /// The main actor's.
    case main
    /// The global pool.
    case pool
    /// An actor's own; numbered in the order of first use, 0 where it is not known which.
    case actor(UInt32)
    /// One that the program brought; numbered from 1 in the order of first use.
    case custom(UInt32)
}

/// Where output went.
public enum OutputStream: UInt8, Sendable {
    case standardOutput = 1
    case standardError = 2
}

/// A call that blocks the thread it is made on.
public enum BlockingCall: UInt64, CaseIterable, Sendable {
    case sleep = 1
    case usleep = 2
    case nanosleep = 3
    case clockNanosleep = 4
    case mutex = 5
    case readWriteLock = 6
    case condition = 7
    case semaphore = 8
    case futex = 9
    case join = 10
    case once = 11
    case barrier = 12
    case poll = 13
    case read = 14
    case write = 15
    case connect = 16
    case accept = 17
    case childProcess = 18
    case signal = 19
    case fileLock = 20

    /// The call's name in C, or what it waits for.
    public var name: String {
        switch self {
        case .sleep: "sleep"
        case .usleep: "usleep"
        case .nanosleep: "nanosleep"
        case .clockNanosleep: "clock_nanosleep"
        case .mutex: "a mutex"
        case .readWriteLock: "a read-write lock"
        case .condition: "a condition"
        case .semaphore: "a semaphore"
        case .futex: "a lock"
        case .join: "a thread's end"
        case .once: "a value that another thread initializes"
        case .barrier: "a barrier"
        case .poll: "poll"
        case .read: "read"
        case .write: "write"
        case .connect: "connect"
        case .accept: "accept"
        case .childProcess: "a child process"
        case .signal: "a signal"
        case .fileLock: "a file's lock"
        }
    }

    /// The word of `--json`: as in C, or what it waits for.
    public var word: String {
        switch self {
        case .mutex: "mutex"
        case .readWriteLock: "rwlock"
        case .condition: "condition"
        case .semaphore: "semaphore"
        case .futex: "futex"
        case .join: "join"
        case .once: "once"
        case .barrier: "barrier"
        case .childProcess: "wait_child"
        case .signal: "wait_signal"
        case .fileLock: "lock_file"
        default: name
        }
    }

    /// What a task does in it, as part of a sentence: `in usleep`, `waiting for a mutex`.
    public var phrase: String {
        switch self {
        case .sleep, .usleep, .nanosleep, .clockNanosleep, .poll, .read, .write, .connect, .accept:
            "in \(name)"
        default: "waiting for \(name)"
        }
    }
}

/// Why the preloaded library ended a program: going on was of no use.
public enum StopReason: UInt64, Sendable {
    /// Nothing could ever run again.
    case deadlock = 1
    /// Tasks yielded to each other without end, and nothing else could ever run.
    case livelock = 2

    /// The word of `--json`.
    public var word: String {
        switch self {
        case .deadlock: "deadlock"
        case .livelock: "livelock"
        }
    }
}

/// What a task waits for when its program is ended.
public enum Wait: Hashable, Sendable {
    case unknown
    /// Another task's end; nil where it is not known which.
    case task(TaskID?)
    /// A continuation that nobody resumed.
    case continuation
    /// The next child of a task group.
    case group
    /// Its turn on an executor.
    case executor
    /// The call that blocks its thread.
    case call
}

/// What a task is to the one that created it, as its creation says.
public enum TaskOrigin: Hashable, Sendable {
    /// `async let`.
    case asyncLet
    /// A child of a task group.
    case groupChild
    /// `Task {}`, `Task.detached` and everything else without a scope.
    case unstructured
}

/// One fact from a trace, with its strings read.
public struct TraceEvent: Equatable, Sendable {
    /// When it happened.
    public var time: Nanoseconds
    /// The thread that it happened on.
    public var thread: ThreadNumber
    /// What happened.
    public var fact: Fact

    /// A fact with its time and place.
    public init(time: Nanoseconds, thread: ThreadNumber, fact: Fact) {
        self.time = time
        self.thread = thread
        self.fact = fact
    }

    /// What happened.
    ///
    /// A nil task: none was on the thread.
    public enum Fact: Equatable, Sendable {
        case created(TaskID, by: TaskID?, origin: TaskOrigin, name: String?)
        /// Made ready, on an executor where that is known, by another task where one did.
        ///
        /// `at`: where it will go on, at a hop.
        case enqueued(TaskID, on: Executor?, by: TaskID?, at: PlaceID? = nil)
        case started(TaskID, on: Executor?)
        /// Left its thread, to wait for something.
        case stopped(TaskID, for: Wait = .unknown, at: PlaceID? = nil)
        case ended(TaskID, threw: Bool, cancelled: Bool)
        /// Asked for a timer, which the runtime serves with a hidden task of its own.
        case slept(TaskID?, timer: TaskID, until: Nanoseconds)
        case timerFired(TaskID)
        case yielded(TaskID)
        case printed(TaskID?, stream: OutputStream, text: String, at: PlaceID? = nil)
        case blocked(TaskID?, call: BlockingCall?, at: PlaceID? = nil)
        case unblocked(TaskID?)
        /// The program called exit.
        case exited(by: TaskID?)
        /// Goes on with another executor, without a queue in between.
        case switched(TaskID, on: Executor?)
        /// Where it was created.
        case createdAt(TaskID, PlaceID)
        /// What a place's number means: frames, innermost first.
        case placed(PlaceID, [ProgramAddress])
        /// Read or wrote memory, in a program that was compiled to tell it.
        case accessed(TaskID, MemoryAccess)
        /// Of those that could run, it was not the one whose turn it is in a steady schedule; where somebody
        /// who watched chose it, not the one whose turn it would have been.
        case preferred(TaskID?, to: TaskID?, chosen: Schedule.Switch? = nil)
        /// The library ends the program.
        case gaveUp(StopReason)
        /// What a task waits for as the program is ended.
        case waits(TaskID, Wait)
        /// Something that the virtual clock does not control took part, called from a place in the
        /// program: an address counted from where it is loaded; nil where that is not known.
        case uncontrolled(TaskID?, call: BlockingCall, address: ProgramAddress?)
        /// An access of a data race: of each two, the later comes first, with the memory.
        case raced(Race.Access, Race.Memory, isFormer: Bool)
        /// A custom executor's type.
        case executorNamed(Executor, String)
        case noted(TraceNote, String)
        /// A kind that this version does not know, or that tells nothing of tasks.
        case other
    }
}

/// What asynclab adds to a trace that it keeps.
public enum TraceNote: UInt64, CaseIterable, Sendable {
    /// Path of the source file.
    case sourcePath = 1
    /// The source as it was compiled.
    case sourceText = 2
    /// How the run ended: `exit 0`, `signal SIGILL`, `stopped time limit`.
    case end = 3
    /// Nanoseconds from start to end, in decimal.
    case makespan = 4
    /// Lines of source that addresses belong to: see `CodePlaces`.
    case lines = 5
    /// Path of the executable, where none of the source was kept.
    case executable = 6
}
