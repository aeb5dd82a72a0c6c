import LabCore
import LabViews
import Screen
import Testing
import TraceModel

/// Literal screens of a run that is paused or gone through.
@Suite("The screen of a run under the virtual clock")
struct SteppingScreenTests {
    /// The program of the fixture at 0.6 s, as a program of its own.
    private func running(_ commands: Command...) -> LabState {
        var state = LabState(
            subject: .program(Fixture.program),
            clock: ClockSettings(.virtual, pace: Pace(text: "0.5") ?? .max)
        )
        _ = update(&state, .commanded(.run))
        Fixture.report(&state, .compiled)
        Fixture.report(&state, .started(.virtual, seed: 0))
        Fixture.report(&state, .traced(Fixture.events, dropped: 0))
        Fixture.report(&state, .clock(600_000_000))
        for command in commands { _ = update(&state, .commanded(command)) }
        return state
    }

    private func ended(_ end: RunEnd = .exited(0), _ commands: Command...) -> LabState {
        var state = running()
        Fixture.report(&state, .traced(Fixture.lastEvents, dropped: 0))
        let isGood = end == .exited(0)
        Fixture.report(&state, .ended(end, at: 751_000_000, inGoodOrder: isGood))
        for command in commands { _ = update(&state, .commanded(command)) }
        return state
    }

    private func row(_ number: Int, _ state: LabState, width: Int = 120) -> String {
        let screen = Fixture.screen(state, width, 40)
        let rows = screen.split(separator: "\n", omittingEmptySubsequences: false)
        return String(rows[number < 0 ? rows.count + number : number])
    }

