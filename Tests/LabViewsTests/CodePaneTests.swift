import LabCore
import Screen
import Testing
import TraceModel

@testable import LabViews

@Suite("The code with its tasks")
struct CodePaneTests {
    @Test("each task is at its line, and of the selected one it says what it does, 120x36")
    func marks() {
        #expect(
            Fixture.screen(PlacedFixture.running(2), 120, 36) == """
                 asynclab  workers.swift                                                                                   live  0.40 s
                ┌ workers.swift ───────────────────────────────────────┐┌ Timeline ────────────────────────────────────────────────────┐
                │  1     actor Counter {                               ││              0 s      0.1      0.2       0.3      0.4        │
                │  2         func add(_ n: Int) {                      ││ #1 main      ──────────────────────────────────────          │
                │  3#2           usleep(250_000)                       ││  #2 worker 1 ························▓▓▓▓▓▓▓▓▓▓▓▓▓▓          │
                │  4         }                                         ││  #3 worker 2 ························▒▒▒▒▒▒▒▒▒▒▒▒▒▒          │
                │  5     }                                             ││  #4 worker 3 ······································          │
                │  6                                                   ││ #3 worker 2: ready: waits for the actor Counter, which runs  │
                │  7     func work(_ n: Int) async {                   ││ worker 1                                                     │
                │  8#4       try? await Task.sleep(for: .seconds(0.25))││ ▒▒▒▒▒ 0.15 s  ········ 0.25 s                                │
                │  9#3       await counter.add(n)  ◀ waits for Counter ││ at work (line 9) ← closure in main (line 17)                 │
                │ 10     }                                             ││ last pause: slept 0.25 s                                     │
                │ 11                                                   ││ created at line 16 by #1 main after 0.000 s                  │
                │ 12     @main struct Program {                        ││ █ running ▓ blocking ▒ ready · sleeping ─ awaiting ✓ ended   │
                │ 13         static func main() async {                │├ Output ──────────────────────────────┬ Event loop ───────────┤
                │ 14#1           await withTaskGroup { group in        ││                                      │ main      -           │
                │ 15                 for n in 1...3 {                  ││                                      │ thread 1▓ worker 1    │
                │ 16                     group.addTask(name: "worker   ││                                      │ thread 2  -           │
                │                            \\(n)") {                  ││                                      │ ready     worker 2    │
                │ 17                         await work(n)             ││                                      │ timers    worker 3    │
                │ 18                     }                             ││                                      │ actors    Counter     │
                │ 19                 }                                 ││                                      │             worker 1  │
                │ 20             }                                     ││                                      │             ← worker… │
                │ 21         }                                         ││                                      │ awaiting  main        │
                │ 22     }                                             ││                                      │                       │
                │                                                      ││                                      │                       │
                │                                                      ││                                      │                       │
                │                                                      ││                                      │                       │
                │                                                      ││                                      │                       │
                │                                                      ││                                      │                       │
                │                                                      ││                                      │                       │
                │                                                      ││                                      │                       │
                │                                                      ││                                      │                       │
                │                                                      ││                                      │                       │
                └──────────────────────────────────────────────────────┘└──────────────────────────────────────┴───────────────────────┘
                 Esc stop  Tab pane  ↑/↓ task  i inspect  < > time  [ ] event  z zoom  t threads  / search  ? keys  q quit
                """
        )
    }

    @Test("in plain ASCII, and at 80x24 in a pane of its own")
    func ascii() {
        var state = PlacedFixture.running(1)
        while state.focus != .code { _ = update(&state, .commanded(.nextPane)) }
        let screen = Fixture.screen(state, 80, 24, Fixture.ascii)
        #expect(screen.first { !$0.isASCII } == nil)
        #expect(
            screen == """
                 asynclab  workers.swift                              [Code] Run   live  0.40 s
                + workers.swift ---------------------------------------------------------------+
                |  1     actor Counter {                                                       |
                |  2         func add(_ n: Int) {                                              |
                |  3#2           usleep(250_000)  < worker 1 blocks in usleep                  |
                |  4         }                                                                 |
                |  5     }                                                                     |
                |  6                                                                           |
                |  7     func work(_ n: Int) async {                                           |
                |  8#4       try? await Task.sleep(for: .seconds(0.25))                        |
                |  9#3       await counter.add(n)                                              |
                | 10     }                                                                     |
                | 11                                                                           |
                | 12     @main struct Program {                                                |
                | 13         static func main() async {                                        |
                | 14#1           await withTaskGroup { group in                                |
                | 15                 for n in 1...3 {                                          |
                | 16                     group.addTask(name: "worker \\(n)") {                  |
                | 17                         await work(n)                                     |
                | 18                     }                                                     |
                | 19                 }                                                         |
                | 20             }                                                             |
                +-------------------------------------------------------- 2 below -------------+
                 Esc stop  Tab pane  Up/Down scroll  i inspect  ? keys  q quit
                """
        )
    }

    private func code(_ state: LabState, _ height: Int = 36) -> [String] {
        Fixture.screen(state, 200, height).split(separator: "\n").dropFirst()
            .map { String($0.prefix(90).dropFirst()) }
    }

    private func row(_ state: LabState, _ number: Int) -> String {
        code(state).first { $0.dropFirst().hasPrefix(number < 10 ? " \(number)" : "\(number)") }
            ?? ""
    }

    @Test(
        "in a lesson the lines that it speaks of keep their pointer, and draw a task that is on them"
    )
    func highlighted() {
        let state = PlacedFixture.lesson(1, highlighted: [9])
        #expect(row(state, 3).hasPrefix("  3             usleep(250_000) "))
        #expect(
            row(state, 9).hasPrefix(
                "▶ 9#2+1     await counter.add(n)  ◀ worker 1 blocks in usleep "
            )
        )
        // A task that has left its thread is where it waits.
        #expect(row(PlacedFixture.lesson(3, highlighted: [17]), 8).contains("8#4 "))
    }

    @Test("a task of which no line is known is at the line where it was created")
    func created() {
        let id = TaskID(rawValue: 9)
        let more = [
            Fixture.event(300, .created(id, by: nil, origin: .unstructured, name: "late")),
            Fixture.event(300, .createdAt(id, PlacedFixture.at(16))),
        ]
        #expect(row(PlacedFixture.running(4, more), 16).contains(" 16     "))
        #expect(
            code(PlacedFixture.running(4, more)).contains { $0.contains("◀ late was created here") }
        )
    }

    @Test("a task that has ended is nowhere, one that the program's end cut off is where it was")
    func ended() {
        let more = [
            PlacedFixture.on(1, 390, .unblocked(PlacedFixture.workers[0])),
            PlacedFixture.on(
                1,
                390,
                .ended(PlacedFixture.workers[0], threw: false, cancelled: false)
            ),
        ]
        var state = PlacedFixture.running(3, more)
        Fixture.report(&state, .ended(.exited(0), at: 400_000_000, inGoodOrder: true))
        #expect(row(state, 3).hasPrefix("  3     "))
        #expect(row(state, 8).hasPrefix("  8#4 "))
        #expect(code(state).contains { $0.contains("◀ worker 3 sleeps") })
    }

    @Test("one job back the marks are as they were then")
    func back() {
        var state = PlacedFixture.running(1)
        Fixture.report(&state, .ended(.exited(0), at: 400_000_000, inGoodOrder: true))
        for _ in 0..<2 { _ = update(&state, .commanded(.stepBack)) }
        #expect(row(state, 8).contains("8#4"))
        #expect(row(state, 3).hasPrefix("  3     "))
    }

    @Test("the pane follows the selected task, unless the learner scrolled it")
    func following() {
        var state = PlacedFixture.lesson(0, highlighted: [20])
        func top() -> Int {
            LabView(state, size: size, appearance: Appearance()).extents[.code]?.start ?? -1
        }
        let size = Size(width: 100, height: 28)
        let first = top()
        #expect(first > 0)
        _ = update(&state, .commanded(.scrollDown))
        #expect(top() == 0)
        while state.focus != .code { _ = update(&state, .commanded(.nextPane)) }
        _ = update(&state, .laidOut(LabView(state, size: size, appearance: Appearance()).extents))
        _ = update(&state, .commanded(.scrollDown))
        #expect(top() == 1)
        // Another task is looked at: the pane follows again.
        while state.focus != .timeline { _ = update(&state, .commanded(.nextPane)) }
        #expect(top() == 1)
        _ = update(&state, .commanded(.scrollUp))
        #expect(top() == first)
    }

    @Test(
        "several tasks at a line have four cells",
        arguments: [
            ([4], 0, "#4  "), ([2, 3], 0, "#2,3"), ([2, 3, 4], 0, "#2-4"), ([2, 5, 9], 0, "#2+2"),
            ([2, 3, 4], 3, "#3+2"), ([12, 17], 0, "#12+"), ([123], 0, "#123"), ([1234], 0, "●   "),
            ([9, 10, 11], 0, "#9+2"), ([], 0, "    "),
        ] as [([UInt32], UInt32, String)]
    )
    func mark(ids: [UInt32], selected: UInt32, text: String) {
        let mark = TaskMark(
            tasks: ids.map(TaskID.init),
            selected: TaskID(rawValue: selected),
            theme: Theme(appearance: Appearance())
        )
        #expect(mark.spans(width: 4).map(\.text).joined() == text)
    }
}

