import ArgumentParser
import Curriculum
import LabCore

/// `asynclab lessons`.
struct LessonsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lessons",
        abstract: "List the lessons and their steps, and how far you are."
    )

    @Flag(help: "As one JSON object.")
    var json = false

    func run() throws {
        let installation = Installation.current
        let course = try installation.course()
        let progress = installation.progress()
        if json {
            print(try JSONText.of(CourseListing(course, progress)))
        } else {
            for lesson in course.lessons { tell(lesson, progress) }
        }
    }

    private func tell(_ lesson: Lesson, _ progress: Progress) {
        let standing =
            switch progress.standing(in: lesson) {
            case .notBegun: "not begun"
            case .at(let step): "step \(step + 1) of \(lesson.steps.count)"
            case .done: "done"
            }
        let facts = "\(lesson.minutes) minutes, \(standing), \(lesson.id)"
        print("\(lesson.number)  \(lesson.title)  (\(facts))")
        for (index, step) in lesson.steps.enumerated() {
            let mark = progress.hasSeen(step, of: lesson) ? "*" : " "
            let program = step.program.map { "  \(lesson.number)/\($0.name)" } ?? ""
            let exercise = step.exercise.map { "  " + attempts(at: $0, of: lesson, progress) }
            print(" \(mark) \(index + 1) \(step.title)\(exercise ?? program)")
        }
    }

    /// An exercise's name, and how far the learner is with it.
    private func attempts(at exercise: Exercise, of lesson: Lesson, _ progress: Progress) -> String
    {
        let known = progress.exercise(exercise.id, of: lesson.id)
        let count = known.attempts.count
        let attempts = count == 1 ? "1 attempt" : "\(count) attempts"
        let facts =
            known.isPassed
            ? "passed, \(attempts)" : count > 0 ? "not passed yet, \(attempts)" : "not tried yet"
        return "\(exercise.id)  (exercise, \(facts))"
    }
}

/// What `lessons --json` tells.
struct CourseListing: Encodable {
    struct LessonEntry: Encodable {
        let id: String
        let number: Int
        let title: String
        let minutes: Int
        /// `not begun`, `begun` or `done`.
        let state: String
        /// The step to go on at, from 1.
        let nextStep: Int
        let steps: [StepEntry]

        private enum CodingKeys: String, CodingKey {
            case id, number, title, minutes, state, steps
            case nextStep = "next_step"
        }
    }

    struct StepEntry: Encodable {
        let id: String
        let title: String
        let program: String?
        let exercise: ExerciseEntry?
        let seen: Bool
        let prediction: PredictionEntry?
    }

    struct ExerciseEntry: Encodable {
        let name: String
        let passed: Bool
        /// How often it was checked.
        let attempts: Int
        let hintsShown: Int
        let hints: Int

        private enum CodingKeys: String, CodingKey {
            case name, passed, attempts, hints
            case hintsShown = "hints_shown"
        }
    }

    /// A guess; without a run there is no answer yet, and it is neither right nor wrong.
    struct PredictionEntry: Encodable {
        let guess: String
        let answer: String?
        let right: Bool?
    }

    let lessons: [LessonEntry]

    init(_ course: Course, _ progress: Progress) {
        lessons = course.lessons.map { LessonEntry($0, progress) }
    }
}

extension CourseListing.LessonEntry {
    init(_ lesson: Lesson, _ progress: Progress) {
        id = lesson.id
        number = lesson.number
        title = lesson.title
        minutes = lesson.minutes
        state =
            switch progress.standing(in: lesson) {
            case .notBegun: "not begun"
            case .at: "begun"
            case .done: "done"
            }
        nextStep = progress.start(of: lesson) + 1
        steps = lesson.steps.map { step in
            let place = StepPlace(lesson: lesson.id, step: step.id)
            return CourseListing.StepEntry(
                id: step.id,
                title: step.title,
                program: step.exercise == nil ? step.program?.name : nil,
                exercise: step.exercise.map {
                    CourseListing.ExerciseEntry($0, progress.exercise($0.id, of: lesson.id))
                },
                seen: progress.hasSeen(step, of: lesson),
                prediction: progress.prediction(at: place).map { prediction in
                    CourseListing.PredictionEntry(
                        guess: prediction.guess,
                        answer: prediction.outcome?.answer,
                        right: prediction.outcome.map { $0.rightChoice == prediction.guess }
                    )
                }
            )
        }
    }
}

extension CourseListing.ExerciseEntry {
    init(_ exercise: Exercise, _ progress: ExerciseProgress) {
        name = exercise.id
        passed = progress.isPassed
        attempts = progress.attempts.count
        hintsShown = progress.hints
        hints = exercise.hints.count
    }
}
