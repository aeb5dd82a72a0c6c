/// What came of one run by a schedule.
public struct ScheduledRun: Equatable, Sendable {
    /// How a run ended.
    public enum Ending: Hashable, Sendable {
        case exited(Int)
        /// By a signal, by number.
        case crashed(Int)
        case deadlock
        case livelock
        /// It took longer in real time than it was given.
        case tooLong
    }

    /// One choice, where more than one could run.
    public struct Choice: Equatable, Sendable {
        /// How many could run, at least 2.
        public let count: Int
        /// Which did: 0 as in the steady schedule, else which other.
        public let other: Int
        /// The task that did, by its id; nil: a thread of the program, or work without a task.
        public let task: Int?

        /// `count` could run, and `other` did, of `task`.
        public init(count: Int, other: Int, task: Int?) {
            self.count = count
            self.other = other
            self.task = task
        }
    }

    /// How it ended.
    public var ending: Ending
    /// The choices, in order, as far as they were kept.
    public var choices: [Choice]
    /// How many there were.
    public var choiceCount: Int
    /// Tasks that there were.
    public var tasks: Int
    /// The same only for runs that went the same way.
    public var fingerprint: UInt64
    /// A switch that was asked for was not possible.
    public var hasMisfit: Bool
    /// Something took part that the virtual clock does not control: it may go another way next time.
    public var isUncontrolled: Bool
    /// How what it printed begins.
    public var output: [UInt8]
    /// Of all that it printed.
    public var outputHash: UInt64
    /// Of the lines that it printed, whatever their order.
    public var linesHash: UInt64

    /// A run, told in full.
    public init(
        ending: Ending,
        choices: [Choice],
        choiceCount: Int,
        tasks: Int,
        fingerprint: UInt64 = 0,
        hasMisfit: Bool = false,
        isUncontrolled: Bool = false,
        output: [UInt8] = [],
        outputHash: UInt64 = 0,
        linesHash: UInt64 = 0
    ) {
        self.ending = ending
        self.choices = choices
        self.choiceCount = choiceCount
        self.tasks = tasks
        self.fingerprint = fingerprint
        self.hasMisfit = hasMisfit
        self.isUncontrolled = isUncontrolled
        self.output = output
        self.outputHash = outputHash
        self.linesHash = linesHash
    }

    /// Where it was not steady; nil: it had more choices than were kept.
    public var switches: [Schedule.Switch]? {
        guard choices.count == choiceCount else { return nil }
        return choices.enumerated().compactMap { index, choice in
            choice.other == 0 ? nil : Schedule.Switch(choice: index, other: choice.other)
        }
    }
}

/// What is wrong with a run.
public enum Failure: Hashable, Sendable {
    case exited(Int)
    case crashed(Int)
    case deadlock
    case livelock
    case tooLong
    /// It printed other lines than the first run did; their order does not matter.
    case otherOutput
    /// It is not as it is required, in a sentence.
    case unwanted(String)

    /// What is wrong with `run`, where `first` is the one that others are held against; nil: nothing.
    public init?(_ run: ScheduledRun, first: ScheduledRun) {
        switch run.ending {
        case .exited(0):
            guard first.ending == .exited(0), run.linesHash != first.linesHash else { return nil }
            self = .otherOutput
        case .exited(let status): self = .exited(status)
        case .crashed(let signal): self = .crashed(signal)
        case .deadlock: self = .deadlock
        case .livelock: self = .livelock
        case .tooLong: self = .tooLong
        }
    }
}
