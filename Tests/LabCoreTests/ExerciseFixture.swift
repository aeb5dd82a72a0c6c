import Curriculum
import Grading
import LabCore

/// A lesson of two steps: words, and an exercise; and a course of it.
enum ExerciseFixture {
    static let exercise = Exercise(
        id: "two-letters",
        title: "Two letters",
        prompt: [.paragraph([TextSpan("Write two letters.")])],
        hints: [
            Hint(title: "Where", text: [.paragraph([TextSpan("Line 2.")])]),
            Hint(title: "What", text: [.paragraph([TextSpan("A group.")])]),
        ],
        starter: program("starter", "let a = 1\n// TODO: write\n"),
        solution: program("solution", "let a = 1\nlet b = 2\n"),
        check: Check(requirements: [Requirement(.everySchedule(300))])
    )

    static let lesson = Lesson(
        id: "letters",
        number: 7,
        title: "Letters",
        minutes: 10,
        steps: [
            Step(id: "words", title: "Words"),
            Step(
                id: exercise.id,
                title: exercise.title,
                text: exercise.prompt,
                program: exercise.starter,
                exercise: exercise
            ),
        ]
    )

    static let place = StepPlace(lesson: "letters", step: "two-letters")

    static var edit: EditRequest {
        EditRequest(
            place: place,
            original: exercise.starter,
            line: 2,
            exercise: LessonExercise(exercise: exercise, lesson: lesson)
        )
    }

    static func program(_ name: String, _ source: String) -> ProgramReference {
        ProgramReference(
            name: name,
            path: "/learner/\(name).swift",
            source: source,
            settings: ProgramSettings()
        )
    }

    /// The learner's file.
    static func own(_ source: String) -> ProgramReference { program("two-letters", source) }

    /// The tutorial at the exercise, or at the step before.
    static func state(step: Int = 1, _ progress: Progress = Progress()) -> LabState {
        let course = Course(lessons: [lesson])
        var state =
            LabState(course: course, progress: progress, lesson: lesson, step: step)
            ?? LabState(subject: .lesson(lesson, step: step))
        _ = update(&state, .opened)
        return state
    }

    static func press(_ commands: Command..., in state: inout LabState) -> [LabEffect] {
        commands.flatMap { update(&state, .commanded($0)) }
    }

    /// The effect of a check.
    static func check(
        _ number: Int,
        _ program: ProgramReference,
        wantsSolutionRun: Bool = true
    ) -> LabEffect {
        .check(
            RunID(rawValue: number),
            CheckRequest(
                place: place,
                exercise: exercise,
                program: program,
                wantsSolutionRun: wantsSolutionRun
            )
        )
    }

    /// A check of this number comes to its end.
    static func judge(
        _ number: Int,
        _ verdict: Verdict,
        run: RunState? = nil,
        in state: inout LabState
    ) -> [LabEffect] {
        let id = RunID(rawValue: number)
        let told = LessonFixture.reports.flatMap { update(&state, .checked(id, .run($0))) }
        return told + update(&state, .checked(id, .judged(verdict, run: run)))
    }

    static let fault = Verdict(
        fault: Fault(.makespan, "It takes too long.", line: 1, task: "child")
    )

    static func attempted(_ passed: Bool) -> LabEffect {
        .keep([.attempted(exercise: exercise.id, lesson: "letters", passed: passed)])
    }
}
