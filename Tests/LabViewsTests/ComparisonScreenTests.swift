import LabCore
import LabViews
import Screen
import Testing
import TraceModel

/// Literal screens of two runs that are held against each other.
@Suite("Two runs on the screen")
struct ComparisonScreenTests {
    /// The two downloads, the first by a new task of its own, and nobody blocks the thread.
    private static var changed: [RunReport] {
        let log = TaskID(rawValue: 6)
        let names = [(Fixture.first, "download 1"), (Fixture.second, "download 2"), (log, "log")]
        var events = [
            Fixture.event(0, .created(Fixture.main, by: nil, origin: .unstructured, name: nil)),
            Fixture.event(0, .started(Fixture.main, on: .main)),
        ]
        for (task, name) in names {
            events.append(
                Fixture.event(1, .created(task, by: Fixture.main, origin: .groupChild, name: name))
            )
        }
        events.append(Fixture.event(1, .stopped(Fixture.main)))
        for (index, task) in names.map(\.0).enumerated() {
            let timer = TaskID(rawValue: 10 + UInt32(index))
            events += [
                Fixture.event(1, .started(task, on: .main)),
                Fixture.event(1, .slept(task, timer: timer, until: 250_000_000)),
                Fixture.event(1, .stopped(task)),
            ]
        }
        for (index, task) in names.map(\.0).enumerated() {
            events += [
                Fixture.event(250, .timerFired(TaskID(rawValue: 10 + UInt32(index)))),
                Fixture.event(250, .started(task, on: .main)),
                Fixture.event(250, .ended(task, threw: false, cancelled: false)),
            ]
        }
        return [
            .compiled, .traced(events, dropped: 0),
            .traced([Fixture.event(250, .started(Fixture.main, on: .main))], dropped: 0),
            .ended(.exited(0), at: 251_000_000, inGoodOrder: true),
        ]
    }

    private static func run(_ reports: [RunReport]) -> RunState {
        var run = RunState(id: RunID(rawValue: 0))
        for report in reports { run.apply(report) }
        return run
    }

    /// The rows of a screen that show a page of the keys.
    private func help(_ state: LabState, page: Int) -> String {
        var state = state
        for _ in 0..<page { _ = update(&state, .commanded(.toggleHelp)) }
        return Fixture.screen(state, 120, 40)
    }

