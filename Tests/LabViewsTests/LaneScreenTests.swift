import LabCore
import LabViews
import Screen
import Testing
import TraceModel

/// Literal screens of lanes that are folded, of threads, and of idle gaps that are drawn short.
@Suite("The lanes on the screen")
struct LaneScreenTests {
    private static let team = TaskID(rawValue: 2)
    private static let ann = TaskID(rawValue: 3)
    private static let bob = TaskID(rawValue: 4)
    private static let second = ThreadNumber(rawValue: 2)

    private static func event(
        _ milliseconds: UInt64,
        on thread: ThreadNumber = .main,
        _ fact: TraceEvent.Fact
    ) -> TraceEvent {
        TraceEvent(time: milliseconds * 1_000_000, thread: thread, fact: fact)
    }

    /// A team of two: Ann works, sleeps for 1.9 s and works; Bob blocks, and throws.
    private static let events = [
        event(0, .created(Fixture.main, by: nil, origin: .unstructured, name: "main")),
        event(0, .started(Fixture.main, on: .main)),
        event(0, .created(team, by: Fixture.main, origin: .groupChild, name: "team")),
        event(2, .stopped(Fixture.main)),
        event(2, on: second, .started(team, on: .pool)),
        event(2, .created(ann, by: team, origin: .groupChild, name: "Ann")),
        event(2, .created(bob, by: team, origin: .groupChild, name: "Bob")),
        event(4, on: second, .stopped(team)),
        event(2, .enqueued(ann, on: .pool, by: nil)),
        event(2, .enqueued(bob, on: .pool, by: nil)),
        event(4, .started(ann, on: .pool)),
        event(14, on: second, .started(bob, on: .pool)),
        event(24, on: second, .blocked(bob, call: .usleep)),
        event(39, .slept(ann, timer: TaskID(rawValue: 9), until: 1_939_000_000)),
        event(39, .stopped(ann)),
        event(64, on: second, .unblocked(bob)),
        event(69, on: second, .ended(bob, threw: true, cancelled: false)),
        event(1939, .timerFired(TaskID(rawValue: 9))),
        event(1944, on: second, .started(ann, on: .pool)),
        event(1999, on: second, .ended(ann, threw: false, cancelled: false)),
    ]

    private func state(_ width: Int, _ height: Int, _ keys: String) -> LabState {
        var state = LabState(subject: .program(Fixture.program))
        _ = update(&state, .commanded(.run))
        for report in [
            RunReport.compiled, .traced(Self.events, dropped: 0),
            .ended(.exited(0), at: 2_000_000_000, inGoodOrder: true),
        ] { Fixture.report(&state, report) }
        let size = Size(width: width, height: height)
        for key in [nil] + keys.map({ Optional(Key.character($0)) }) {
            if let command = key.flatMap({ KeyMap.command(for: $0, in: state) }) {
                _ = update(&state, .commanded(command))
            }
            let view = LabView(state, size: size, appearance: Appearance())
            _ = update(&state, .laidOut(view.extents, view.timeExtent))
        }
        return state
    }

    /// The rows of the timeline's pane, without its border.
    private func lanes(
        _ keys: String,
        count: Int,
        _ appearance: Appearance = Appearance()
    ) -> String {
        Fixture.screen(state(80, 24, keys), 80, 24, appearance).split(separator: "\n")[
            2..<2 + count
        ]
        .map { line in
            var text = line.dropFirst(2).dropLast(2)
            while text.last == " " { text.removeLast() }
            return String(text)
        }.joined(separator: "\n")
    }

    @Test("each task has its own, running is exact to an eighth of a cell")
    func tasks() {
        #expect(
            lanes("", count: 5) == """
                         0 s             0.5             1.0              1.5
                #1 main  ─────────────────────────────────────────────────────────────────…
                 #2 team ─────────────────────────────────────────────────────────────────…
                  #3 Ann █▎······························································█✓
                  #4 Bob ▒▓!
                """
        )
    }

    @Test("folded, with the weightiest state of all, and the failure of one")
    func folded() {
        #expect(
            lanes("(jozzzz", count: 3) == """
                            ▼         0.02      0.04      0.06      0.08      0.10      0.12
                #1 main     █───────────────────────────────────────────────────────────────
                 #2 team +2 ▒███████████▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓██!·····························
                """
        )
    }

    @Test("idle gaps are short, in all lanes")
    func gaps() {
        #expect(
            lanes("b", count: 5) == """
                         0 s         0.025           0.058    1.940           1.973
                #1 main  ▉─────────────────────────────────┊──────────────────────────────…
                 #2 team ▒▉────────────────────────────────┊──────────────────────────────…
                  #3 Ann ▒▒████████████████▊···············┊··▒▒██████████████████████████✓
                  #4 Bob ▒▒▒▒▒▒▒█████▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓██!┊
                """
        )
    }

    @Test("of threads and executors, with those that wait")
    func threads() {
        #expect(
            lanes("bt", count: 7) == """
                                0 s         0.028           0.065           1.965
                thread 0 (main) █▎#3█████████████              ┊
                thread 2        ▏█    #4██▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓█▏ ┊  ▏#3██████████████████████
                main actor      █                              ┊
                pool            ▏█#3████████████#4▓▓▓▓▓▓▓▓▓▓█▏ ┊  ▏#3██████████████████████
                  waiting        21111                         ┊ 11
                #1 main: unfinished, awaiting, and it is not known for what
                """
        )
    }

    @Test("in plain ASCII")
    func ascii() {
        #expect(
            lanes("bt", count: 7, Fixture.ascii) == """
                                0 s         0.028           0.065           1.965
                thread 0 (main) R'#3RRRRRRRRRRRRR              :
                thread 2        'R    #4RRBBBBBBBBBBBBBBBBBBR' :  '#3RRRRRRRRRRRRRRRRRRRRRR
                main actor      R                              :
                pool            'R#3RRRRRRRRRRRR#4BBBBBBBBBBR' :  '#3RRRRRRRRRRRRRRRRRRRRRR
                  waiting        21111                         : 11
                #1 main: unfinished, awaiting, and it is not known for what
                """
        )
    }

    @Test("what is typed of a name stands in the last line, with what it finds")
    func search() {
        func line(_ keys: String) -> String {
            let lines = Fixture.screen(state(80, 24, keys), 80, 24).split(separator: "\n")
            return lines.last.map(String.init) ?? ""
        }
        #expect(line("/") == " /  a part of a task's name, or its number  Enter this one  Esc back")
        #expect(line("/b") == " /b   1 of 1   ↑/↓ others  Enter this one  Esc back")
        #expect(
            line("/bx") == " /bx   no task is called that   ↑/↓ others  Enter this one  Esc back"
        )
    }

    @Test("a click on a thread's lane selects who was there, and the moment")
    func click() throws {
        let state = state(80, 24, "bt")
        let view = LabView(state, size: Size(width: 80, height: 24), appearance: Appearance())
        let rows = Fixture.screen(state, 80, 24).split(separator: "\n").map(Array.init)
        let row = try #require(rows.firstIndex { String($0).contains("thread 2") })
        let column = try #require(rows[row].firstIndex(of: "▓"))
        let event = MouseEvent(position: Point(x: column, y: row), action: .press(.left))
        guard case .timeline(.point(let task, let time?)) = view.command(for: event) else {
            Issue.record("no moment")
            return
        }
        #expect(task == Self.bob)
        #expect(time >= 24_000_000 && time < 64_000_000)
    }
}
