import Curriculum
import LabCore
import TraceModel

/// A lesson of three steps: text alone, a program with a question, the same program without.
enum LessonFixture {
    static let program = ProgramReference(
        name: "sleepy",
        path: "sleepy.swift",
        source: "let a = 1\nlet b = 2\n",
        settings: ProgramSettings()
    )

    static let lesson = Lesson(
        id: "test",
        number: 7,
        title: "A test",
        minutes: 5,
        steps: [
            Step(id: "text", title: "Words", text: [.paragraph([TextSpan("Read this.")])]),
            Step(
                id: "ask",
                title: "A question",
                text: [.paragraph([TextSpan("Look.")])],
                program: program,
                question: Question(
                    text: "How long?",
                    choices: [
                        Choice(.seconds(0.5), because: "It waits twice."), Choice(.seconds(1)),
                    ],
                    measure: .makespan
                ),
                highlightedLines: [2],
                python: ["await asyncio.sleep(1)"]
            ),
            Step(id: "again", title: "Once more", program: program),
        ]
    )

    static func state(step: Int = 0) -> LabState {
        var state = LabState(subject: .lesson(lesson, step: 0))
        for _ in 0..<step { _ = update(&state, .commanded(.nextStep)) }
        return state
    }

    /// The reports of a run of one second: main waits for a child that sleeps.
    static let reports: [RunReport] = [
        .compiled,
        .traced(
            [
                event(0, .created(main, by: nil, origin: .unstructured, name: nil)),
                event(1, .started(main, on: .main)),
                event(2, .created(child, by: main, origin: .groupChild, name: "child")),
                event(3, .enqueued(child, on: .main, by: main)),
                event(4, .stopped(main)),
                event(5, .started(child, on: .main)),
                event(6, .printed(child, stream: .standardOutput, text: "hello\n")),
                event(7, .slept(child, timer: TaskID(rawValue: 3), until: 900_000_000)),
                event(8, .stopped(child)),
            ],
            dropped: 0
        ),
        .traced(
            [
                event(900_000_000, .timerFired(TaskID(rawValue: 3))),
                event(900_000_001, .enqueued(child, on: .main, by: nil)),
                event(900_000_002, .started(child, on: .main)),
                event(1_000_000_000, .ended(child, threw: false, cancelled: false)),
                event(1_000_000_001, .enqueued(main, on: .main, by: nil)),
                event(1_000_000_002, .started(main, on: .main)),
            ],
            dropped: 0
        ),
        .ended(.exited(0), at: 1_000_000_100, inGoodOrder: true),
    ]

    /// The effect that starts the run of this number under a clock.
    static func run(_ number: Int, _ clock: ClockSettings = ClockSettings()) -> LabEffect {
        .run(RunID(rawValue: number), program, clock)
    }

    static let main = TaskID(rawValue: 1)
    static let child = TaskID(rawValue: 2)

    static func event(_ time: Nanoseconds, _ fact: TraceEvent.Fact) -> TraceEvent {
        TraceEvent(time: time, thread: .main, fact: fact)
    }
}
