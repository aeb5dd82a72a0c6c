/// How a run ended.
public enum RunEnding: Hashable, Sendable {
    /// The program ended with this exit status.
    case exited(Int32)
    /// A signal ended the program: its name, such as `SIGILL`, and its number.
    case signaled(name: String, number: Int32)
    /// The program was stopped.
    case stopped(StopReason)

    /// Why a program was stopped.
    public enum StopReason: Hashable, Sendable {
        /// It ran longer than allowed.
        case timeLimit
        /// Its processes used more memory than allowed.
        case memoryLimit
        /// It wrote more than allowed.
        case outputLimit
        /// It had more processes than allowed.
        case processLimit
        /// Somebody asked for it.
        case asked
    }
}

/// What is known about a run when it is over.
public struct RunResult: Hashable, Sendable {
    /// How it ended.
    public let ending: RunEnding
    /// When the program was started, in nanoseconds of CLOCK_MONOTONIC.
    public let startedNanoseconds: Int64
    /// When it ended or was stopped, on the same clock.
    public let endedNanoseconds: Int64
    /// CPU time of the program's own code, with the children that it waited for; nanoseconds.
    public let userNanoseconds: Int64
    /// CPU time of the kernel for it; nanoseconds.
    public let systemNanoseconds: Int64
    /// The most resident memory of its largest process; bytes.
    public let maxResidentBytes: Int64

    /// From start to end, in seconds.
    public var seconds: Double { Double(endedNanoseconds - startedNanoseconds) / 1e9 }

    func ending(_ ending: RunEnding) -> RunResult {
        RunResult(
            ending: ending,
            startedNanoseconds: startedNanoseconds,
            endedNanoseconds: endedNanoseconds,
            userNanoseconds: userNanoseconds,
            systemNanoseconds: systemNanoseconds,
            maxResidentBytes: maxResidentBytes
        )
    }
}
