import LabCore
import Screen
import Testing
import TraceModel

@testable import LabViews

@Suite("The inspector")
struct InspectorTests {
    /// What it says of a task, `width` cells wide.
    private func lines(
        _ selected: Int,
        _ more: [TraceEvent] = [],
        width: Int = 200,
        height: Int = 10
    ) throws -> [String] {
        let run = try #require(PlacedFixture.running(0, more).run)
        let task = run.trace.tasks[selected]
        let inspector = TaskInspector(
            task: task,
            moment: run.shown,
            theme: Theme(appearance: Appearance()),
            fileName: "workers.swift"
        )
        return inspector.lines(width: width, height: height).map { line in
            line.spans.map(\.text).joined()
        }
    }

    @Test("of a task that waits for an actor names who has it")
    func ready() throws {
        #expect(
            try lines(2) == [
                "#3 worker 2: ready: waits for the actor Counter, which runs worker 1",
                "▒▒▒▒▒ 0.15 s  ········ 0.25 s", "at work (line 9) ← closure in main (line 17)",
                "last pause: slept 0.25 s", "created at line 16 by #1 main after 0.000 s",
            ]
        )
    }

    @Test("says why a task does not go on")
    func reasons() throws {
        func head(_ selected: Int, _ more: TraceEvent...) throws -> String {
            String(try lines(selected, more)[0].split(separator: ": ", maxSplits: 1)[1])
        }
        let (first, third) = (PlacedFixture.workers[0], PlacedFixture.workers[2])
        #expect(
            try head(0) == "awaiting the next child of its task group, 3 have not ended"
        )
        #expect(try head(1) == "blocking on the actor Counter, in usleep (line 3)")
        #expect(try head(3) == "sleeping, 0.10 s left")
        let free = PlacedFixture.on(1, 300, .unblocked(first))
        func waits(_ wait: Wait) -> TraceEvent {
            PlacedFixture.on(1, 300, .stopped(first, for: wait, at: PlacedFixture.at(9)))
        }
        #expect(try head(1, free) == "running on the actor Counter")
        #expect(try head(1, free, waits(.task(third))) == "awaiting the end of worker 3")
        #expect(try head(1, free, waits(.task(first))) == "awaiting its own end")
        #expect(try head(1, free, waits(.continuation)) == "awaiting a continuation made at line 9")
        #expect(try head(1, free, waits(.unknown)) == "awaiting, and it is not known for what")
        #expect(
            try head(1, PlacedFixture.on(1, 300, .ended(first, threw: true, cancelled: false)))
                == "threw at 0.30 s"
        )
    }

    @Test("tells of tasks that wait for each other in a circle, as the event loop does")
    func circle() throws {
        let (first, second) = (PlacedFixture.workers[0], PlacedFixture.workers[1])
        let more = [
            PlacedFixture.on(1, 300, .unblocked(first)),
            PlacedFixture.on(1, 300, .stopped(first, for: .task(second), at: PlacedFixture.at(9))),
            PlacedFixture.on(1, 300, .started(second, on: .actor(1))),
            PlacedFixture.on(1, 300, .stopped(second, for: .task(first), at: PlacedFixture.at(9))),
        ]
        #expect(
            try lines(1, more)[0]
                == "#2 worker 1: awaiting the end of worker 2. A circle: worker 1 waits for worker 2, "
                + "worker 2 waits for worker 1"
        )
        let screen = Fixture.screen(PlacedFixture.running(0, more), 200, 50)
        #expect(screen.contains("│ circle    worker 2 → worker 1 →"))
    }

    @Test("says what ended the last wait, and what was printed last")
    func finished() throws {
        let (first, third) = (PlacedFixture.workers[0], PlacedFixture.workers[2])
        let text = TraceEvent.Fact.printed(
            first,
            stream: .standardOutput,
            text: "  one\n",
            at: PlacedFixture.at(17)
        )
        let more = [
            PlacedFixture.on(1, 300, .unblocked(first)), PlacedFixture.on(1, 300, text),
            PlacedFixture.on(1, 300, .stopped(first, for: .task(third), at: PlacedFixture.at(9))),
            PlacedFixture.on(2, 350, .started(third, on: .pool)),
            PlacedFixture.on(2, 360, .enqueued(first, on: .pool, by: third)),
            PlacedFixture.on(2, 360, .ended(third, threw: false, cancelled: false)),
        ]
        let told = try lines(1, more)
        #expect(told.contains("last pause: waited 0.060 s for worker 3, which returned"))
        #expect(told.contains("printed at 0.30 s, line 17: one"))
        #expect(
            try lines(3, more).contains("last pause: slept 0.35 s, and was woken before its time")
        )
    }

    @Test("tells what the task printed, the last first, and nothing of others")
    func printed() throws {
        let (first, second) = (PlacedFixture.workers[0], PlacedFixture.workers[1])
        func prints(_ task: TaskID, _ text: String, at time: UInt64) -> TraceEvent {
            PlacedFixture.on(1, time, .printed(task, stream: .standardOutput, text: text))
        }
        let lines = try lines(
            1,
            [
                prints(first, "one\n", at: 300), prints(second, "else\n", at: 305),
                prints(first, "  two\n", at: 310), prints(first, "three\n", at: 320),
            ]
        )
        #expect(
            lines.suffix(3) == [
                "printed at 0.32 s: three", "before: at 0.31 s: two", "before: at 0.30 s: one",
            ]
        )
    }

    @Test("keeps its first part whole and cuts the others where there is little room")
    func small() throws {
        #expect(
            try lines(2, width: 40, height: 3) == [
                "#3 worker 2: ready: waits for the actor", "Counter, which runs worker 1",
                "▒▒▒▒▒ 0.15 s  ········ 0.25 s",
            ]
        )
        #expect(try lines(2, width: 30, height: 5).last == "at work (line 9) ← closure in…")
    }

    @Test("is in the place of the output on a key, 80x24")
    func key() {
        var state = PlacedFixture.running(2)
        _ = update(&state, .commanded(.toggleInspector))
        #expect(
            Fixture.screen(state, 80, 24) == """
                 asynclab  workers.swift                               Code [Run]  live  0.40 s
                ┌ Timeline ────────────────────────────────────────────────────────────────────┐
                │              0 s         0.1          0.2         0.3          0.4           │
                │ #1 main      ▏──────────────────────────────────────────────────             │
                │  #2 worker 1 ································▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓             │
                │  #3 worker 2 ································▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒             │
                │  #4 worker 3 ···················································             │
                │                                                                              │
                │                                                                              │
                │ █ running  ▓ blocking  ▒ ready  · sleeping  ─ awaiting  ✓ ended              │
                ├ Task worker 2 ───────────────────────────────────────────────────────────────┤
                │ #3 worker 2: ready: waits for the actor Counter, which runs worker 1         │
                │ ▒▒▒▒▒ 0.15 s  ········ 0.25 s                                                │
                │ at work (line 9) ← closure in main (line 17)                                 │
                │ last pause: slept 0.25 s                                                     │
                │ created at line 16 by #1 main after 0.000 s                                  │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                └──────────────────────────────────────────────────────────────────────────────┘
                 Esc stop  Tab pane  ↑/↓ task  i output  < > time  [ ] event  ? keys  q quit
                """
        )
        Fixture.report(&state, .ended(.exited(0), at: 400_000_000, inGoodOrder: true))
        _ = update(&state, .commanded(.stop))
        #expect(!state.isInspecting)
    }

    @Test("has nothing to show before there is a task")
    func nothing() {
        var state = Fixture.beforeRun
        _ = update(&state, .commanded(.toggleInspector))
        #expect(!state.isInspecting)
        #expect(state.notice == "There is no task to look at yet.")
    }
}
