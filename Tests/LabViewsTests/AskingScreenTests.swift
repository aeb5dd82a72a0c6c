import Curriculum
import LabCore
import LabViews
import Screen
import Testing
import TraceModel

@Suite("A step that asks, or has its program changed")
struct AskingScreenTests {
    private func state(_ question: Question? = nil, _ change: Change? = nil) -> LabState {
        let step = Step(
            id: "two",
            title: "Two downloads",
            text: [.paragraph([TextSpan("Each sleeps, then it blocks.")])],
            program: Fixture.program,
            question: question,
            change: change
        )
        let lesson = Lesson(id: "test", number: 2, title: "Sleeping", minutes: 5, steps: [step])
        return LabState(subject: .lesson(lesson, step: 0))
    }

    private func question(_ form: QuestionForm, isAfterRun: Bool = false) -> Question {
        let measure: Measure =
            switch form {
            case .task: .tasks(.place(.firstToEnd))
            case .order: .orderOfEnds
            default: .makespan
            }
        return Question(
            text: "What is it?",
            form: form,
            measure: measure,
            isAfterRun: isAfterRun,
            because: "It is the first."
        )
    }

    private func press(_ keys: Key..., in state: inout LabState) -> [LabEffect] {
        keys.flatMap { key in
            KeyMap.command(for: key, in: state).map { update(&state, .commanded($0)) } ?? []
        }
    }

    /// Runs the program, which takes 0.75 s.
    private func run(_ number: Int, _ state: inout LabState) {
        for report in Fixture.reports {
            _ = update(&state, .reported(RunID(rawValue: number), report))
        }
    }

    /// Rows of the lesson's pane that say something, from the third on.
    private func lesson(_ state: LabState) -> [String] {
        Fixture.screen(state, 80, 24).split(separator: "\n").dropFirst(5).dropLast(2)
            .map { $0.dropFirst(2).dropLast().trimmed }.filter { !$0.isEmpty }
    }

    /// What stands in the box below the output.
    private func answer(_ state: LabState) -> [String] {
        Fixture.screen(state, 80, 24).split(separator: "\n")
            .drop { !$0.hasPrefix("├ Answer ") }.dropFirst().dropLast(2)
            .map { $0.dropFirst(2).dropLast().trimmed }
    }

    /// The last two rows.
    private func foot(_ state: LabState) -> [String] {
        Fixture.screen(state, 80, 24).split(separator: "\n").suffix(2).map { String($0) }
    }

    @Test("a number, from the first digit to the verdict")
    func number() {
        var state = state(question(.number))
        #expect(lesson(state) == ["What is it?", "Type a number, then Enter."])
        #expect(foot(state)[1].hasPrefix(" 0-9 your answer  r run"))
        _ = press(.character("0"), .character("."), .character("7"), in: &state)
        #expect(lesson(state) == ["What is it?", "Your answer: 0.7_"])
        #expect(foot(state)[1].hasPrefix(" Enter this is my answer  r run"))
        _ = press(.enter, in: &state)
        #expect(lesson(state) == ["What is it?", "▶ Your answer: 0.7"])
        _ = press(.character("r"), in: &state)
        run(1, &state)
        #expect(answer(state) == ["You said 0.7, and so it is: 0.75 s.", "It is the first."])
    }

    @Test("a point is typed behind a digit only: elsewhere it is one job forward")
    func point() {
        let state = state(question(.number))
        #expect(KeyMap.command(for: .character("."), in: state) == .stepForward)
        var typed = state
        _ = press(.character("1"), .character("."), in: &typed)
        #expect(typed.draft == "1.")
        #expect(KeyMap.command(for: .character("."), in: typed) == .stepForward)
    }

