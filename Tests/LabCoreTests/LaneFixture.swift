import TraceModel

@testable import LabCore

/// A run of a main task, two teams of two workers each, and an actor; in milliseconds.
///
/// They work from 0 to 40 ms and from 1000 to 1020 ms, and sleep in between.
enum LaneFixture {
    static let main = TaskID(rawValue: 1)
    static let team = TaskID(rawValue: 2)
    static let ann = TaskID(rawValue: 3)
    static let bob = TaskID(rawValue: 4)
    static let other = TaskID(rawValue: 5)
    static let cleo = TaskID(rawValue: 6)

    private static let second = ThreadNumber(rawValue: 2)

    static func event(
        _ milliseconds: UInt64,
        on thread: ThreadNumber = .main,
        _ fact: TraceEvent.Fact
    ) -> TraceEvent {
        TraceEvent(time: milliseconds * 1_000_000, thread: thread, fact: fact)
    }

    static var events: [TraceEvent] {
        creations + [
            event(0, .stopped(main)),
            event(0, .started(ann, on: .pool)),
            event(0, on: second, .started(bob, on: .pool)),
            event(10, on: second, .blocked(bob, call: .usleep)),
            event(20, .slept(ann, timer: TaskID(rawValue: 9), until: 1_000_000_000)),
            event(20, .stopped(ann)),
            event(20, .started(cleo, on: .actor(1))),
            event(30, on: second, .unblocked(bob)),
            event(30, on: second, .ended(bob, threw: true, cancelled: false)),
            event(40, .ended(cleo, threw: false, cancelled: false)),
            event(1000, .timerFired(TaskID(rawValue: 9))),
            event(1010, .started(ann, on: .pool)),
            event(1020, .ended(ann, threw: false, cancelled: false)),
        ]
    }

    private static var creations: [TraceEvent] {
        let tasks: [(TaskID, TaskID?, String)] = [
            (main, nil, "main"), (team, main, "team"), (ann, team, "Ann"), (bob, team, "Bob"),
            (other, main, "others"), (cleo, other, "Cleo"),
        ]
        return tasks.flatMap { task, parent, name in
            [event(0, .created(task, by: parent, origin: .groupChild, name: name))]
                + (task == main ? [event(0, .started(main, on: .main))] : [])
                + (task == team || task == other
                    ? [
                        event(0, on: second, .started(task, on: .pool)),
                        event(0, on: second, .stopped(task)),
                    ]
                    : [])
        }
    }

    /// At its end at 1.05 s; the axis has 100 cells.
    static func state(isOver: Bool = true) -> LabState {
        var state = LabState(subject: .program(LessonFixture.program))
        _ = update(&state, .commanded(.run))
        var reports: [RunReport] = [.compiled, .traced(events, dropped: 0)]
        if isOver { reports.append(.ended(.exited(0), at: 1_050_000_000, inGoodOrder: true)) }
        for report in reports { _ = update(&state, .reported(RunID(rawValue: 1), report)) }
        _ = update(&state, .laidOut([:], TimeExtent(cells: 100, fittingCell: 10_600_000)))
        return state
    }
}
