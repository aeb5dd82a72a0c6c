import LabCore
import LabViews
import Screen
import Testing
import TraceModel

/// Literal screens of a run that is looked at closely, and the keys that lead there.
@Suite("The timeline looked at closely")
struct ZoomScreenTests {
    /// The fixture's run at its end, drawn at a size after each key.
    private func state(_ width: Int, _ height: Int, keys: [Key]) -> LabState {
        var state = LabState(subject: .program(Fixture.program))
        _ = update(&state, .commanded(.run))
        for report in Fixture.reports { Fixture.report(&state, report) }
        let size = Size(width: width, height: height)
        for key in [nil] + keys.map(Optional.some) {
            if let command = key.flatMap({ KeyMap.command(for: $0, in: state) }) {
                _ = update(&state, .commanded(command))
            }
            let view = LabView(state, size: size, appearance: Appearance())
            _ = update(&state, .laidOut(view.extents, view.timeExtent))
        }
        return state
    }

    private func typed(_ text: String) -> [Key] { text.map(Key.character) }

    @Test("the cursor at an event of a task, four times closer, at 80x24")
    func closer() {
        #expect(
            Fixture.screen(state(80, 24, keys: typed("j([[]]]]zz")), 80, 24) == """
                 asynclab  two.swift                                Code [Run]  live  at 0.25 s
                ┌ Timeline 4x: 0.250 s, job 3 of 6 ────────────────────────────────────────────┐
                │                   0.20 s          ▼              0.30            0.35        │
                │ #1 main        ───────────────────────────────────────────────────────────── │
                │  #2 download 1 ···················▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓ │
                │  #3 download 2 ···················▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒ │
                │ #2 download 1: ready: waits for a thread of the pool                         │
                │ ········ 0.25 s                                                              │
                │ last pause: slept 0.25 s                                                     │
                │ created by #1 main after 0.001 s                                             │
                │ █ running  ▓ blocking  ▒ ready  · sleeping  ─ awaiting  ✓ ended              │
                ├ Output ───────────────────────────────┬ Event loop ──────────────────────────┤
                │                                       │ main      -                          │
                │                                       │ ready    ›download 1 (pool)          │
                │                                       │ timers   ›download 2, 0.000 s        │
                │                                       │ awaiting  main                       │
                │                                       │                                      │
                │                                       │                                      │
                │                                       │                                      │
                │                                       │                                      │
                │                                       │                                      │
                │                                       │                                      │
                └───────────────────────────────────────┴──────────────────────────────────────┘
                 r run again  , . back, forward  v virtual  Tab pane  ↑/↓ task  ? keys  q quit
                """
        )
    }

    @Test("at 120x40 all panes follow the cursor")
    func follow() {
        #expect(
            Fixture.screen(state(120, 30, keys: typed("<<<<<<<<<<")), 120, 30) == """
                 asynclab  two.swift                                                                                    live  at 0.58 s
                ┌ two.swift ───────────────────────────────────────────┐┌ Timeline: job 5 of 6 ────────────────────────────────────────┐
                │ 1     // Two downloads.                              ││                0 s        0.2         0.4       ▼ 0.6        │
                │ 2     func download(_ page: Int) async {             ││ #1 main        ───────────────────────────────────────────✓  │
                │ 3         try? await Task.sleep(for: .seconds(0.25)) ││  #2 download 1 ···············▓▓▓▓▓▓▓▓▓▓▓▓▓▓✓   │            │
                │ 4         legacyCall(0.25)                           ││  #3 download 2 ···············▒▒▒▒▒▒▒▒▒▒▒▒▒▒▓▓▓▓▓▓▓▓▓▓▓▓▓▓✓  │
                │ 5     }                                              ││ #1 main: awaiting, and it is not known for what              │
                │                                                      ││ █ 0.001 s  ──────── 0.58 s                                   │
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
                 r run again  , . back, forward  v virtual  Tab pane  ↑/↓ task  i inspect  ) end  < > time  [ ] event  ? keys  q quit
                """
        )
    }

    @Test("at the closest, each label has its nanoseconds")
    func nanoseconds() {
        let keys = typed("j(]]]]" + String(repeating: "z", count: 30))
        let rows = Fixture.screen(state(200, 50, keys: keys), 200, 50).split(separator: "\n")
        #expect(rows[1].contains("Timeline 8344445x: 0.250000000 s, job 3 of 6"))
        #expect(rows[2].contains("0.24999998 s"))
    }

    @Test("a moment that is out of sight is pointed at")
    func outOfSight() {
        func axis(_ keys: String) -> String {
            let state = state(80, 24, keys: typed(keys))
            return String(Fixture.screen(state, 80, 24).split(separator: "\n")[2])
        }
        #expect(axis("<zzzHHHH").hasSuffix("▶ │"))
        #expect(axis("(zzzLLLL").dropFirst(17).first == "◀")
        #expect(axis("(zzz").dropFirst(17).first == "▼")
    }

    @Test("the same run, moment and size give the same screen, whatever way led there")
    func sameScreen() {
        let straight = state(120, 40, keys: typed("([[]]zz"))
        let detour = state(120, 40, keys: typed("<<z<H(fzzzuf([[]]zz"))
        #expect(Fixture.screen(straight, 120, 40) == Fixture.screen(detour, 120, 40))
    }

    @Test("in ASCII no sign is lost, and without colour what comes later is paler")
    func ascii() {
        let state = state(80, 24, keys: typed("<<<<<<<<<<<<<<<<<<<<z"))
        let screen = Fixture.screen(state, 80, 24, Fixture.ascii)
        #expect(screen.first { !$0.isASCII } == nil)
        let frame = LabView(
            state,
            size: Size(width: 80, height: 24),
            appearance: Appearance(glyphs: .ascii, colors: .none)
        ).frame()
        let styles = frame.styles([
            Style(dim: true): "d", Style(bold: true): "b", .plain: "p",
        ]).split(separator: "\n", omittingEmptySubsequences: false)
        let signs = frame.row(3)
        #expect(signs.contains("a"))
        #expect(styles[3].contains("pd"))
    }

    @Test("names with wide characters keep the lanes aligned under the axis")
    func wide() {
        var state = LabState(subject: .program(Fixture.program))
        _ = update(&state, .commanded(.run))
        Fixture.report(&state, .compiled)
        let tea = TaskID(rawValue: 9)
        let events =
            Fixture.events + [
                Fixture.event(550, .created(tea, by: nil, origin: .unstructured, name: "下载 完成"))
            ]
        Fixture.report(&state, .traced(events, dropped: 0))
        Fixture.report(&state, .ended(.exited(0), at: 751_000_000, inGoodOrder: true))
        _ = update(&state, .commanded(.timeline(.point(nil, at: 560_000_000))))
        let frame = LabView(
            state,
            size: Size(width: 80, height: 24),
            appearance: Appearance()
        ).frame()
        let mark = frame.row(2).unicodeScalars.firstIndex(of: "▼").map {
            frame.row(2).unicodeScalars.distance(
                from: frame.row(2).unicodeScalars.startIndex,
                to: $0
            )
        }
        // Of two cells each, four characters of the name.
        let lane = Array(frame.row(6).unicodeScalars)
        let cursor = lane.lastIndex { $0 == "▒" }
        #expect(mark != nil)
        #expect(lane.contains("载"))
        #expect(cursor.map { $0 + 4 >= (mark ?? 0) } == true)
    }

    @Test("the second page of the list of keys is that of the timeline, at 80x24")
    func help() {
        #expect(
            Fixture.screen(state(80, 24, keys: typed("??")), 80, 24) == """
                 asynclab  two.swift                             Code [Run]  live  ended 0.75 s
                ┌ T┌ Keys of the timeline (? closes) ───────────────────────────────────────┐──┐
                │  │                                                                        │  │
                │ #│  < >              a cell back, a cell on (Shift-← →)                   │  │
                │  │  [ ]              the event before, the next one, of the selected task │  │
                │  │  { }              the event before, the next one, of all tasks         │  │
                │ #│  ( )              to the start, to the end; while it runs, to now      │  │
                │ █│  z Z              look closer at the moment shown, and less closely    │  │
                │ l│  f                the whole run                                        │  │
                │  │  H L              what is left of the part shown, what is right of it  │  │
                │ █│  u                take back the last of these                          │  │
                ├ O│  t                lanes of threads and executors, or of tasks again    │──┤
                │ 0│  o O              fold what is below a task into its lane, or out; all │  │
                │ 0│  b                draw long idle gaps as a short break, and back       │  │
                │ 0│  /  n N           search a task by its name; the next, the one before  │  │
                │ F│  . ,              one job forward, one job back                        │  │
                │ •│  ↑ ↓  k j         the task before, the next one                        │  │
                │  │  click            a task, and a moment; wheel on the times: z, Z       │  │
                │ •│  i                all about the selected task, and back                │  │
                │  │  d                this run held against the one before it, and back    │  │
                │  │                                                                        │  │
                │  └────────────────────────────────────────────────────────────────────────┘  │
                └──────────────────────────────────────────────────────────────────────────────┘
                 r run again  , . job by job  v virtual  Tab pane  ↑/↓ task  ? keys  q quit
                """
        )
    }

    @Test(
        "the keys of the timeline",
        arguments: [
            (Key.character("<"), TimelineCommand.move(-1)), (.character(">"), .move(1)),
            (.shiftLeft, .move(-1)), (.shiftRight, .move(1)),
            (.character("["), .goToEvent(isNext: false, ofAll: false)),
            (.character("}"), .goToEvent(isNext: true, ofAll: true)),
            (.character("("), .goToStart), (.character(")"), .goToEnd),
            (.character("z"), .zoomIn), (.character("Z"), .zoomOut), (.character("f"), .fit),
            (.character("H"), .pan(isRight: false)), (.character("L"), .pan(isRight: true)),
            (.character("u"), .undo),
        ]
    )
    func keys(key: Key, command: TimelineCommand) {
        #expect(KeyMap.command(for: key, in: Fixture.ended) == .timeline(command))
    }

    @Test("arrows are steps in a lesson, and moments where there are no steps")
    func arrows() {
        #expect(KeyMap.command(for: .left, in: Fixture.ended) == .previousStep)
        let alone = LabState(subject: .program(Fixture.program))
        #expect(KeyMap.command(for: .left, in: alone) == .timeline(.move(-1)))
        #expect(KeyMap.command(for: .character("l"), in: alone) == .timeline(.move(1)))
        #expect(KeyMap.command(for: .character("l"), in: Fixture.ended) == .showContents)
    }

    @Test("a click selects a task and a moment, the wheel on the axis zooms there")
    func mouse() {
        var state = state(80, 24, keys: [])
        let size = Size(width: 80, height: 24)
        func command(_ x: Int, _ y: Int, _ action: MouseEvent.Action) -> Command? {
            LabView(state, size: size, appearance: Appearance())
                .command(for: MouseEvent(position: Point(x: x, y: y), action: action))
        }
        let click = command(40, 5, .press(.left))
        guard case .timeline(.point(Fixture.second?, let time?)) = click else {
            Issue.record("no point: \(String(describing: click))")
            return
        }
        #expect((290_000_000..<310_000_000).contains(time))
        #expect(command(4, 4, .press(.left)) == .timeline(.point(Fixture.first, at: nil)))
        #expect(command(40, 2, .wheelUp) == .timeline(.zoom(isIn: true, at: time)))
        #expect(command(40, 15, .press(.left)) == nil)
        _ = update(&state, .commanded(.timeline(.zoom(isIn: true, at: time))))
        let zoomed = command(40, 2, .press(.left))
        guard case .timeline(.point(nil, let same?)) = zoomed else {
            Issue.record("no point: \(String(describing: zoomed))")
            return
        }
        // The cell that was pointed at is where it was.
        #expect(same >= time && same < time + 10_000_000)
    }
}
