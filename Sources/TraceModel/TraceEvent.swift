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
    /// An actor's own turn.
    case actor
    /// One that the program brought; numbered from 1 in the order of first use.
    case custom(UInt32)
}

/// Where output went.
public enum OutputStream: UInt8, Sendable {
    case standardOutput = 1
    case standardError = 2
}

/// A call that blocks the thread it is made on.
public enum BlockingCall: UInt64, Sendable {
    case sleep = 1
    case usleep = 2
    case nanosleep = 3
    case clockNanosleep = 4

    /// The call's name in C.
    public var name: String {
        switch self {
        case .sleep: "sleep"
        case .usleep: "usleep"
        case .nanosleep: "nanosleep"
        case .clockNanosleep: "clock_nanosleep"
        }
    }
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
        case enqueued(TaskID, on: Executor?, by: TaskID?)
        case started(TaskID, on: Executor?)
        case stopped(TaskID)
        case ended(TaskID, threw: Bool, cancelled: Bool)
        /// Asked for a timer, which the runtime serves with a hidden task of its own.
        case slept(TaskID?, timer: TaskID, until: Nanoseconds)
        case timerFired(TaskID)
        case yielded(TaskID)
        case printed(TaskID?, stream: OutputStream, text: String)
        case blocked(TaskID?, call: BlockingCall?)
        case unblocked(TaskID?)
        /// The program called exit.
        case exited(by: TaskID?)
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
}
