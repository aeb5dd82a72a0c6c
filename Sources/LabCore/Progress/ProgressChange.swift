/// A step of some lesson.
public struct StepPlace: Hashable, Sendable {
    /// The lesson's id.
    public let lesson: String
    /// The step's id.
    public let step: String

    /// A step by the ids.
    public init(lesson: String, step: String) {
        self.lesson = lesson
        self.step = step
    }
}

/// Something that a learner did and that is kept.
public enum ProgressChange: Equatable, Sendable {
    /// The learner is at a step, and has seen it.
    case reached(StepPlace)
    /// The learner answered a question, or the run did.
    case predicted(StepPlace, guess: String, outcome: PredictionOutcome?)
    /// The learner had an exercise checked.
    case attempted(exercise: String, lesson: String, passed: Bool)
    /// The learner was shown so many of an exercise's hints, from the first on.
    case hinted(exercise: String, lesson: String, count: Int)
}

extension Progress {
    /// Notes what a learner did.
    ///
    /// An answer that a run was held against stands.
    public mutating func apply(_ change: ProgressChange, at moment: Moment) {
        switch change {
        case .reached(let place):
            last = LastLesson(lesson: place.lesson, at: moment)
            see(place, at: moment)
            lessons[place.lesson]?.last = LastStep(step: place.step, at: moment)
        case .predicted(let place, let guess, let outcome):
            see(place, at: moment)
            let known = prediction(at: place)
            guard known?.outcome == nil else { return }
            let isSame = known?.guess == guess
            lessons[place.lesson]?.steps[place.step]?.prediction = Prediction(
                guess: guess,
                at: isSame ? known?.at ?? moment : moment,
                outcome: outcome
            )
        case .attempted(let exercise, let lesson, let passed):
            lessons[lesson, default: LessonProgress()]
                .exercises[exercise, default: ExerciseProgress()]
                .attempts.append(Attempt(at: moment, passed: passed))
        case .hinted(let exercise, let lesson, let count):
            let known = self.exercise(exercise, of: lesson).hints
            lessons[lesson, default: LessonProgress()]
                .exercises[exercise, default: ExerciseProgress()].hints = max(known, count)
        }
    }

    /// The answer given at a step.
    public func prediction(at place: StepPlace) -> Prediction? {
        lessons[place.lesson]?.steps[place.step]?.prediction
    }

    /// What is known of an exercise; nothing where it was never tried.
    public func exercise(_ exercise: String, of lesson: String) -> ExerciseProgress {
        lessons[lesson]?.exercises[exercise] ?? ExerciseProgress()
    }

    private mutating func see(_ place: StepPlace, at moment: Moment) {
        var lesson = lessons[place.lesson] ?? LessonProgress()
        if lesson.steps[place.step] == nil { lesson.steps[place.step] = StepProgress(seen: moment) }
        lessons[place.lesson] = lesson
    }
}
