/// What is kept of a learner: where they are, what they have seen, and what they guessed.
///
/// Lessons, steps and exercises are named by their ids, so that a course may grow and change its
/// order. Ids that a course does not know stay as they are.
public struct Progress: Equatable, Codable, Sendable {
    /// The lesson that was open last, and since when.
    public internal(set) var last: LastLesson?
    /// What is known of each lesson, by its id.
    public internal(set) var lessons: [String: LessonProgress]

    /// Nothing is known yet.
    public init() {
        lessons = [:]
    }
}

/// A moment in UTC, such as `2026-05-04T09:30:00Z`.
///
/// ``LabState`` has no clock: what it notes itself is at ``unknown``. Who keeps progress knows when.
public struct Moment: RawRepresentable, Hashable, Comparable, Codable, Sendable {
    /// ISO 8601, to the second; the later moment is the greater text.
    public let rawValue: String

    /// The moment of a text.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Before all others.
    public static let unknown = Moment(rawValue: "")

    /// Orders moments by time.
    public static func < (left: Moment, right: Moment) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// The lesson that was open last.
public struct LastLesson: Equatable, Codable, Sendable {
    /// The lesson's id.
    public var lesson: String
    /// When a step of it was opened.
    public var at: Moment
}

/// The step that a lesson was left at.
public struct LastStep: Equatable, Codable, Sendable {
    /// The step's id.
    public var step: String
    /// When it was opened.
    public var at: Moment
}

/// What is known of one lesson.
public struct LessonProgress: Equatable, Codable, Sendable {
    /// Where the learner left it.
    public internal(set) var last: LastStep?
    /// The steps that were seen, by id.
    public internal(set) var steps: [String: StepProgress] = [:]
    /// The exercises that were tried, by name.
    public internal(set) var exercises: [String: ExerciseProgress] = [:]

    init() {}
}

/// A step that was seen.
public struct StepProgress: Equatable, Codable, Sendable {
    /// When it was first seen.
    public var seen: Moment
    /// The learner's answer to its question.
    public var prediction: Prediction?
}

/// A learner's answer to a question, and what came of it.
public struct Prediction: Equatable, Codable, Sendable {
    /// The choice as it reads: its place may change, and then it is still the same answer.
    public var guess: String
    /// When it was made.
    public var at: Moment
    /// What the run said; nil as long as there was none.
    public var outcome: PredictionOutcome?
}

/// What a run answered to a question.
public struct PredictionOutcome: Equatable, Codable, Sendable {
    /// The answer as it reads, such as `1.51 s`.
    public var answer: String
    /// The choice that was right, as it reads; nil where none was.
    public var rightChoice: String?

    private enum CodingKeys: String, CodingKey {
        case answer
        case rightChoice = "right_choice"
    }

    /// An answer, and the choice that it makes right.
    public init(answer: String, rightChoice: String?) {
        self.answer = answer
        self.rightChoice = rightChoice
    }
}

/// An exercise that was tried.
public struct ExerciseProgress: Equatable, Codable, Sendable {
    /// Every check of it, the oldest first.
    public internal(set) var attempts: [Attempt] = []
    /// How many of its hints were shown, from the first on.
    public internal(set) var hints = 0

    init() {}

    /// Whether any check has passed.
    public var isPassed: Bool { attempts.contains { $0.passed } }
}

/// One check of an exercise.
public struct Attempt: Hashable, Codable, Sendable {
    /// When it was made.
    public var at: Moment
    /// Whether the program behaved as it should.
    public var passed: Bool
}

// Every part may be missing, so that a file can be written and mended by hand.

extension Progress {
    private enum CodingKeys: String, CodingKey { case last, lessons }

    /// Reads progress.
    ///
    /// - Throws: `DecodingError` where something of it is no progress.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        last = try container.decodeIfPresent(LastLesson.self, forKey: .last)
        lessons =
            try container.decodeIfPresent([String: LessonProgress].self, forKey: .lessons) ?? [:]
    }
}

extension ExerciseProgress {
    private enum CodingKeys: String, CodingKey { case attempts, hints }

    /// Reads what is known of an exercise.
    ///
    /// - Throws: `DecodingError` where something of it is no progress.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        attempts = try container.decodeIfPresent([Attempt].self, forKey: .attempts) ?? []
        hints = max(0, try container.decodeIfPresent(Int.self, forKey: .hints) ?? 0)
    }
}

extension LessonProgress {
    private enum CodingKeys: String, CodingKey { case last, steps, exercises }

    /// Reads what is known of a lesson.
    ///
    /// - Throws: `DecodingError` where something of it is no progress.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        last = try container.decodeIfPresent(LastStep.self, forKey: .last)
        steps = try container.decodeIfPresent([String: StepProgress].self, forKey: .steps) ?? [:]
        exercises =
            try container.decodeIfPresent([String: ExerciseProgress].self, forKey: .exercises)
            ?? [:]
    }
}
