import Curriculum
import LabCore
import Screen
import TraceModel

/// A run whose tasks' lines are known: three workers of a group that all want one actor.
///
/// At 0.4 s the first blocks within the actor, the second waits for it, the third sleeps.
enum PlacedFixture {
    static let source = """
        actor Counter {
            func add(_ n: Int) {
                usleep(250_000)
            }
        }

        func work(_ n: Int) async {
            try? await Task.sleep(for: .seconds(0.25))
            await counter.add(n)
        }

        @main struct Program {
            static func main() async {
                await withTaskGroup { group in
                    for n in 1...3 {
                        group.addTask(name: "worker \\(n)") {
                            await work(n)
                        }
                    }
                }
            }
        }

        """

    static let program = ProgramReference(
        name: "workers",
        path: "workers.swift",
        source: source,
        settings: ProgramSettings()
    )

    static let main = TaskID(rawValue: 1)
    static let workers = [TaskID(rawValue: 2), TaskID(rawValue: 3), TaskID(rawValue: 4)]

    /// The lines of the program's addresses; an address is its line.
    static let lines: [ProgramAddress: [CodeLine]] = {
        var lines: [ProgramAddress: [CodeLine]] = [:]
        let functions = [
            3: "Counter.add(_:)", 8: "work(_:)", 9: "work(_:)", 14: "static Program.main()",
            16: "closure #1 in static Program.main()",
            17: "closure #1 in closure #1 in static Program.main()",
        ]
        for (line, function) in functions {
            lines[address(line)] = [
                CodeLine(function: function, file: "/tmp/workers.swift", line: line)
            ]
        }
        return lines
    }()

    private static func address(_ line: Int) -> ProgramAddress {
        ProgramAddress(rawValue: UInt32(line))
    }

    /// A place made of lines, innermost first; its number is the first of them.
    static func place(_ lines: Int...) -> TraceEvent {
        Fixture.event(
            0,
            .placed(PlaceID(rawValue: UInt32(lines[0])), lines.map(address))
        )
    }

    static func at(_ line: Int) -> PlaceID { PlaceID(rawValue: UInt32(line)) }

    static var events: [TraceEvent] {
        let created = workers.enumerated().flatMap { index, id in
            [
                Fixture.event(
                    0,
                    .created(id, by: main, origin: .groupChild, name: "worker \(index + 1)")
                ),
                Fixture.event(0, .createdAt(id, at(16))),
            ]
        }
        return [
            place(3, 9, 17), place(8, 17), place(9, 17), place(14), place(16), place(17),
            Fixture.event(0, .created(main, by: nil, origin: .unstructured, name: nil)),
            Fixture.event(0, .started(main, on: .main)),
        ] + created + [Fixture.event(1, .stopped(main, for: .group, at: at(14)))]
            + sleeps(workers[0], until: 250) + sleeps(workers[1], until: 250)
            + sleeps(workers[2], until: 500) + contention
    }

    private static func sleeps(_ task: TaskID, until milliseconds: UInt64) -> [TraceEvent] {
        let timer = TaskID(rawValue: task.rawValue + 10)
        return [
            Fixture.event(1, .started(task, on: .pool)),
            Fixture.event(1, .slept(task, timer: timer, until: milliseconds * 1_000_000)),
            Fixture.event(1, .stopped(task, at: at(8))),
        ]
    }

    private static var contention: [TraceEvent] {
        [
            Fixture.event(250, .timerFired(TaskID(rawValue: 12))),
            Fixture.event(250, .timerFired(TaskID(rawValue: 13))),
            Fixture.event(250, .enqueued(workers[0], on: .pool, by: nil)),
            Fixture.event(250, .enqueued(workers[1], on: .pool, by: nil)),
            Fixture.event(250, .executorNamed(.actor(1), "Counter")),
            on(1, 250, .started(workers[0], on: .actor(1))),
            on(1, 250, .blocked(workers[0], call: .usleep, at: at(3))),
            on(2, 250, .started(workers[1], on: .pool)),
            on(2, 250, .enqueued(workers[1], on: .actor(1), by: nil, at: at(9))),
        ]
    }

    /// An event on a thread of the pool.
    static func on(
        _ thread: UInt16,
        _ milliseconds: UInt64,
        _ fact: TraceEvent.Fact
    ) -> TraceEvent {
        TraceEvent(
            time: milliseconds * 1_000_000,
            thread: ThreadNumber(rawValue: thread),
            fact: fact
        )
    }

    /// The screen at 0.4 s, with a task selected.
    static func running(
        _ selected: Int = 0,
        subject: Subject = .program(program),
        _ more: [TraceEvent] = []
    ) -> LabState {
        var state = LabState(subject: subject)
        _ = update(&state, .commanded(.run))
        Fixture.report(&state, .compiled)
        Fixture.report(&state, .traced(events + more, dropped: 0))
        Fixture.report(&state, .located(lines))
        Fixture.report(&state, .clock(400_000_000))
        for _ in 0..<selected { _ = update(&state, .commanded(.scrollDown)) }
        return state
    }

    /// The same as a lesson that speaks of a line.
    static func lesson(_ selected: Int, highlighted: [Int]) -> LabState {
        let step = Step(
            id: "workers",
            title: "Workers",
            program: program,
            highlightedLines: highlighted
        )
        let lesson = Lesson(id: "test", number: 1, title: "Actors", minutes: 5, steps: [step])
        return running(selected, subject: .lesson(lesson, step: 0))
    }
}
