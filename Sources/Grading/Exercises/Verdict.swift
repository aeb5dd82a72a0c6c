/// What came of checking an answer to an exercise.
public struct Verdict: Equatable, Sendable, Codable {
    /// What is wrong first; nil: nothing, it is passed.
    public var fault: Fault?
    /// How sure it is, where schedules were tried: a sentence.
    public var coverage: String?
    /// By which schedule the run is to be shown; nil: the first.
    public var schedule: String?

    /// A verdict; without a fault the answer is right.
    public init(fault: Fault? = nil, coverage: String? = nil, schedule: String? = nil) {
        self.fault = fault
        self.coverage = coverage
        self.schedule = schedule
    }

    /// The answer is right.
    public var isPassed: Bool { fault == nil }
}

/// The first thing that is wrong with an answer.
public struct Fault: Equatable, Sendable, Codable {
    /// What kind of thing it is, by the words of `--json`.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        case compile = "compile-error"
        case given = "given-changed"
        case source
        case crash
        case deadlock
        case livelock
        case tooLong = "time-limit"
        case limit
        case status = "exit-status"
        case output
        case makespan
        case inFlight = "in-flight"
        case happens
        case overlap
        case order
        case blocked
        case tasks
        case place
        case race = "data-race"
    }

    /// What kind of thing it is.
    public var kind: Kind
    /// One sentence, with a full stop.
    public var sentence: String
    /// The author's sentence, or what of a mistake that is known was seen in the run.
    public var explanation: String?
    /// Why a schedule breaks it, in a sentence; nil: not known, or every schedule does.
    public var cause: String?
    /// The line of the learner's file, from 1.
    public var line: Int?
    /// The task, as a reader calls it.
    public var task: String?
    /// What was wanted; nil where the sentence says it all.
    public var expected: String?
    /// What is instead.
    public var actual: String?
    /// A run takes so many seconds more than it may.
    var excessSeconds: Double?
    /// What is wrong is that things do not go on at one time that should.
    var isTooLittleAtATime = false

    private enum CodingKeys: String, CodingKey {
        case kind, sentence, explanation, cause, line, task, expected, actual
    }

    /// A fault.
    public init(
        _ kind: Kind,
        _ sentence: String,
        line: Int? = nil,
        task: String? = nil,
        expected: String? = nil,
        actual: String? = nil
    ) {
        self.kind = kind
        self.sentence = sentence
        self.line = line
        self.task = task
        self.expected = expected
        self.actual = actual
    }

    /// All that is said of it, sentence by sentence.
    public var text: String {
        [sentence, cause, explanation].compactMap(\.self).joined(separator: " ")
    }
}
