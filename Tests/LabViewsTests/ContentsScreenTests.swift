import Curriculum
import LabCore
import LabViews
import Screen
import Testing

/// Literal screens: whoever changes one looks at it.
@Suite("The page of all lessons")
struct ContentsScreenTests {
    private static let course = Course(
        lessons: [lesson(1, "pausing", "Functions that can pause", ["async", "await"])]
            + [Fixture.lesson]
            + [
                lesson(3, "together", "One after another, or together, or in any order", []),
                lesson(4, "actors", "状態 that tasks share", ["actor"]),
            ]
    )

    private static func lesson(
        _ number: Int,
        _ id: String,
        _ title: String,
        _ words: [String]
    ) -> Lesson {
        Lesson(
            id: id,
            number: number,
            title: title,
            minutes: 12,
            words: words.map { Word(term: $0, meaning: "A word.") },
            steps: ["What it is", "Guess first", "Summary"].map {
                Step(id: $0.lowercased(), title: $0)
            }
        )
    }

    /// Lesson 1 is done, 2 was answered wrong, 3 was left at its second step.
    private static func state(_ commands: ContentsCommand...) throws -> LabState {
        var progress = Progress()
        for step in ["what it is", "guess first", "summary"] {
            progress.apply(.reached(StepPlace(lesson: "pausing", step: step)), at: .unknown)
        }
        let asked = StepPlace(lesson: "test", step: "two")
        let outcome = PredictionOutcome(answer: "0.75 s", rightChoice: "0.75 s")
        progress.apply(.predicted(asked, guess: "0.50 s", outcome: outcome), at: .unknown)
        for step in ["what it is", "guess first"] {
            progress.apply(.reached(StepPlace(lesson: "together", step: step)), at: .unknown)
        }
        var state = try #require(LabState(course: course, progress: progress))
        _ = update(&state, .opened)
        _ = update(&state, .commanded(.showContents))
        for command in commands { _ = update(&state, .commanded(.contents(command))) }
        return state
    }

