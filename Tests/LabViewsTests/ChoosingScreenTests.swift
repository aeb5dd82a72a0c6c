import LabCore
import LabViews
import Schedules
import Screen
import Testing
import TraceModel

/// Literal screens of the choice which job runs next.
@Suite("The screen of a choice")
struct ChoosingScreenTests {
    private let tea = TaskID(rawValue: 6)

    /// At 0.6 s, paused: the second download blocks the main actor, two tasks are ready for the pool, and
    /// main is ready for the main actor.
    private func waiting(_ keys: String) -> LabState {
        var state = LabState(
            subject: .program(Fixture.program),
            clock: ClockSettings(.virtual)
        )
        _ = update(&state, .commanded(.run))
        Fixture.report(&state, .compiled)
        Fixture.report(&state, .started(.virtual, seed: 0))
        Fixture.report(&state, .traced(Fixture.events + more, dropped: 0))
        Fixture.report(&state, .clock(600_000_000))
        _ = update(&state, .commanded(.pauseOrResume))
        let tasks = [tea, TaskID(rawValue: 7)]
        Fixture.report(
            &state,
            .offered(ReadyOffer(number: 1, tasks: tasks, choice: 3, events: 30))
        )
        return pressed(keys, state)
    }

    private var more: [TraceEvent] {
        let names = [(tea, "tea"), (TaskID(rawValue: 7), "an empty cup")]
        return names.flatMap { task, name in
            [
                Fixture.event(500, .created(task, by: nil, origin: .unstructured, name: name)),
                Fixture.event(500, .enqueued(task, on: .pool, by: nil)),
            ]
        } + [Fixture.event(500, .enqueued(Fixture.main, on: .main, by: nil))]
    }

    private func pressed(_ keys: String, _ state: LabState) -> LabState {
        var state = state
        for key in keys {
            let key: Key = key == "\n" ? .enter : key == "\u{1b}" ? .escape : .character(key)
            guard let command = KeyMap.command(for: key, in: state) else { continue }
            _ = update(&state, .commanded(command))
        }
        return state
    }

