import Testing
import TraceModel

@testable import LabCore

/// A worker that sleeps twice and prints, and the main task that waits for it.
@Suite("Looking closely at a run")
struct TimelineTests {
    private static let main = TaskID(rawValue: 1)
    private static let worker = TaskID(rawValue: 2)

    /// At so many milliseconds.
    private static func event(_ time: UInt64, _ fact: TraceEvent.Fact) -> TraceEvent {
        TraceEvent(time: time * 1_000_000, thread: .main, fact: fact)
    }

    private static let events = [
        event(0, .created(main, by: nil, origin: .unstructured, name: nil)),
        event(0, .started(main, on: .main)),
        event(1, .created(worker, by: main, origin: .groupChild, name: "worker")),
        event(1, .stopped(main)),
        event(1, .started(worker, on: .pool)),
        event(1, .slept(worker, timer: TaskID(rawValue: 3), until: 250_000_000)),
        event(1, .stopped(worker)),
        event(250, .timerFired(TaskID(rawValue: 3))),
        event(251, .started(worker, on: .pool)),
        event(251, .printed(worker, stream: .standardOutput, text: "half\n")),
        event(300, .blocked(worker, call: .usleep)),
        event(700, .unblocked(worker)),
        event(700, .ended(worker, threw: false, cancelled: false)),
        event(700, .started(main, on: .main)),
    ]

    /// At its end at 1 s, or at 0.7 s under way; the axis has 101 cells of 10 ms.
    private func state(isOver: Bool = true) -> LabState {
        var state = LabState(subject: .program(LessonFixture.program))
        _ = update(&state, .commanded(.run))
        var reports: [RunReport] = [.compiled, .traced(Self.events, dropped: 0)]
        if isOver { reports.append(.ended(.exited(0), at: 1_000_000_000, inGoodOrder: true)) }
        for report in reports { _ = update(&state, .reported(RunID(rawValue: 1), report)) }
        _ = update(&state, .laidOut([:], TimeExtent(cells: 101, fittingCell: 10_000_000)))
        return state
    }

    private func go(_ state: inout LabState, _ commands: TimelineCommand...) {
        for command in commands { #expect(update(&state, .commanded(.timeline(command))) == []) }
    }

    private func now(_ state: LabState) -> UInt64 { state.run?.shown.now ?? 0 }

    // MARK: The cursor

    @Test("a move by a cell shows all that has happened within the cells up to there")
    func cells() {
        var state = state()
        go(&state, .move(-1))
        #expect(now(state) == 999_999_999)
        go(&state, .move(-1))
        #expect(now(state) == 989_999_999)
        #expect(state.run?.shown.isPast == true)
        #expect(state.run?.shown.trace.ended == nil)
        go(&state, .move(1), .move(1))
        #expect(state.run?.shown.isPast == false)
        #expect(state.notice == nil)
        go(&state, .move(1))
        #expect(state.notice == "This is the end of the run.")
    }

    @Test("output, states and lanes are those of the moment")
    func moment() {
        var state = state()
        go(&state, .point(nil, at: 250_000_000))
        #expect(state.run?.shown.trace.output.isEmpty == true)
        #expect(state.run?.shown.trace.task(Self.worker)?.state == .ready)
        go(&state, .point(nil, at: 400_000_000))
        #expect(state.run?.shown.trace.output.map(\.text) == ["half\n"])
        #expect(state.run?.shown.trace.task(Self.worker)?.state == .blocking)
        go(&state, .goToStart)
        #expect(now(state) == 0)
        #expect(state.lanes.map(\.task) == [Self.main])
        go(&state, .move(-1))
        #expect(state.notice == "This is the start of the run.")
        go(&state, .goToEnd)
        #expect(state.run?.shown.trace.ended == 1_000_000_000)
    }

    @Test("from event to event of the selected task, there and back")
    func events() {
        var state = state()
        go(&state, .goToStart, .point(Self.worker, at: nil))
        var there: [String] = []
        for _ in 0..<9 {
            go(&state, .goToEvent(isNext: true, ofAll: false))
            there.append("\(now(state) / 1_000_000) \(state.notice ?? "")")
        }
        #expect(
            there == [
                "1 #2 worker is created.", "1 #2 worker runs.", "1 #2 worker sleeps.",
                "250 #2 worker has slept: it becomes ready.", "251 #2 worker runs.",
                "251 #2 worker prints 'half'.",
                "300 #2 worker blocks, in usleep.", "700 #2 worker no longer blocks.",
                "700 #2 worker returns.",
            ]
        )
        let last = state.run?.shown
        go(&state, .goToEvent(isNext: true, ofAll: false))
        #expect(state.notice == "Nothing happens to worker after this.")
        #expect(state.run?.shown == last)
        var back: [String] = []
        for _ in 0..<9 {
            go(&state, .goToEvent(isNext: false, ofAll: false))
            back.append("\(now(state) / 1_000_000) \(state.notice ?? "")")
        }
        #expect(Array(back.dropLast()) == there.dropLast().reversed())
        #expect(back.last == "1 Nothing happens to worker before this.")
    }