    @Test("the list above the chosen lesson at 80x24")
    func small() throws {
        let screen = Fixture.screen(try Self.state(), 80, 24)
        #expect(
            screen == """
                 asynclab  Lessons                          2 of 4 done, about 16 minutes to go
                ┌ Lessons ─────────────────────────────────────────────────────────────────────┐
                │ Find:  type a word, or choose with the arrows                                │
                │                                                                              │
                │    1  Functions that can pause                        12 min   done          │
                │    2  Sleeping                                         5 min   done          │
                │ ▶  3  One after another, or together, or in any order 12 min   step 2 of 3   │
                │    4  状態 that tasks share                           12 min   not begun     │
                ├ 3 One after another, or together, or in any order ───────────────────────────┤
                │ ● 1  What it is                                                              │
                │ ● 2  Guess first                                                             │
                │ ○ 3  Summary                                                                 │
                │                                                                              │
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
                 Enter open  ↑/↓ choose  a-z find  ? keys  Esc back  Ctrl-C quit
                """
        )
    }

    @Test("side by side where there is room, in ASCII where the terminal has no more")
    func wide() throws {
        let screen = Fixture.screen(try Self.state(.move(-1)), 100, 28, Fixture.ascii)
        #expect(screen.first { !$0.isASCII && $0 != "状" && $0 != "態" } == nil)
        #expect(
            screen == """
                 asynclab  Lessons                                              2 of 4 done, about 16 minutes to go
                + Lessons -------------------------------------------------++ 2 Sleeping --------------------------+
                | Find:  type a word, or choose with the arrows            || * 1  Two downloads                   |
                |                                                          ||      you said 0.50 s; it was 0.75 s  |
                |    1  Functions that can pause    12 min   done          ||                                      |
                | >  2  Sleeping                     5 min   done          || Words: ready                         |
                |    3  One after another, or toge~ 12 min   step 2 of 3   ||                                      |
                |    4  状態 that tasks share       12 min   not begun     ||                                      |
                |                                                          ||                                      |
                |                                                          ||                                      |
                |                                                          ||                                      |
                |                                                          ||                                      |
                |                                                          ||                                      |
                |                                                          ||                                      |
                |                                                          ||                                      |
                |                                                          ||                                      |
                |                                                          ||                                      |
                |                                                          ||                                      |
                |                                                          ||                                      |
                |                                                          ||                                      |
                |                                                          ||                                      |
                |                                                          ||                                      |
                |                                                          ||                                      |
                |                                                          ||                                      |
                |                                                          ||                                      |
                |                                                          ||                                      |
                +----------------------------------------------------------++--------------------------------------+
                 Enter open  Up/Down choose  a-z find  ? keys  Esc back  Ctrl-C quit
                """
        )
    }

    @Test("what was found, with the steps that were meant")
    func found() throws {
        let state = try Self.state(.type("g"), .type("u"), .type("e"))
        #expect(
            Fixture.screen(state, 80, 24) == """
                 asynclab  Lessons                          2 of 4 done, about 16 minutes to go
                ┌ Lessons ─────────────────────────────────────────────────────────────────────┐
                │ Find: gue                                                                    │
                │                                                                              │
                │    1  Functions that can pause                        12 min   done          │
                │ ▶       ● 2 Guess first                                                      │
                │    3  One after another, or together, or in any order 12 min   step 2 of 3   │
                │         ● 2 Guess first                                                      │
                │    4  状態 that tasks share                           12 min   not begun     │
                │         ○ 2 Guess first                                                      │
                ├ 1 Functions that can pause ──────────────────────────────────────────────────┤
                │ ● 1  What it is                                                              │
                │ ● 2  Guess first                                                             │
                │ ● 3  Summary                                                                 │
                │                                                                              │
                │ Words: async, await                                                          │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                └──────────────────────────────────────────────────────────────────────────────┘
                 Enter open  ↑/↓ choose  a-z find  ? keys  Esc back  Ctrl-C quit
                """
        )
    }

    @Test("says that nothing was found")
    func nothing() throws {
        let screen = Fixture.screen(try Self.state(.type("q")), 80, 24)
        #expect(screen.contains("│ Find: q  "))
        #expect(screen.contains("│ Nothing is called that. Esc shows all lessons again."))
    }

    @Test("of many lessons those around the chosen one are in sight")
    func many() throws {
        let lessons = (1...30).map { Self.lesson($0, "lesson-\($0)", "Lesson number \($0)", []) }
        let course = Course(lessons: lessons)
        var state = try #require(LabState(course: course, progress: Progress()))
        _ = update(&state, .commanded(.showContents))
        _ = update(&state, .commanded(.contents(.move(19))))
        let screen = Fixture.screen(state, 80, 24)
        #expect(screen.contains("▶ 20  Lesson number 20"))
        #expect(screen.contains(" 14 above "))
        #expect(screen.contains(" 6 below "))
    }

    @Test("the cursor stands where the next letter comes, also behind a long word")
    func cursor() throws {
        func cursor(_ commands: [ContentsCommand]) throws -> Point? {
            var state = try Self.state()
            for command in commands { _ = update(&state, .commanded(.contents(command))) }
            return LabView(state, size: Size(width: 80, height: 24), appearance: Appearance())
                .frame().cursor
        }
        #expect(try cursor([]) == Point(x: 8, y: 2))
        #expect(try cursor([.type("a"), .type("b")]) == Point(x: 10, y: 2))
        let long = Array(repeating: ContentsCommand.type("x"), count: 200)
        #expect(try cursor(long)?.x == 77)
    }

    @Test("on it letters are typed, elsewhere they are commands")
    func keys() throws {
        var state = try Self.state()
        #expect(KeyMap.command(for: .character("q"), in: state) == .contents(.type("q")))
        #expect(KeyMap.command(for: .escape, in: state) == .contents(.close))
        #expect(KeyMap.command(for: .control("c"), in: state) == .quit)
        #expect(KeyMap.command(for: .tab, in: state) == nil)
        _ = update(&state, .commanded(.contents(.close)))
        #expect(KeyMap.command(for: .character("q"), in: state) == .quit)
        #expect(KeyMap.command(for: .character("l"), in: state) == .showContents)
    }
}

@Suite("What comes back")
struct RememberedTests {
    @Test("a guess shows with what the run said then")
    func verdict() throws {
        var progress = Progress()
        let place = StepPlace(lesson: "test", step: "two")
        let outcome = PredictionOutcome(answer: "0.75 s", rightChoice: "0.75 s")
        progress.apply(.reached(place), at: .unknown)
        progress.apply(.predicted(place, guess: "0.50 s", outcome: outcome), at: .unknown)
        let course = Course(lessons: [Fixture.lesson])
        let state = try #require(LabState(course: course, progress: progress))
        let screen = Fixture.screen(state, 80, 24)
        #expect(screen.contains("│ ▶ 1) 0.50 s"))
        #expect(screen.contains("│ You said 1. The run said: 0.75 s."))
        #expect(screen.contains("│ Only the sleeps overlap."))
    }
}