    @Test("keys that are refused where runs are compared, or one is only looked at, are not listed")
    func refusedKeys() {
        let compared = help(Self.compared, page: 2)
        #expect(compared.contains("│  / n N") || compared.contains("│  /  n N"))
        for key in ["t  ", "o O", "b  "] { #expect(!compared.contains("│  \(key)"), "\(key)") }
        #expect(compared.contains("│  d  "))
        let kept = LabState(kept: Self.run(Self.changed), title: "a", program: Fixture.program)
        let alone = help(kept, page: 2)
        for key in ["t  ", "o O", "b  "] { #expect(alone.contains("│  \(key)"), "\(key)") }
        #expect(!alone.contains("│  d  "))
        #expect(!help(kept, page: 1).contains("stop the program"))
    }

    private static var compared: LabState {
        var state = LabState(
            kept: run(changed),
            comparedWith: run(Fixture.reports),
            title: "slow.trace, quick.trace",
            program: Fixture.program
        )
        _ = update(&state, .opened)
        return state
    }

    @Test("each lane before above the one now, and what became of the tasks, 80x24")
    func small() {
        #expect(
            Fixture.screen(Self.compared, 80, 24) == """
                 asynclab  slow.trace, quick.trace (kept)        Code [Run]  live  ended 0.25 s
                ┌ Timeline ────────────────────────────────────────────────────────────────────┐
                │ before, then now  0 s            0.2            0.4            0.6           │
                │ #1 main           ────────────────────────────────────────────────────────✓  │
                │   now -0.50 s     ───────────────────✓                                       │
                │  #2 download 1    ···················▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓✓                     │
                │    now -0.25 s    ··················✓                                        │
                │  #3 download 2    ···················▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓✓  │
                │    now -0.50 s    ··················✓                                        │
                │  #6 log                                                                      │
                │    only now       ··················✓                                        │
                │ █ running  ▓ blocking  ▒ ready  · sleeping  ─ awaiting  ✓ ended              │
                ├ Differences ─────────────────────────────────────────────────────────────────┤
                │ The program: 0.75 s → 0.25 s, 0.50 s less (67 %), 3.0 times as fast          │
                │ #1 main: takes 0.75 s → 0.25 s, 0.50 s less (67 %); awaiting 0.75 s → 0.25 s │
                │ All tasks together                                                           │
                │ ▓ blocking 0.50 s → 0.000 s  0.50 s less (100 %)                             │
                │ ▒ ready    0.25 s → 0.000 s  0.25 s less (100 %)                             │
                │ · sleeping 0.50 s → 0.75 s   0.25 s more (50 %)                              │
                │ ─ awaiting 0.75 s → 0.25 s   0.50 s less (67 %)                              │
                │ Changed most   takes          ends at                                        │
                │ #1 main        0.75 → 0.25 s  0.75 → 0.25 s  faster                          │
                └──────────────────────────────────────────────────────── 5 below ─────────────┘
                 d output  , . job by job  Tab pane  ↑/↓ task  i inspect  ? keys  q quit
                """
        )
    }

    @Test("all of it on a large screen, with the code")
    func large() {
        #expect(
            Fixture.screen(Self.compared, 120, 40) == """
                 asynclab  slow.trace, quick.trace (kept)                                                            live  ended 0.25 s
                ┌ two.swift ───────────────────────────────────────────┐┌ Timeline ────────────────────────────────────────────────────┐
                │ 1     // Two downloads.                              ││ before, then now  0 s       0.2        0.4        0.6        │
                │ 2     func download(_ page: Int) async {             ││ #1 main           ────────────────────────────────────────✓  │
                │ 3         try? await Task.sleep(for: .seconds(0.25)) ││   now -0.50 s     ─────────────✓                             │
                │ 4         legacyCall(0.25)                           ││  #2 download 1    ··············▓▓▓▓▓▓▓▓▓▓▓▓▓✓               │
                │ 5     }                                              ││    now -0.25 s    ·············✓                             │
                │                                                      ││  #3 download 2    ··············▒▒▒▒▒▒▒▒▒▒▒▒▒▓▓▓▓▓▓▓▓▓▓▓▓▓✓  │
                │                                                      ││    now -0.50 s    ·············✓                             │
                │                                                      ││  #6 log                                                      │
                │                                                      ││    only now       ·············✓                             │
                │                                                      ││ █ running ▓ blocking ▒ ready · sleeping ─ awaiting ✓ ended   │
                │                                                      │├ Differences ─────────────────────────────────────────────────┤
                │                                                      ││ The program: 0.75 s → 0.25 s, 0.50 s less (67 %), 3.0 times  │
                │                                                      ││ as fast                                                      │
                │                                                      ││                                                              │
                │                                                      ││ #1 main: takes 0.75 s → 0.25 s, 0.50 s less (67 %); awaiting │
                │                                                      ││ 0.75 s → 0.25 s                                              │
                │                                                      ││                                                              │
                │                                                      ││ All tasks together                                           │
                │                                                      ││ blocking  before ▓▓▓▓▓▓▓▓▓       0.50 s                      │
                │                                                      ││           now                   0.000 s  0.50 s less (100 %) │
                │                                                      ││ ready     before ▒▒▒▒▒           0.25 s                      │
                │                                                      ││           now                   0.000 s  0.25 s less (100 %) │
                │                                                      ││ sleeping  before ·········       0.50 s                      │
                │                                                      ││           now    ··············  0.75 s  0.25 s more (50 %)  │
                │                                                      ││ awaiting  before ──────────────  0.75 s                      │
                │                                                      ││           now    ─────           0.25 s  0.50 s less (67 %)  │
                │                                                      ││                                                              │
                │                                                      ││ Changed most   takes          ends at                        │
                │                                                      ││ #1 main        0.75 → 0.25 s  0.75 → 0.25 s  faster          │
                │                                                      ││ #3 download 2  0.75 → 0.25 s  0.75 → 0.25 s  faster          │
                │                                                      ││ #2 download 1  0.50 → 0.25 s  0.50 → 0.25 s  faster          │
                │                                                      ││                                                              │
                │                                                      ││ Only now: log                                                │
                │                                                      ││                                                              │
                │                                                      ││ Real time differs by itself: up to 0.01 s and a twentieth    │
                │                                                      ││ counts as about the same.                                    │
                └──────────────────────────────────────────────────────┘└──────────────────────────────────────────────────────────────┘
                 d output  , . job by job  Tab pane  ↑/↓ task  i inspect  < > time  [ ] event  z zoom  / search  ? keys  q quit
                """
        )
    }