    @Test("an order, thing by thing")
    func order() {
        var state = state(question(.order(of: ["download 2", "download 1"])))
        #expect(
            lesson(state) == [
                "What is it?", "1) download 2", "2) download 1", "Press their numbers in order.",
            ]
        )
        _ = press(.character("2"), in: &state)
        #expect(
            lesson(state) == [
                "What is it?", "1) download 2", "1. 2) download 1",
                "Your answer: download 1, ...",
            ]
        )
        _ = press(.character("1"), in: &state)
        #expect(lesson(state).last == "▶ Your answer: download 1, download 2")
    }

    @Test("a task that is looked for in the picture")
    func task() {
        var state = state(question(.task, isAfterRun: true))
        #expect(lesson(state) == ["What is it?", "First run the program: press r."])
        _ = press(.character("r"), in: &state)
        run(1, &state)
        #expect(foot(state)[0].hasPrefix("└─ What is it? ───"))
        #expect(foot(state)[1].hasPrefix(" → next step  Enter this one  r run again"))
        _ = press(.enter, in: &state)
        #expect(answer(state) == ["main is not it. Look again, or go on."])
        _ = press(.down, .enter, in: &state)
        #expect(answer(state) == ["download 1: that is it.", "It is the first."])
        // Then Enter goes on, as everywhere.
        #expect(KeyMap.command(for: .enter, in: state) == .nextStep)
    }

    @Test("while a task is looked for, Enter in the lesson leads to the timeline, not away")
    func enterLooks() {
        var state = state(question(.task, isAfterRun: true))
        _ = press(.character("r"), in: &state)
        run(1, &state)
        while state.focus != .lesson { _ = press(.tab, in: &state) }
        #expect(foot(state)[1].hasPrefix(" → next step  Enter timeline  "))
        _ = press(.enter, in: &state)
        #expect(state.focus == .timeline)
        #expect(state.givenAnswer == nil)
        #expect(state.notice == "Select a task with the arrow keys, then press Enter.")
    }

    @Test("where a number is asked for, Enter before the first digit says so and stays")
    func enterWithoutNumber() {
        var state = state(question(.number))
        _ = press(.enter, in: &state)
        #expect(state.notice == "Type a number first. → goes on without one.")
        #expect(state.givenAnswer == nil)
    }

    @Test("a long verdict is folded below the output, with its reason")
    func longVerdict() {
        var state = answered(because: String(repeating: "So it goes. ", count: 12))
        #expect(
            answer(state) == [
                "You said 1, and so it is: download 1, download 2.",
                "So it goes. So it goes. So it goes. So it goes. So it goes. So it goes. So",
                "it goes. So it goes. So it goes. So it goes. So it goes. So it goes.",
            ]
        )
        // The inspector takes the place of the output: then there is no room.
        _ = press(.character("i"), in: &state)
        #expect(foot(state)[0].hasPrefix("└─ You said 1, and so it is: download 1, download 2. ──"))
    }

    @Test("the keys to the lesson are as many as it takes")
    func keysToLesson() {
        let question = Question(
            text: "When?",
            choices: [Choice(.seconds(0.75), because: "So."), Choice(.seconds(9))],
            measure: .makespan
        )
        var state = state(question)
        _ = press(.character("1"), .character("r"), in: &state)
        for report in Fixture.reports(printing: 12) {
            _ = update(&state, .reported(RunID(rawValue: 1), report))
        }
        var hints: [String] = []
        for _ in 0..<2 {
            let foot = foot(state)[0]
            hints.append(String(foot.drop { $0 != "(" }.prefix { $0 != "." }))
            _ = press(.tab, in: &state)
        }
        #expect(hints == ["(Tab, Tab)", "(Tab)"])
        #expect(state.focus == .lesson)
    }

    @Test("a verdict takes no row that the output needs")
    func verdictBesideMuchOutput() {
        for lines in 0...12 {
            let state = answered(because: "So.", printing: lines)
            let screen = Fixture.screen(state, 80, 24)
            // Two lines of answer and a border; the program's three lines are always there, and below
            // them the title of what there is to say of the run.
            let isFolded = lines <= 3
            #expect(screen.contains("├ Answer ─") == isFolded, "\(lines) more lines")
            let line = "└─ You said 1, and so it is: download 1, download 2. ─"
            #expect(screen.contains(line) == !isFolded, "\(lines) more lines")
            if lines <= 2 { #expect(!screen.contains(" above ─┤"), "\(lines) more lines") }
            #expect(screen.contains("• download 1 kept"), "\(lines) more lines")
        }
    }

    /// A question of choices that was answered, and a run that printed so many lines more.
    private func answered(because: String, printing lines: Int = 0) -> LabState {
        let things = (1...2).map { "download \($0)" }
        let asked = Question(
            text: "What?",
            choices: [
                Choice(.order(things), because: because), Choice(.order(things.reversed())),
            ],
            measure: .orderOfEnds
        )
        var state = state(asked)
        _ = press(.character("1"), .character("r"), in: &state)
        for report in Fixture.reports(printing: lines) {
            _ = update(&state, .reported(RunID(rawValue: 1), report))
        }
        return state
    }

    @Test("a lesson's live run that takes next to no time fills no row; one's own program does")
    func shortRun() {
        var state = state(question(.number))
        let events = [
            Fixture.event(0, .created(Fixture.main, by: nil, origin: .unstructured, name: nil)),
            Fixture.event(0, .started(Fixture.main, on: .main)),
        ]
        let reports: [RunReport] = [
            .compiled, .traced(events, dropped: 0),
            .ended(.exited(0), at: 1_000_000, inGoodOrder: true),
        ]
        _ = press(.character("r"), .character("r"), in: &state)
        for report in reports { _ = update(&state, .reported(RunID(rawValue: 1), report)) }
        #expect(Fixture.screen(state, 80, 24).contains("│ #1 main ▋✓   "))
        var own = LabState(subject: .program(Fixture.program))
        _ = press(.character("r"), in: &own)
        for report in reports { _ = update(&own, .reported(RunID(rawValue: 1), report)) }
        #expect(Fixture.screen(own, 80, 24).contains("│ #1 main ██████"))
    }

    // MARK: A change

    private let change = Change(
        lines: 4...4,
        solution: ["x"],
        goal: [Claim(.makespan, is: .seconds(0.5), line: 1)]
    )

    private func changed() -> LabState {
        var state = state(nil, change)
        let copy = ProgramReference(
            name: "two",
            path: "/copies/two.swift",
            source: Fixture.source.replacing("legacyCall(0.25)", with: "nap()"),
            settings: ProgramSettings()
        )
        let place = StepPlace(lesson: "test", step: "two")
        _ = update(&state, .copyRead(place, copy, isSaved: true))
        run(1, &state)
        run(2, &state)
        return state
    }

    @Test("is invited to with a key")
    func invitation() {
        let state = state(nil, change)
        #expect(
            lesson(state) == ["Press e to change line 4 in your editor. Save it, and it runs."]
        )
        #expect(foot(state)[1].hasPrefix(" e edit  r run"))
    }

    @Test("shows both runs, one above the other, on a small screen")
    func both() {
        #expect(
            Fixture.screen(changed(), 80, 24) == """
                 asynclab  2 Sleeping  step 1/1 ●        Lesson  Code [Run]  live  ended 0.75 s
                ┌ Timeline ────────────────────────────────────────────────────────────────────┐
                │                0 s            0.2             0.4             0.6            │
                │ before  0.75 s                                                               │
                │ #1 main        ───────────────────────────────────────────────────────────✓  │
                │  #2 download 1 ····················▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓✓                      │
                │  #3 download 2 ····················▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓✓  │
                │ now  0.75 s                                                                  │
                │ #1 main        ───────────────────────────────────────────────────────────✓  │
                │  #2 download 1 ····················▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓✓                      │
                │  #3 download 2 ····················▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓✓  │
                │ #1 main: returned at 0.75 s                                                  │
                │ █ running  ▓ blocking  ▒ ready  · sleeping  ─ awaiting  ✓ ended              │
                ├ Output ──────────────────────────────────────────────────────────── 1 above ─┤
                │ 0.750 #3 page 2 完成                                                         │
                │ 0.751 the program ended                                                      │
                │ Findings                                                                     │
                │ • download 1 kept the main actor's thread for 0.250 s in usleep without      │
                ├ Answer ──────────────────────────────────────────────── 3 below ─────────────┤
                │   before: the program takes 0.75 s                                           │
                │   now:    the program takes 0.75 s                                           │
                │ Not yet. Wanted: the program takes 0.50 s.                                   │
                └──────────────────────────────────────────────────────────────────────────────┘
                 → next step  e edit  r run again  d compare  , . job by job  ? keys  q quit
                """
        )
    }

    @Test("and on a large one, with what came of it")
    func bothLarge() {
        #expect(
            Fixture.screen(changed(), 120, 40) == """
                 asynclab  2 Sleeping   step 1/1  Two downloads   ●                                                  live  ended 0.75 s
                ┌ Lesson ──────────────────────────────────────────────┐┌ Timeline ────────────────────────────────────────────────────┐
                │ Two downloads                                        ││                0 s        0.2         0.4         0.6        │
                │                                                      ││ before  0.75 s                                               │
                │ Each sleeps, then it blocks.                         ││ #1 main        ───────────────────────────────────────────✓  │
                │                                                      ││  #2 download 1 ···············▓▓▓▓▓▓▓▓▓▓▓▓▓▓✓                │
                │ Your copy: line 4. Press e to change it again.       ││  #3 download 2 ···············▒▒▒▒▒▒▒▒▒▒▒▒▒▒▓▓▓▓▓▓▓▓▓▓▓▓▓▓✓  │
                │   before: the program takes 0.75 s                   ││ now  0.75 s                                                  │
                │   now:    the program takes 0.75 s                   ││ #1 main        ───────────────────────────────────────────✓  │
                │ Not yet. Wanted: the program takes 0.50 s.           ││  #2 download 1 ···············▓▓▓▓▓▓▓▓▓▓▓▓▓▓✓                │
                │                                                      ││  #3 download 2 ···············▒▒▒▒▒▒▒▒▒▒▒▒▒▒▓▓▓▓▓▓▓▓▓▓▓▓▓▓✓  │
                │                                                      ││ #1 main: returned at 0.75 s                                  │
                │                                                      ││ █ running ▓ blocking ▒ ready · sleeping ─ awaiting ✓ ended   │
                │                                                      │├ Output ──────────────────────────────┬ Findings ─────────────┤
                │                                                      ││ 0.500 #2 page 1 finished             │ • download 1 kept the │
                │                                                      ││ 0.750 #3 page 2 完成                 │   main actor's thread │
                │                                                      ││ 0.751 the program ended              │   for 0.250 s in      │
                │                                                      ││                                      │   usleep without      │
                │                                                      ││                                      │   using it.           │
                │                                                      ││                                      │ • download 2 kept the │
                │                                                      ││                                      │   main actor's thread │
                │                                                      ││                                      │   for 0.250 s in      │
                │                                                      ││                                      │   usleep without      │
                │                                                      ││                                      │   using it.           │
                │                                                      ││                                      │                       │
                │                                                      ││                                      │                       │
                │                                                      ││                                      │                       │
                │                                                      ││                                      │                       │
                │                                                      ││                                      │                       │
                │                                                      ││                                      │                       │
                │                                                      ││                                      │                       │
                │                                                      ││                                      │                       │
                ├ two.swift: your copy ────────────────────────────────┤│                                      │                       │
                │ 1     // Two downloads.                              ││                                      │                       │
                │ 2     func download(_ page: Int) async {             ││                                      │                       │
                │ 3         try? await Task.sleep(for: .seconds(0.25)) ││                                      │                       │
                │▶4         nap()                                      ││                                      │                       │
                │ 5     }                                              ││                                      │                       │
                └──────────────────────────────────────────────────────┘└──────────────────────────────────────┴───────────────────────┘
                 → next step  e edit  r run again  d compare  , . job by job  v virtual  Tab pane  ↑/↓ task  i inspect  ? keys  q quit
                """
        )
    }

    @Test("that does not compile shows the run before, and says so")
    func broken() {
        var state = changed()
        _ = update(&state, .commanded(.run))
        let report = RunReport.failed(["/copies/two.swift:4:5: error: cannot find 'nap'"])
        _ = update(&state, .reported(RunID(rawValue: 3), report))
        #expect(
            Fixture.screen(state, 80, 24) == """
                 asynclab  2 Sleeping  step 1/1 ●        Lesson  Code [Run]  live  did not run
                ┌ Timeline ────────────────────────────────────────────────────────────────────┐
                │                0 s            0.2             0.4             0.6            │
                │ before  0.75 s                                                               │
                │ #1 main        ───────────────────────────────────────────────────────────✓  │
                │  #2 download 1 ····················▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓✓                      │
                │  #3 download 2 ····················▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓✓  │
                │ now  did not run                                                             │
                │ The program did not run.                                                     │
                │                                                                              │
                │ █ running  ▓ blocking  ▒ ready  · sleeping  ─ awaiting  ✓ ended              │
                ├ Output ──────────────────────────────────────────────────────────────────────┤
                │ two.swift:4:5: error: cannot find 'nap'                                      │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                └──────────────────────────────────────────────────────────────────────────────┘
                 e edit  r run again  v virtual  ←/→ step  Tab pane  ↑/↓ task  ? keys  q quit
                """
        )
    }
}

extension Substring {
    fileprivate var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