    @Test("paused: the clock, the job, and the keys that go on")
    func paused() {
        #expect(
            Fixture.screen(running(.pauseOrResume), 120, 30) == """
                 asynclab  two.swift                                                                        virtual 0.5x  paused 0.60 s
                ┌ two.swift ───────────────────────────────────────────┐┌ Timeline: job 5 ─────────────────────────────────────────────┐
                │ 1     // Two downloads.                              ││                0 s      0.2      0.4      ▼        0.8       │
                │ 2     func download(_ page: Int) async {             ││ #1 main        ────────────────────────────                  │
                │ 3         try? await Task.sleep(for: .seconds(0.25)) ││  #2 download 1 ···········▓▓▓▓▓▓▓▓▓▓▓✓                       │
                │ 4         legacyCall(0.25)                           ││  #3 download 2 ···········▒▒▒▒▒▒▒▒▒▒▒▒▓▓▓▓▓                  │
                │ 5     }                                              ││ #1 main: awaiting, and it is not known for what              │
                │                                                      ││ █ 0.001 s  ──────── 0.60 s                                   │
                │                                                      ││                                                              │
                │                                                      ││                                                              │
                │                                                      ││                                                              │
                │                                                      ││                                                              │
                │                                                      ││ █ running ▓ blocking ▒ ready · sleeping ─ awaiting ✓ ended   │
                │                                                      │├ Output ───────────────────────┬ Event loop ──────────────────┤
                │                                                      ││ 0.500 #2 page 1 finished      │ main    ▓›download 2 blocks  │
                │                                                      ││                               │ ready     -                  │
                │                                                      ││                               │ timers    -                  │
                │                                                      ││                               │ awaiting  main               │
                │                                                      ││                               │                              │
                │                                                      ││                               │                              │
                │                                                      ││                               │                              │
                │                                                      ││                               │                              │
                │                                                      ││                               │                              │
                │                                                      ││                               │                              │
                │                                                      ││                               │                              │
                │                                                      ││                               │                              │
                │                                                      ││                               │                              │
                │                                                      ││                               │                              │
                └──────────────────────────────────────────────────────┘└───────────────────────────────┴──────────────────────────────┘
                 Space go on  . one job  x choose  , back  +/- pace  Esc stop  Tab pane  ↑/↓ task  i inspect  < > time  ? keys  q quit
                """
        )
    }

    @Test(
        "what there is to say of a run is seen at every size",
        arguments: [80, 100, 104, 111, 112]
    )
    func findings(width: Int) {
        for height in [24, 28, 40] {
            let screen = Fixture.screen(ended(), width, height)
            #expect(screen.contains("Findings"), "\(width)x\(height)")
            #expect(screen.contains("• download 1 kept"), "\(width)x\(height)")
            #expect(screen.contains("the program ended"), "\(width)x\(height)")
        }
    }

    @Test("who scrolls to the end of the findings stays there, and what is hidden is counted")
    func findingsToTheEnd() {
        var state = ended()
        func draw() -> String {
            let appearance = Appearance(glyphs: .unicode, colors: .none)
            let view = LabView(state, size: Size(width: 80, height: 24), appearance: appearance)
            _ = update(&state, .laidOut(view.extents, view.timeExtent))
            return Fixture.screen(state, 80, 24)
        }
        var text = "more\n"
        for _ in 0..<5 { text += text }
        state = running()
        let printed = Fixture.event(
            600,
            .printed(Fixture.second, stream: .standardOutput, text: text)
        )
        Fixture.report(&state, .traced([printed] + Fixture.lastEvents, dropped: 0))
        Fixture.report(&state, .ended(.exited(0), at: 751_000_000, inGoodOrder: true))
        #expect(draw().contains("Findings"))
        _ = update(&state, .commanded(.nextPane))
        _ = draw()
        _ = update(&state, .commanded(.scrollToStart))
        #expect(!draw().contains("Findings"))
        #expect(draw().contains(" below ─"))
        _ = update(&state, .commanded(.scrollToEnd))
        #expect(draw().contains("using it ("))
        #expect(!draw().contains(" below ─"))
    }

    @Test("one job back: the picture as it was then, at the same scale")
    func back() {
        #expect(
            Fixture.screen(running(.stepBack, .stepBack), 120, 30) == """
                 asynclab  two.swift                                                                        virtual 0.5x  paused 0.25 s
                ┌ two.swift ───────────────────────────────────────────┐┌ Timeline: job 3 of 5 ────────────────────────────────────────┐
                │ 1     // Two downloads.                              ││                0 s        ▼      0.4      0.6      0.8       │
                │ 2     func download(_ page: Int) async {             ││ #1 main        ────────────────────────────                  │
                │ 3         try? await Task.sleep(for: .seconds(0.25)) ││  #2 download 1 ···········▓▓▓▓▓▓▓▓▓▓▓✓                       │
                │ 4         legacyCall(0.25)                           ││  #3 download 2 ···········▒▒▒▒▒▒▒▒▒▒▒▒▓▓▓▓▓                  │
                │ 5     }                                              ││ #3 download 2: ready: waits for a thread of the pool         │
                │                                                      ││ ········ 0.25 s                                              │
                │                                                      ││ last pause: slept 0.25 s                                     │
                │                                                      ││ created by #1 main after 0.001 s                             │
                │                                                      ││                                                              │
                │                                                      ││                                                              │
                │                                                      ││ █ running ▓ blocking ▒ ready · sleeping ─ awaiting ✓ ended   │
                │                                                      │├ Output ───────────────────────┬ Event loop ──────────────────┤
                │                                                      ││                               │ main      -                  │
                │                                                      ││                               │ ready    ›download 1 (pool)  │
                │                                                      ││                               │          ›download 2 (pool)  │
                │                                                      ││                               │ timers    -                  │
                │                                                      ││                               │ awaiting  main               │
                │                                                      ││                               │                              │
                │                                                      ││                               │                              │
                │                                                      ││                               │                              │
                │                                                      ││                               │                              │
                │                                                      ││                               │                              │
                │                                                      ││                               │                              │
                │                                                      ││                               │                              │
                │                                                      ││                               │                              │
                │                                                      ││                               │                              │
                └──────────────────────────────────────────────────────┘└───────────────────────────────┴──────────────────────────────┘
                 Space go on  . forward  x choose  , back  +/- pace  Esc stop  Tab pane  ↑/↓ task  i inspect  ) now  ? keys  q quit
                """
        )
    }

    @Test("one job back from the end, at 80x24")
    func backFromEnd() {
        #expect(
            Fixture.screen(ended(.exited(0), .stepBack, .stepBack), 80, 24) == """
                 asynclab  two.swift                        Code [Run]  virtual 0.5x  at 0.50 s
                ┌ Timeline: job 4 of 6 ────────────────────────────────────────────────────────┐
                │                0 s            0.2             0.4     ▼       0.6            │
                │ #1 main        ───────────────────────────────────────────────────────────✓  │
                │  #2 download 1 ····················▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓✓                      │
                │  #3 download 2 ····················▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓✓  │
                │ #2 download 1: returned at 0.50 s                                            │
                │ ▓▓▓▓▓▓▓▓ 0.25 s  ········ 0.25 s                                             │
                │ last pause: slept 0.25 s                                                     │
                │ created by #1 main after 0.001 s                                             │
                │ █ running  ▓ blocking  ▒ ready  · sleeping  ─ awaiting  ✓ ended              │
                ├ Output ───────────────────────────────┬ Event loop ──────────────────────────┤
                │ 0.500 #2 page 1 finished              │ main      -                          │
                │                                       │ ready    ›download 2 (pool)          │
                │                                       │ timers    -                          │
                │                                       │ awaiting  main                       │
                │                                       │                                      │
                │                                       │                                      │
                │                                       │                                      │
                │                                       │                                      │
                │                                       │                                      │
                │                                       │                                      │
                └───────────────────────────────────────┴──────────────────────────────────────┘
                 r run again  , . back, forward  v live  Tab pane  ↑/↓ task  ? keys  q quit
                """
        )
    }

    @Test("in plain ASCII too")
    func ascii() {
        let screen = Fixture.screen(running(.stepBack), 80, 24, Fixture.ascii)
        #expect(screen.first { !$0.isASCII } == nil)
        #expect(screen.contains("+ Timeline: job 4 of 5 --"))
        #expect(screen.split(separator: "\n")[2].contains("v"))
    }

    @Test("the header always says which clock and pace, and how far the run is")
    func header() {
        let states: [(LabState, String)] = [
            (LabState(subject: .program(Fixture.program)), "live"),
            (
                LabState(subject: .program(Fixture.program), clock: ClockSettings(.virtual)),
                "virtual 1x"
            ),
            (
                LabState(
                    subject: .program(Fixture.program),
                    clock: ClockSettings(.virtual, seed: 7, pace: .max)
                ), "virtual max seed 7"
            ),
            (running(), "virtual 0.5x  0.60 s"),
            (running(.faster), "virtual 1x  0.60 s"),
            (running(.pauseOrResume), "virtual 0.5x  paused 0.60 s"),
            (running(.stepBack), "virtual 0.5x  paused 0.50 s"),
            (running(.stop), "virtual 0.5x  stopping 0.60 s"),
            (ended(), "virtual 0.5x  ended 0.75 s"),
            (ended(.exited(0), .stepBack), "virtual 0.5x  at 0.75 s"),
            (ended(.stopped(.deadlock)), "virtual 0.5x  deadlock 0.75 s"),
            (ended(.stopped("time limit")), "virtual 0.5x  stopped 0.75 s"),
            (Fixture.running, "live  0.60 s"),
        ]
        for (state, text) in states { #expect(row(0, state).hasSuffix(" " + text)) }
    }

    @Test("the status line names the keys that work, and the next run's clock where it is another")
    func keys() {
        #expect(row(-1, running()).hasPrefix(" Space pause  . one job  +/- pace  Esc stop "))
        #expect(
            row(-1, running(.pauseOrResume)).hasPrefix(
                " Space go on  . one job  x choose  , back  +/- pace  Esc stop "
            )
        )
        #expect(row(-1, running(.stepBack)).contains(" . forward  x choose  , back "))
        #expect(row(-1, ended()).hasPrefix(" r run again  , . job by job  v live "))
        let switched = ended(.exited(0), .changeClock, .toggleHelp, .toggleHelp)
        #expect(row(-1, switched).hasPrefix(" r run again, live  , . job by job  v virtual "))
    }

    @Test("an earlier moment has no end, no findings and no output of later")
    func moment() {
        let screen = Fixture.screen(ended(.exited(0), .stepBack, .stepBack), 120, 40)
        #expect(!screen.contains("the program ended"))
        #expect(!screen.contains("Findings"))
        #expect(screen.contains("Event loop"))
        #expect(!screen.contains("page 2"))
    }

    @Test("the ready tasks stand in the order of the queue, not of their ids")
    func readyQueue() {
        var state = running(.pauseOrResume)
        let tea = TaskID(rawValue: 6)
        let queued = [
            Fixture.event(550, .created(tea, by: nil, origin: .unstructured, name: "tea")),
            Fixture.event(560, .enqueued(Fixture.main, on: .main, by: nil)),
        ]
        Fixture.report(&state, .traced(queued, dropped: 0))
        let rows = Fixture.screen(state, 80, 24).split(separator: "\n")
        let first = rows.firstIndex { $0.contains("│ ready    ›tea") }
        #expect(first.map { rows[$0 + 1].contains("│          ›main") } == true)
    }

    @Test("the panes keep their places and sizes while one goes through a run")
    func stillness() {
        func frame(_ state: LabState) -> [String] {
            Fixture.screen(state, 120, 40).split(separator: "\n").map { line in
                String(line.filter { "┌┐└┘├┤┬┴".contains($0) })
            }
        }
        let last = frame(ended(.exited(0), .stepBack))
        #expect(frame(ended(.exited(0), .stepBack, .stepBack, .stepBack, .stepBack)) == last)
    }

    @Test("a deadlock says of each task what it waits for, on the screen and as text")
    func deadlock() throws {
        var state = running()
        let events = [
            Fixture.event(600, .gaveUp(.deadlock)),
            Fixture.event(600, .waits(Fixture.main, .group)),
            Fixture.event(600, .waits(Fixture.second, .call)),
        ]
        Fixture.report(&state, .traced(events, dropped: 0))
        Fixture.report(&state, .ended(.exited(1), at: 600_000_000, inGoodOrder: true))
        let run = try #require(state.run)
        let text = RunText(run, width: 80, isAscii: false).text(threads: 2)
        #expect(run.end == .stopped(.deadlock))
        #expect(text.contains("\n- Deadlock: nothing could ever run again.\n"))
        #expect(text.contains("\n- main waits for the next child of its task group.\n"))
        #expect(text.contains("\n- download 2 is blocked in usleep.\n"))
        #expect(!text.contains("The program ended while"))
        #expect(
            text.hasSuffix(
                "virtual clock, seed 0, 2 threads in the pool, 0.600 s: "
                    + "deadlock: nothing could ever run again"
            )
        )
        #expect(Fixture.screen(state, 200, 50).contains("Deadlock: nothing could"))
    }

    @Test("a livelock names the tasks that yield to each other")
    func livelock() throws {
        var state = running()
        let events = [
            Fixture.event(600, .unblocked(Fixture.second)),
            Fixture.event(600, .enqueued(Fixture.main, on: .main, by: nil)),
            Fixture.event(600, .gaveUp(.livelock)),
        ]
        Fixture.report(&state, .traced(events, dropped: 0))
        Fixture.report(&state, .ended(.exited(1), at: 600_000_000, inGoodOrder: false))
        let text = RunText(try #require(state.run), width: 80, isAscii: false).text(threads: 2)
        #expect(text.contains("- main and download 2 yielded to each other without end."))
    }

    @Test("the time limit names the task on the thread, or says that there was none")
    func timeLimit() throws {
        let running = RunText(
            try #require(ended(.timeLimit).run),
            width: 80,
            isAscii: false
        ).text(threads: 2)
        #expect(running.contains("- main was still running when the time limit came."))
        var state = self.running()
        Fixture.report(&state, .traced([Fixture.event(600, .stopped(Fixture.second))], dropped: 0))
        Fixture.report(&state, .ended(.timeLimit, at: 600_000_000, inGoodOrder: false))
        let none = RunText(try #require(state.run), width: 80, isAscii: false).text(threads: 2)
        #expect(none.contains("- No task was on a thread when the time limit came."))
    }

    @Test("what the virtual clock did not control is named")
    func uncontrolled() throws {
        var state = running()
        let address = ProgramAddress(rawValue: 4711)
        let fact = TraceEvent.Fact.uncontrolled(Fixture.second, call: .read, address: address)
        let event = Fixture.event(600, fact)
        Fixture.report(&state, .traced([event, event], dropped: 0))
        Fixture.report(&state, .ended(.exited(0), at: 600_000_000, inGoodOrder: true))
        let text = RunText(try #require(state.run), width: 80, isAscii: false).text(threads: 2)
        let sentence = "download 2 waited for something outside (read): other runs may differ."
        #expect(text.components(of: sentence) == 1)
        #expect(!text.contains("4711"))
        Fixture.report(
            &state,
            .located([address: [CodeLine(function: "f()", file: "a.swift", line: 12)]])
        )
        let located = RunText(try #require(state.run), width: 80, isAscii: false).text(threads: 2)
        #expect(located.contains("waited for something outside (read, line 12): other runs"))
    }
}

extension String {
    /// How often a text stands in it.
    fileprivate func components(of text: String) -> Int {
        indices.count { self[$0...].hasPrefix(text) }
    }
}