    @Test("plain ASCII without colour")
    func ascii() {
        let screen = Fixture.screen(Self.compared, 80, 24, Fixture.ascii)
        #expect(screen.first { !$0.isASCII } == nil)
        #expect(screen.contains("The program: 0.75 s -> 0.25 s, 0.50 s less (67 %)"))
    }

    @Test("as text, as a script reads it")
    func text() {
        let report = ComparisonReport(
            before: Self.run(Fixture.reports),
            now: Self.run(Self.changed),
            width: 80,
            isAscii: false
        )
        #expect(
            report.text == """
                before, then now  0 s     0.1     0.2     0.3     0.4     0.5     0.6     0.7
                #1 main           ────────────────────────────────────────────────────────────✓
                  now -0.50 s     ────────────────────✓
                 #2 download 1    ····················▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓✓
                   now -0.25 s    ····················✓
                 #3 download 2    ····················▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓✓
                   now -0.50 s    ····················✓
                 #6 log
                   only now       ····················✓
                █ running  ▓ blocking  ▒ ready  · sleeping  ─ awaiting  ✓ ended

                The program: 0.75 s → 0.25 s, 0.50 s less (67 %), 3.0 times as fast

                All tasks together
                blocking  before ▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓             0.50 s
                          now                                       0.000 s  0.50 s less (100 %)
                ready     before ▒▒▒▒▒▒▒▒▒▒▒                         0.25 s
                          now                                       0.000 s  0.25 s less (100 %)
                sleeping  before ·······················             0.50 s
                          now    ··································  0.75 s  0.25 s more (50 %)
                awaiting  before ──────────────────────────────────  0.75 s
                          now    ───────────                         0.25 s  0.50 s less (67 %)

                Changed most   takes          ends at
                #1 main        0.75 → 0.25 s  0.75 → 0.25 s  faster
                #3 download 2  0.75 → 0.25 s  0.75 → 0.25 s  faster
                #2 download 1  0.50 → 0.25 s  0.50 → 0.25 s  faster

                Only now: log

                Real time differs by itself: up to 0.01 s and a twentieth counts as about the
                same.
                """
        )
    }

    /// The program is run again, and the second run is another one.
    private static var runAgain: LabState {
        var state = LabState(subject: .program(Fixture.program))
        for (number, reports) in [Fixture.reports, changed].enumerated() {
            _ = update(&state, .commanded(.run))
            for report in reports {
                _ = update(&state, .reported(RunID(rawValue: number + 1), report))
            }
        }
        return state
    }

    @Test("where no time differs, what comes in another order is told")
    func order() {
        func run(_ tasks: [TaskID]) -> RunState {
            var run = RunState(id: RunID(rawValue: 0), clock: ClockSettings(.virtual))
            let created = [Fixture.first, Fixture.second].map { task in
                Fixture.event(
                    1,
                    .created(task, by: nil, origin: .unstructured, name: "t\(task.rawValue)")
                )
            }
            let ran = tasks.flatMap { task in
                [
                    Fixture.event(1, .started(task, on: .pool)),
                    Fixture.event(
                        1,
                        .printed(task, stream: .standardOutput, text: "\(task.rawValue)\n")
                    ),
                    Fixture.event(1, .ended(task, threw: false, cancelled: false)),
                ]
            }
            run.apply(.traced(created + ran, dropped: 0))
            run.apply(.ended(.exited(0), at: 1_000_000, inGoodOrder: true))
            return run
        }
        let before = run([Fixture.first, Fixture.second])
        func text(_ now: RunState) -> String {
            ComparisonReport(before: before, now: now, width: 80, isAscii: false).text
        }
        #expect(
            text(run([Fixture.second, Fixture.first])).contains(
                """
                The program: 0.001 s → 0.001 s, the same
                The order: the same lines are printed in another one, from line 1 on; tasks run
                in another one, from 0.001 s on (before: t2, now: t3)

                """
            )
        )
        #expect(!text(before).contains("The order"))
    }

    @Test("the key d shows the last run and the one before, and the output again")
    func key() {
        var state = Self.runAgain
        #expect(KeyMap.command(for: .character("d")) == .toggleComparison)
        #expect(state.canCompare)
        let alone = Fixture.screen(state, 80, 24)
        #expect(alone.contains("d compare") || alone.contains("? keys"))
        _ = update(&state, .commanded(.toggleComparison))
        let compared = Fixture.screen(state, 80, 24)
        #expect(compared.contains("Differences"))
        #expect(compared.contains("The program: 0.75 s → 0.25 s"))
        #expect(compared.contains("now -0.25 s"))
        _ = update(&state, .commanded(.toggleComparison))
        #expect(Fixture.screen(state, 80, 24) == alone)
    }

    @Test("at an exercise they are what is wanted and yours")
    func exercise() {
        var state = ExerciseFixture.wrong
        _ = update(&state, .commanded(.toggleComparison))
        let screen = Fixture.screen(state, 80, 24)
        #expect(screen.contains("wanted, yours"))
        #expect(screen.contains("The program: 0.75 s → 0.75 s"))
        #expect(screen.contains("Take about as long: 3 tasks"))
    }

    @Test("one that did not end well is told")
    func badEnd() {
        let reports =
            Self.changed.dropLast() + [
                .ended(.stopped("deadlock"), at: 900_000_000, inGoodOrder: false)
            ]
        let now = Self.run(Array(reports))
        let state = LabState(
            kept: now,
            comparedWith: Self.run(Fixture.reports),
            title: "",
            program: nil
        )
        #expect(Fixture.screen(state, 80, 24).contains("now: deadlock"))
    }

    @Test("with fifty tasks the selected one is in sight, and those that changed most are named")
    func many() {
        let side = { (slow: UInt64) -> RunState in
            var events = [
                Fixture.event(
                    0,
                    .created(Fixture.main, by: nil, origin: .unstructured, name: "main")
                )
            ]
            for id in UInt32(2)...51 {
                let task = TaskID(rawValue: id)
                let end = UInt64(id) * 10 + (id == 40 ? slow : 0)
                let thread = ThreadNumber(rawValue: UInt16(id))
                let facts: [(UInt64, TraceEvent.Fact)] = [
                    (0, .created(task, by: Fixture.main, origin: .groupChild, name: "page \(id)")),
                    (1, .started(task, on: .pool)),
                    (end, .ended(task, threw: false, cancelled: false)),
                ]
                events += facts.map { time, fact in
                    TraceEvent(time: time * 1_000_000, thread: thread, fact: fact)
                }
            }
            return Self.run([
                .compiled, .traced(events, dropped: 0),
                .ended(.exited(0), at: 900_000_000, inGoodOrder: true),
            ])
        }
        var state = LabState(kept: side(0), comparedWith: side(300), title: "", program: nil)
        #expect(Fixture.screen(state, 80, 24).contains("│  #40 page 40"))
        #expect(Fixture.screen(state, 80, 24).contains("-0.30 s"))
        for _ in 0..<60 { _ = update(&state, .commanded(.scrollDown)) }
        #expect(Fixture.screen(state, 80, 24).contains("#51 page 51"))
        #expect(!Fixture.screen(state, 80, 24).contains("│  #40 page 40"))
        #expect(Fixture.screen(state, 200, 50).contains("#51 page 51"))
    }
}
