import Curriculum
import LabCore
import LabViews
import Screen
import TraceModel

/// A run of two downloads on the main actor that sleep together and block one after the other.
enum Fixture {
    static let source = """
        // Two downloads.
        func download(_ page: Int) async {
            try? await Task.sleep(for: .seconds(0.25))
            legacyCall(0.25)
        }

        """

    static let program = ProgramReference(
        name: "two",
        path: "two.swift",
        source: source,
        settings: ProgramSettings()
    )

    static let lesson = Lesson(
        id: "test",
        number: 2,
        title: "Sleeping",
        minutes: 5,
        words: [Word(term: "ready", meaning: "Could go on.")],
        steps: [
            Step(
                id: "two",
                title: "Two downloads",
                text: [
                    .paragraph([
                        TextSpan("Each "), TextSpan("download", .code),
                        TextSpan(" sleeps, then it "), TextSpan("blocks", .strong), TextSpan("."),
                    ]),
                    .list(items: [[.paragraph([TextSpan("one thread")])]], start: nil),
                    .code("▓ blocking\n", language: "text"),
                ],
                program: program,
                question: Question(
                    text: "How long will it take?",
                    choices: [
                        Choice(.seconds(0.5), because: "Only the sleeps overlap."),
                        Choice(.seconds(0.75)),
                    ],
                    measure: .makespan
                ),
                highlightedLines: [4],
                python: ["await asyncio.sleep(0.25)"]
            )
        ]
    )

    static let main = TaskID(rawValue: 1)
    static let first = TaskID(rawValue: 2)
    static let second = TaskID(rawValue: 3)

    /// The events up to 0.6 s: the first download has ended, the second blocks.
    static var events: [TraceEvent] {
        [
            event(0, .created(main, by: nil, origin: .unstructured, name: nil)),
            event(0, .started(main, on: .main)),
            event(1, .created(first, by: main, origin: .groupChild, name: "download 1")),
            event(1, .created(second, by: main, origin: .groupChild, name: "download 2")),
            event(1, .stopped(main)),
        ] + sleeps(first, timer: 4) + sleeps(second, timer: 5)
            + [
                event(250, .timerFired(TaskID(rawValue: 4))),
                event(250, .timerFired(TaskID(rawValue: 5))),
                event(250, .started(first, on: .main)),
                event(250, .blocked(first, call: .usleep)),
                event(500, .unblocked(first)),
                event(500, .printed(first, stream: .standardOutput, text: "page 1 finished\n")),
                event(500, .ended(first, threw: false, cancelled: false)),
                event(500, .started(second, on: .main)),
                event(500, .blocked(second, call: .usleep)),
            ]
    }

    /// The rest.
    static var lastEvents: [TraceEvent] {
        [
            event(750, .unblocked(second)),
            event(750, .printed(second, stream: .standardOutput, text: "page 2 完成\n")),
            event(750, .ended(second, threw: false, cancelled: false)),
            event(750, .started(main, on: .main)),
        ]
    }

    /// All that its run reports, to its end at 0.75 s.
    static var reports: [RunReport] {
        [
            .compiled, .traced(events, dropped: 0), .traced(lastEvents, dropped: 0),
            .ended(.exited(0), at: 751_000_000, inGoodOrder: true),
        ]
    }

    /// The same, where the first download prints so many lines more.
    static func reports(printing lines: Int) -> [RunReport] {
        let text = "more\n"
        let printed = (0..<lines).map { _ in
            event(500, .printed(first, stream: .standardOutput, text: text))
        }
        return [.compiled, .traced(events + printed, dropped: 0)] + reports.dropFirst(2)
    }

    private static func sleeps(_ task: TaskID, timer: UInt32) -> [TraceEvent] {
        [
            event(1, .started(task, on: .main)),
            event(1, .slept(task, timer: TaskID(rawValue: timer), until: 250_000_000)),
            event(1, .stopped(task)),
        ]
    }

    /// An event at so many milliseconds.
    static func event(_ milliseconds: UInt64, _ fact: TraceEvent.Fact) -> TraceEvent {
        TraceEvent(time: milliseconds * 1_000_000, thread: .main, fact: fact)
    }

    static var beforeRun: LabState { LabState(subject: .lesson(lesson, step: 0)) }

    /// The learner said 0.50 s and ran the program; it is at 0.6 s.
    static var running: LabState {
        var state = beforeRun
        _ = update(&state, .commanded(.choose(0)))
        _ = update(&state, .commanded(.run))
        report(&state, .compiled)
        report(&state, .traced(events, dropped: 0))
        report(&state, .clock(600_000_000))
        return state
    }

    /// The same at its end.
    static var ended: LabState {
        var state = running
        report(&state, .traced(lastEvents, dropped: 0))
        report(&state, .ended(.exited(0), at: 751_000_000, inGoodOrder: true))
        return state
    }

    static func report(_ state: inout LabState, _ report: RunReport) {
        _ = update(&state, .reported(RunID(rawValue: 1), report))
    }

    /// The screen as text.
    static func screen(
        _ state: LabState,
        _ width: Int,
        _ height: Int,
        _ appearance: Appearance = Appearance()
    ) -> String {
        LabView(state, size: Size(width: width, height: height), appearance: appearance)
            .frame().text
    }

    static let ascii = Appearance(glyphs: .ascii, colors: .none)
}
