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
        /// Places where it is not steady; nil: it is told by how it was found.
        public let switches: Int?

        /// A failing schedule.
        public init(failure: Failure, token: ScheduleToken, switches: Int?) {
            self.failure = failure
            self.token = token
            self.switches = switches
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
        }
    }
}
