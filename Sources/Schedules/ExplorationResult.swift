/// What a search among schedules has found.
public struct ExplorationResult: Equatable, Sendable {
    /// What was covered, and, where one failed, up to it.
    public let coverage: Coverage
    /// The schedule that fails; nil: none did.
    public let failing: Failing?

    /// A schedule that fails, as short as it could be made.
    public struct Failing: Equatable, Sendable {
        /// What is wrong.
        public let failure: Failure
        /// To replay it; it fits what is printed of it.
        public let token: ScheduleToken
        /// Lines that it prints and the first schedule does not, and the other way round, as far as
        /// what is kept of the output tells.
        public let lines: LineDifference
        /// Places where it is not steady; nil: it is told by how it was found.
        public let switches: Int?
        /// Without its last switch it was run, and does not fail.
        public let hangsOnLastSwitch: Bool
        /// Why it fails, in a sentence without a full stop; nil: that is not known.
        public let cause: String?

        /// A failing schedule.
        public init(
            failure: Failure,
            lines: LineDifference = LineDifference(),
            token: ScheduleToken,
            switches: Int?,
            hangsOnLastSwitch: Bool = false,
            cause: String? = nil
        ) {
            self.failure = failure
            self.lines = lines
            self.token = token
            self.switches = switches
            self.hangsOnLastSwitch = hangsOnLastSwitch
            self.cause = cause
        }
    }

    /// The result of a search.
    public init(coverage: Coverage, failing: Failing?) {
        self.coverage = coverage
        self.failing = failing
    }
}

extension Failure {
    /// What the program did, without a full stop: `it deadlocks`.
    public var sentence: String {
        switch self {
        case .exited(let status): "it exits with status \(status)"
        case .crashed(let signal): "it crashes (signal \(signal))"
        case .deadlock: "it deadlocks"
        case .livelock: "it runs in circles: its tasks yield to each other without end"
        case .tooLong: "it does not end"
        case .otherOutput: "it prints other lines than in the first schedule"
        case .unwanted(let sentence): sentence
        }
    }

    /// One word for programs that read it.
    public var word: String {
        switch self {
        case .exited: "exit"
        case .crashed: "crash"
        case .deadlock: "deadlock"
        case .livelock: "livelock"
        case .tooLong: "time limit"
        case .otherOutput: "other output"
        case .unwanted: "unwanted"
        }
    }
}

/// In which lines two outputs differ, whatever their order.
public struct LineDifference: Equatable, Sendable {
    /// Lines that the first schedule's output does not have.
    public let added: [String]
    /// Lines that only the first schedule's output has.
    public let missing: [String]

    /// No difference that is known.
    public init() {
        (added, missing) = ([], [])
    }

    /// The difference of a run's output and the first one's.
    public init(_ output: [UInt8], first: [UInt8]) {
        added = Self.lines(output, without: first)
        missing = Self.lines(first, without: output)
    }

    private static func lines(_ output: [UInt8], without other: [UInt8]) -> [String] {
        var left: [ArraySlice<UInt8>: Int] = [:]
        for line in other.split(separator: 10) { left[line, default: 0] += 1 }
        return output.split(separator: 10).filter { line in
            left[line, default: 0] -= 1
            return left[line, default: 0] < 0
        }.map { String(decoding: $0, as: UTF8.self) }
    }
}