    @Test("the start is before the first event, also where many events have its time")
    func start() {
        var state = LabState(subject: .program(LessonFixture.program))
        _ = update(&state, .commanded(.run))
        let events = Self.events.prefix(6).map {
            TraceEvent(time: 0, thread: .main, fact: $0.fact)
        }
        let reports: [RunReport] = [
            .compiled, .traced(events, dropped: 0),
            .ended(.exited(0), at: 1_000_000_000, inGoodOrder: true),
        ]
        for report in reports { _ = update(&state, .reported(RunID(rawValue: 1), report)) }
        _ = update(&state, .laidOut([:], TimeExtent(cells: 101, fittingCell: 10_000_000)))
        go(&state, .goToStart)
        #expect(state.notice == nil)
        #expect(state.run?.shown.trace.tasks.isEmpty == true)
        #expect(state.run?.shown.job == 0)
        go(&state, .goToEvent(isNext: true, ofAll: true))
        #expect(state.notice == "#1 main is created.")
        go(&state, .point(nil, at: 0))
        #expect(state.run?.shown.job == 2)
        // A cell holds all events of its time; the start is left of it.
        go(&state, .move(-1))
        #expect(state.run?.shown.job == 0)
        #expect(state.notice == nil)
        go(&state, .move(-1))
        #expect(state.notice == "This is the start of the run.")
    }

