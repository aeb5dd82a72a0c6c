import Curriculum
import Grading
import LabCore
import TraceModel

/// The two downloads as an exercise: they are to sleep together.
enum ExerciseFixture {
    static let exercise = Exercise(
        id: "two-pages",
        title: "Two pages",
        prompt: [.paragraph([TextSpan("Let no download block the other.")])],
        hints: [
            Hint(title: "Where to look", text: [.paragraph([TextSpan("At line 4.")])]),
            Hint(title: "A skeleton", text: [.code("await nap()\n", language: "swift")]),
        ],
        starter: program("starter", Fixture.source),
        solution: program(
            "solution",
            Fixture.source.replacing("legacyCall(0.25)", with: "await nap(0.25)")
        ),
        check: Check(
            passed: [.paragraph([TextSpan("Both sleep at the same time.")])],
            requirements: [Requirement(.everySchedule(300))]
        )
    )

    private static let lesson = Lesson(
        id: "test",
        number: 2,
        title: "Sleeping",
        minutes: 5,
        steps: [
            Step(id: "words", title: "Words"),
            Step(
                id: exercise.id,
                title: exercise.title,
                text: exercise.prompt,
                program: exercise.starter,
                exercise: exercise
            ),
            Step(id: "summary", title: "Summary"),
        ]
    )

    static func program(_ name: String, _ source: String) -> ProgramReference {
        ProgramReference(
            name: name,
            path: "/learner/\(name).swift",
            source: source,
            settings: ProgramSettings()
        )
    }

    /// The learner's file, a line longer than the starter.
    static let own = program(
        "two-pages",
        Fixture.source.replacing("    legacyCall", with: "    // Quicker?\n    legacyCall")
    )

    /// The exercise as it is opened.
    static var opened: LabState {
        let course = Course(lessons: [lesson])
        var state =
            LabState(course: course, progress: Progress(), lesson: lesson, step: 1)
            ?? LabState(subject: .lesson(lesson, step: 1))
        _ = update(&state, .opened)
        return state
    }

    /// The learner has saved their file, and the check has a picture of it.
    static var checking: LabState {
        var state = opened
        let place = StepPlace(lesson: "test", step: exercise.id)
        _ = update(&state, .copyRead(place, own, isSaved: true))
        for report in Fixture.reports { tell(&state, .run(report)) }
        tell(&state, .tried(schedules: 120))
        return state
    }

    /// Not passed: it takes too long, by any schedule.
    static var wrong: LabState {
        var fault = Fault(
            .makespan,
            "It takes 0.75 s; it should take at most 0.55 s.",
            line: 5,
            task: "download 2",
            expected: "page 1\npage 2",
            actual: "page 1\npage 3"
        )
        fault.cause = "Download 1 blocks the thread."
        fault.explanation = "Nobody else can use it."
        return judged(Verdict(fault: fault))
    }

    static var passed: LabState { judged(Verdict(coverage: "It holds under 300 schedules.")) }

    static func judged(_ verdict: Verdict) -> LabState {
        var state = checking
        tell(&state, .judged(verdict, run: nil))
        var wanted = RunState(id: RunID(rawValue: 7))
        for report in Fixture.reports { wanted.apply(report) }
        tell(&state, .wanted(wanted))
        return state
    }

    private static func tell(_ state: inout LabState, _ event: CheckEvent) {
        _ = update(&state, .checked(RunID(rawValue: 1), event))
    }
}
