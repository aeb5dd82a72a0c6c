extension Progress {
    /// Takes in another learner's file, or the same learner's from elsewhere: nothing is lost.
    ///
    /// A place is where the learner was last, a step was seen when it first was, attempts come
    /// together, hints were shown as far as in either, and of two answers the one that a run was held against counts, the earlier one
    /// where both were. It does not matter which of two is taken into which.
    public mutating func merge(_ other: Progress) {
        last = later(last, other.last) { ($0.at, $0.lesson) }
        lessons.merge(other.lessons) { $0.merged(with: $1) }
    }
}

extension LessonProgress {
    fileprivate func merged(with other: LessonProgress) -> LessonProgress {
        var merged = self
        merged.last = later(last, other.last) { ($0.at, $0.step) }
        merged.steps.merge(other.steps) { $0.merged(with: $1) }
        merged.exercises.merge(other.exercises) { $0.merged(with: $1) }
        return merged
    }
}

extension StepProgress {
    fileprivate func merged(with other: StepProgress) -> StepProgress {
        var merged = self
        merged.seen = min(seen, other.seen)
        if let theirs = other.prediction {
            merged.prediction = prediction.map { $0.merged(with: theirs) } ?? theirs
        }
        return merged
    }
}

extension Prediction {
    fileprivate func merged(with other: Prediction) -> Prediction {
        if (outcome == nil) != (other.outcome == nil) { return outcome == nil ? other : self }
        let isEarlier = key < other.key
        return isEarlier == (outcome != nil) ? self : other
    }

    private var key: (Moment, String, String) { (at, guess, outcome?.answer ?? "") }
}

extension ExerciseProgress {
    /// Attempts of one second that look alike are told apart only where one file has both.
    fileprivate func merged(with other: ExerciseProgress) -> ExerciseProgress {
        let ours = Dictionary(grouping: attempts) { $0 }
        let theirs = Dictionary(grouping: other.attempts) { $0 }
        let all = ours.merging(theirs) { $0.count < $1.count ? $1 : $0 }.values.joined()
        var merged = ExerciseProgress()
        merged.attempts = all.sorted { ($0.at, $0.passed ? 1 : 0) < ($1.at, $1.passed ? 1 : 0) }
        merged.hints = max(hints, other.hints)
        return merged
    }
}

private func later<Value, Key: Comparable>(
    _ first: Value?,
    _ second: Value?,
    by key: (Value) -> (Moment, Key)
) -> Value? {
    guard let first, let second else { return first ?? second }
    return key(first) < key(second) ? second : first
}

/// How much progress there is.
public struct ProgressCount: Equatable, Sendable {
    /// Lessons that were begun.
    public var lessons: Int
    /// Steps that were seen.
    public var steps: Int
    /// Questions that were answered.
    public var predictions: Int
    /// Checks of exercises.
    public var attempts: Int
    /// Hints that were shown.
    public var hints: Int

    /// Counts what there is.
    public init(_ progress: Progress) {
        let steps = progress.lessons.values.flatMap(\.steps.values)
        let exercises = progress.lessons.values.flatMap(\.exercises.values)
        lessons = progress.lessons.count
        self.steps = steps.count
        predictions = steps.count { $0.prediction != nil }
        attempts = exercises.reduce(0) { $0 + $1.attempts.count }
        hints = exercises.reduce(0) { $0 + $1.hints }
    }
}
