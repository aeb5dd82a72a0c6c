import ArgumentParser
import Curriculum
import Glibc
import LabCore
import ProgressStore

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
        let store = ProgressStore(environment: installation.environment)
        let kept = Blocking.wait { await store.read() }
        if let trouble = kept.problem.map({ "\($0)" }) ?? kept.notice {
            let text = Array("\(trouble)\n".utf8)
            _ = write(STDERR_FILENO, text, text.count)
        }
        if json {
            print(try JSONText.of(CourseListing(course, kept.progress)))
        } else {
            for lesson in course.lessons { tell(lesson, kept.progress) }
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
            print(" \(mark) \(index + 1) \(step.title)\(program)")
        }
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
        let seen: Bool
        let prediction: PredictionEntry?
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
                program: step.program?.name,
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