@Suite("An async call stack")
struct StackTextTests {
    @Test(
        "names functions as the source does",
        arguments: [
            ("myProc(_:)", "myProc"), ("static Program.main()", "main"),
            ("Counter.add(_:)", "Counter.add"),
            ("closure #1 in closure #2 in static Program.main()", "closure in main"),
            ("implicit closure #1 in load()", "closure in load"),
            ("helper #1 <A>(_:) in static Shop.open(_:)", "helper in Shop.open"),
            ("Shop.total.getter", "Shop.total.getter"), ("async_MainTY3_", "main"),
            ("f<A>(_:)", "f"),
        ]
    )
    func names(function: String, name: String) {
        #expect(FunctionNames().name(of: function) == name)
    }

    @Test("is one line, which names other files, and where a line is not that of the await")
    func text() {
        let stack = [
            CodeLine(function: "f()", file: "a/b.swift", line: 3, isBehindAwait: true),
            CodeLine(function: "main", file: "a/c.swift", line: 4),
        ]
        let text = StackText(stack: stack, fileName: "b.swift", isAscii: false).text
        #expect(text == "f (goes on at line 3) ← main (c.swift:4)")
        #expect(
            StackText(stack: stack, fileName: nil, isAscii: true).text.contains(" <- main (line 4)")
        )
    }
}
