public import Curriculum

/// How far a learner is in a lesson.
public enum LessonStanding: Equatable, Sendable {
    case notBegun
    /// Left at a step, counted from 0.
    case at(step: Int)
    /// Every step was seen, and every exercise passed.
    case done
}

extension Progress {
    /// How far the learner is in a lesson.
    public func standing(in lesson: Lesson) -> LessonStanding {
        guard let known = lessons[lesson.id] else { return .notBegun }
        let seen = lesson.steps.indices.filter { known.steps[lesson.steps[$0].id] != nil }
        guard let furthest = seen.last else { return .notBegun }
        if lesson.steps.allSatisfy({ isDone($0, of: lesson) }) { return .done }
        // The step may have gone from the lesson since.
        let left = lesson.steps.firstIndex { $0.id == known.last?.step }
        return .at(step: left ?? furthest)
    }

    /// Whether a step of a lesson was seen.
    public func hasSeen(_ step: Step, of lesson: Lesson) -> Bool {
        lessons[lesson.id]?.steps[step.id] != nil
    }

    /// Whether there is nothing left to do at a step: it was seen; an exercise was passed.
    public func isDone(_ step: Step, of lesson: Lesson) -> Bool {
        step.exercise.map { hasPassed($0, ofLesson: lesson.id) } ?? hasSeen(step, of: lesson)
    }

    /// The minutes that the lesson may still take: those of the steps that are not done.
    public func minutesLeft(of lesson: Lesson) -> Int {
        let open = lesson.steps.count { !isDone($0, of: lesson) }
        let steps = max(1, lesson.steps.count)
        return (lesson.minutes * open + steps / 2) / steps
    }

    /// The step to open a lesson at, counted from 0: where it was left; its first one where it is
    /// new or done.
    public func start(of lesson: Lesson) -> Int {
        if case .at(let step) = standing(in: lesson) { step } else { 0 }
    }

    /// Where the learner stopped: the lesson that was open last, and the step; nil where it is not
    /// of this course.
    public func lastPlace(in course: Course) -> (lesson: Lesson, step: Int)? {
        guard let last, let lesson = course.lessons.first(where: { $0.id == last.lesson }) else {
            return nil
        }
        let step = lesson.steps.firstIndex { $0.id == lessons[lesson.id]?.last?.step }
        return (lesson, step ?? start(of: lesson))
    }

    /// The guesses at a lesson's questions, by step id, as positions among the choices.
    ///
    /// A choice that is not offered any more is left out.
    func guesses(in lesson: Lesson) -> [String: Int] {
        lesson.steps.reduce(into: [:]) { guesses, step in
            let place = StepPlace(lesson: lesson.id, step: step.id)
            guesses[step.id] = prediction(at: place).flatMap { prediction in
                step.question?.choices.firstIndex { $0.text == prediction.guess }
            }
        }
    }
}