    @Test("the ready jobs are numbered, one is selected, and below them is the rest, 120x30")
    func list() {
        #expect(
            Fixture.screen(waiting("xj"), 120, 30) == """
                 asynclab  two.swift                                                                          virtual 1x  paused 0.60 s
                ┌ two.swift ───────────────────────────────────────────┐┌ Timeline: job 5 ─────────────────────────────────────────────┐
                │ 1     // Two downloads.                              ││                 0 s     0.2      0.4      ▼        0.8       │
                │ 2     func download(_ page: Int) async {             ││ #1 main         ──────────────────────▒▒▒▒▒                  │
                │ 3         try? await Task.sleep(for: .seconds(0.25)) ││  #2 download 1  ···········▓▓▓▓▓▓▓▓▓▓▓✓                      │
                │ 4         legacyCall(0.25)                           ││  #3 download 2  ···········▒▒▒▒▒▒▒▒▒▒▒▓▓▓▓▓                  │
                │ 5     }                                              ││ #6 tea                                ▒▒▒▒▒                  │
                │                                                      ││ #7 an empty cup                       ▒▒▒▒▒                  │
                │                                                      ││ #7 an empty cup: ready: waits for a thread of the pool       │
                │                                                      ││ ▒▒▒▒▒▒▒▒ 0.10 s                                              │
                │                                                      ││                                                              │
                │                                                      ││                                                              │
                │                                                      ││                                                              │
                │                                                      ││                                                              │
                │                                                      ││ █ running ▓ blocking ▒ ready · sleeping ─ awaiting ✓ ended   │
                │                                                      │├ Output ───────────────────────┬ Which job runs next? ────────┤
                │                                                      ││ 0.500 #2 page 1 finished      │   1 tea (pool)               │
                │                                                      ││                               │ ▶ 2 an empty cup (pool)      │
                │                                                      ││                               │   3 main (main): not now     │
                │                                                      ││                               │                              │
                │                                                      ││                               │ main    ▓›download 2 blocks  │
                │                                                      ││                               │ timers    -                  │
                │                                                      ││                               │ awaiting  -                  │
                │                                                      ││                               │                              │
                │                                                      ││                               │                              │
                │                                                      ││                               │                              │
                │                                                      ││                               │                              │
                │                                                      ││                               │                              │
                └──────────────────────────────────────────────────────┘└───────────────────────────────┴──────────────────────────────┘
                 ↑/↓ which  Enter runs next  1-3 that one  Esc leave  ? keys  q quit
                """
        )
    }

    @Test("at 80x24, with why a job can't be next")
    func small() {
        #expect(
            Fixture.screen(waiting("x3"), 80, 24) == """
                 asynclab  two.swift                      Code [Run]  virtual 1x  paused 0.60 s
                ┌ Timeline: job 5 ─────────────────────────────────────────────────────────────┐
                │                 0 s         0.2         0.4         ▼           0.8          │
                │ #1 main         ──────────────────────────────▒▒▒▒▒▒▒                        │
                │  #2 download 1  ···············▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓✓                              │
                │  #3 download 2  ···············▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▓▓▓▓▓▓▓                        │
                │ #6 tea                                        ▒▒▒▒▒▒▒                        │
                │ #7 an empty cup                               ▒▒▒▒▒▒▒                        │
                │ #1 main: ready: waits for the main actor, which runs download 2              │
                │ █ 0.001 s  ▒▒ 0.10 s  ──────── 0.50 s                                        │
                │ last pause: waited 0.50 s                                                    │
                │                                                                              │
                │ █ running  ▓ blocking  ▒ ready  · sleeping  ─ awaiting  ✓ ended              │
                ├ Output ───────────────────────────────┬ Which job runs next? ────────────────┤
                │ 0.500 #2 page 1 finished              │   1 tea (pool)                       │
                │                                       │   2 an empty cup (pool)              │
                │                                       │ ▶ 3 main (main): not now             │
                │                                       │                                      │
                │                                       │ main    ▓›download 2 blocks          │
                │                                       │ timers    -                          │
                │                                       │ awaiting  -                          │
                │                                       │                                      │
                └───────────────────────────────────────┴──────────────────────────────────────┘
                 main can't be next: it waits for the main actor, which runs download 2.
                """
        )
    }

    @Test("the list is seen at every size", arguments: [80, 99, 100, 104, 111, 112, 200])
    func everywhere(width: Int) {
        for height in [24, 28, 30, 40] {
            let screen = Fixture.screen(waiting("xj"), width, height)
            #expect(screen.contains("▶ 2 an empty cup (pool)"), "\(width)x\(height)")
            #expect(screen.contains(" Output "), "\(width)x\(height)")
            #expect(screen.contains("page 1 finished"), "\(width)x\(height)")
            let before = Fixture.screen(waiting(""), width, height)
            #expect(before.contains(" Event loop "), "\(width)x\(height)")
        }
    }

    @Test("? names the keys of the list while that is open, and they work there")
    func help() {
        let screen = Fixture.screen(waiting("x?"), 80, 24)
        #expect(screen.contains("Keys of the list"))
        for key in ["↑ ↓", "Enter", "1 ... 9", "X  ", "Esc"] {
            #expect(screen.contains("│  \(key)"), "\(key)")
        }
        let closed = Fixture.screen(waiting("x?\u{1b}"), 80, 24)
        #expect(!closed.contains("Keys of the list"))
        #expect(closed.contains("▶ 1 tea (pool)"))
        let moved = Fixture.screen(waiting("x?j"), 80, 24)
        #expect(moved.contains("▶ 2 an empty cup (pool)"))
    }

    @Test("a list longer than its pane says how many are above and below")
    func long() {
        var state = waiting("")
        let tasks = (20..<40).map { TaskID(rawValue: $0) }
        let events = tasks.flatMap { task in
            [
                Fixture.event(500, .created(task, by: nil, origin: .unstructured, name: nil)),
                Fixture.event(500, .enqueued(task, on: .pool, by: nil)),
            ]
        }
        Fixture.report(&state, .traced(events, dropped: 0))
        let offer = ReadyOffer(number: 2, tasks: tasks, choice: 4, events: 90)
        Fixture.report(&state, .offered(offer))
        func last(_ keys: String) -> String {
            let rows = Fixture.screen(pressed(keys, state), 80, 24).split(separator: "\n")
            return rows.dropLast(2).last.map { String($0.suffix(40)) } ?? ""
        }
        #expect(last("x") == "│     18 below                         │")
        #expect(last("xjjjjjjjjjj") == "│     8 above, 10 below                │")
        #expect(last("xjjjjjjjjjjjjjjjjjjjjjjjjjj") == "│     18 above                         │")
    }

    @Test("in plain ASCII and without colour the selected one has a sign")
    func ascii() {
        let screen = Fixture.screen(waiting("x"), 80, 24, Fixture.ascii)
        #expect(screen.first { !$0.isASCII } == nil)
        #expect(screen.contains("| > 1 tea (pool)"))
        #expect(screen.contains("|   2 an empty cup (pool)"))
    }

    @Test("the keys are those of the list while it is open, and fit 80 columns")
    func keys() {
        func last(_ keys: String) -> String {
            Fixture.screen(waiting(keys), 80, 24).split(separator: "\n").last.map(String.init) ?? ""
        }
        #expect(last("").contains(" x choose "))
        #expect(!last("").contains("take back"))
        #expect(
            last("x") == " ↑/↓ which  Enter runs next  1-3 that one  Esc leave  ? keys  q quit"
        )
        #expect(last("x\u{1b}") == " The list is closed; nothing was chosen.")
        #expect(last("x\u{1b}?").contains(" x choose "))
        #expect(last("x\n") == " Chosen: tea runs next. X takes it back.")
        #expect(last("x2") == " Chosen: an empty cup runs next. X takes it back.")
        #expect(last("x\n??").contains(" X take back "))
    }

    @Test("the run's end says how to have the choices again")
    func end() throws {
        var state = waiting("x2")
        let chosen = Schedule.Switch(choice: 3, other: 1)
        let cup = TaskID(rawValue: 7)
        let events = [
            Fixture.event(600, .preferred(cup, to: tea, chosen: chosen)),
            Fixture.event(
                600,
                .preferred(cup, to: tea, chosen: Schedule.Switch(choice: 4, other: 1))
            ),
            Fixture.event(600, .ended(cup, threw: false, cancelled: false)),
        ]
        Fixture.report(&state, .traced(events, dropped: 0))
        let course = ScheduleCourse(choices: 9, chosenFingerprint: 77, threads: 2)
        Fixture.report(&state, .scheduled(course))
        Fixture.report(&state, .ended(.exited(0), at: 751_000_000, inGoodOrder: true))
        let token = try #require(state.run?.chosenSchedule?.text)
        #expect(Fixture.screen(state, 80, 24).contains("│ your choices: --schedule \(token)"))
        let run = try #require(state.run)
        let text = RunText(run, width: 80, isAscii: false).text(threads: 2)
        #expect(text.contains("- Chosen at 0.600 s: an empty cup runs before tea.\n- To see these"))
        #expect(text.contains("\n- To see these choices again: --schedule \(token)\n"))
    }
}