    @Test("an event that changes no state says what else it changes")
    func enqueuedAfterTimer() {
        var state = LabState(subject: .program(LessonFixture.program))
        _ = update(&state, .commanded(.run))
        for report in LessonFixture.reports {
            _ = update(&state, .reported(RunID(rawValue: 1), report))
        }
        go(&state, .goToStart, .point(Self.worker, at: nil))
        var words: [String] = []
        for _ in 0..<8 {
            go(&state, .goToEvent(isNext: true, ofAll: false))
            words.append(String(state.notice?.dropFirst("#2 child ".count) ?? ""))
        }
        #expect(
            words == [
                "is created.", "is enqueued: waits for the main actor.", "runs.", "prints 'hello'.",
                "sleeps.", "has slept: it becomes ready.",
                "is enqueued: waits for the main actor.", "runs.",
            ]
        )
    }

    @Test("to an event of all tasks the selection goes along")
    func allEvents() {
        var state = state()
        go(&state, .goToEvent(isNext: false, ofAll: true))
        #expect(state.notice == "#1 main runs.")
        #expect(state.selectedTask == Self.main)
        go(&state, .goToEvent(isNext: false, ofAll: true))
        #expect(state.notice == "#2 worker returns.")
        #expect(state.selectedTask == Self.worker)
        #expect(state.run?.shown.trace.task(Self.main)?.state == .awaiting)
    }

    @Test("from between two events, the one before is the last that has happened")
    func between() {
        var state = state()
        go(&state, .point(Self.worker, at: 500_000_000))
        go(&state, .goToEvent(isNext: false, ofAll: false))
        #expect(now(state) == 300_000_000)
        go(&state, .goToEvent(isNext: false, ofAll: false))
        #expect(now(state) == 251_000_000)
    }

    @Test("jobs go on from the moment of the cursor")
    func jobs() {
        var state = state()
        go(&state, .point(nil, at: 275_000_000))
        #expect(state.run?.shown.job == 3)
        _ = update(&state, .commanded(.stepForward))
        #expect(state.run?.shown.job == 3)
        #expect(now(state) == 700_000_000)
        go(&state, .point(nil, at: 275_000_000))
        _ = update(&state, .commanded(.stepBack))
        #expect(state.run?.shown.job == 2)
    }

    @Test("the same keys while the program runs; who looks back stays there as it goes on and ends")
    func live() {
        var state = state(isOver: false)
        go(&state, .point(nil, at: 100_000_000))
        let id = RunID(rawValue: 1)
        _ = update(&state, .reported(id, .clock(900_000_000)))
        #expect(now(state) == 100_000_000)
        _ = update(&state, .reported(id, .ended(.exited(0), at: 1_000_000_000, inGoodOrder: true)))
        #expect(now(state) == 100_000_000)
        go(&state, .goToEnd)
        #expect(now(state) == 1_000_000_000)
    }

    @Test("at the last that is known of a program that runs, the end says so")
    func liveEnd() {
        var state = state(isOver: false)
        go(&state, .move(1))
        #expect(state.notice == "This is now: more comes as the program runs.")
    }

    @Test("without a run the keys say why they do nothing")
    func nothing() {
        var state = LabState(subject: .program(LessonFixture.program))
        go(&state, .zoomIn)
        #expect(state.notice == "There is no run to look at: r runs the program.")
        _ = update(&state, .commanded(.run))
        go(&state, .move(-1))
        #expect(state.notice == "The program has made no task yet.")
    }

    // MARK: The window

    @Test("zooming keeps the moment in its cell, and out again all is shown")
    func zoom() {
        var state = state()
        go(&state, .point(nil, at: 509_999_999))
        for _ in 0..<6 { go(&state, .zoomIn) }
        #expect(state.run?.window?.cell == 156_250)
        #expect(state.run?.window?.column(of: 509_999_999) == 50)
        for _ in 0..<6 { go(&state, .zoomOut) }
        #expect(state.run?.window == nil)
        go(&state, .zoomOut)
        #expect(state.notice == "The whole run is shown: z looks closer.")
    }

    @Test("a cell is one nanosecond at the closest")
    func deepest() {
        var state = state()
        go(&state, .point(nil, at: 300_000_000))
        for _ in 0..<40 { go(&state, .zoomIn) }
        #expect(state.run?.window?.cell == 1)
        #expect(state.notice == "A cell is one nanosecond: closer is not to be had.")
        go(&state, .move(1))
        #expect(now(state) == 300_000_001)
        go(&state, .fit)
        #expect(state.run?.window == nil)
    }

    @Test("the page turns where the cursor leaves it, and stays within the run")
    func page() throws {
        var state = state()
        go(&state, .zoomIn, .zoomIn)
        let end = try #require(state.run?.window)
        #expect(end.column(of: 1_000_000_000) == 100)
        go(&state, .goToStart)
        #expect(state.run?.window == TimeWindow(from: 0, cell: 2_500_000))
        go(&state, .pan(isRight: true))
        #expect(state.run?.window?.from == 125_000_000)
        go(&state, .pan(isRight: false), .pan(isRight: false))
        #expect(state.run?.window?.from == 0)
        #expect(state.notice == "This is the start of the run.")
        #expect(now(state) == 0)
    }

    @Test("navigation is taken back place by place; moves in a row are one")
    func undo() {
        var state = state()
        go(&state, .move(-1), .move(-1), .move(-1), .zoomIn, .pan(isRight: false))
        go(&state, .goToEvent(isNext: false, ofAll: true))
        let here = state.run?.window
        go(&state, .undo)
        #expect(now(state) == 979_999_999)
        go(&state, .undo, .undo)
        #expect(state.run?.window == nil)
        #expect(now(state) == 979_999_999)
        #expect(here != nil)
        go(&state, .undo)
        #expect(state.run?.shown.isPast == false)
        go(&state, .undo)
        #expect(state.notice == "Nothing to take back: this is where you began.")
    }

    @Test("a new run is shown whole again")
    func newRun() {
        var state = state()
        go(&state, .zoomIn)
        #expect(state.run?.window != nil)
        _ = update(&state, .commanded(.run))
        #expect(state.run?.window == nil)
    }
}
