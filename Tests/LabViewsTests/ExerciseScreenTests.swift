import Curriculum
import Grading
import LabCore
import LabViews
import Screen
import Testing

/// Literal screens: whoever changes one looks at it.
@Suite("The page of an exercise")
struct ExerciseScreenTests {
    private typealias Page = ExerciseFixture

    private func press(_ keys: Character..., in state: inout LabState) {
        for key in keys {
            guard let command = KeyMap.command(for: .character(key), in: state) else { continue }
            _ = update(&state, .commanded(command))
        }
    }

    /// The rows of the lesson's pane on a small screen, without what is around them.
    private func lesson(_ state: LabState) -> [String] {
        Fixture.screen(state, 80, 24).split(separator: "\n").dropFirst(2).dropLast(2).map { row in
            let text = row.dropFirst(2).dropLast(2)
            return String(text.reversed().drop { $0 == " " }.reversed())
        }
    }

    private func status(_ state: LabState) -> String {
        Fixture.screen(state, 80, 24).split(separator: "\n").last.map(String.init) ?? ""
    }

    @Test("has the prompt, and says how to begin")
    func opened() {
        #expect(
            lesson(Page.opened).prefix(5) == [
                "Two pages", "", "Let no download block the other.", "",
                "Press e to write it in your editor. Each save is checked.",
            ]
        )
        #expect(
            status(Page.opened)
                == " e edit  c check  h hint  r run  v virtual  ←/→ step  Tab pane  ? keys  q quit"
        )
    }

    @Test("says how far a check is, and with which key it is stopped")
    func checking() {
        let text = lesson(Page.checking).joined(separator: "\n")
        #expect(text.contains("Checking: 120 of 300 schedules tried ... (Esc stops it)"))
        #expect(status(Page.checking).hasPrefix(" Esc stop "))
        var stopping = Page.checking
        _ = update(&stopping, .commanded(.stop))
        #expect(lesson(stopping).contains("The check is being stopped ..."))
    }

    @Test("has the verdict, the line, and what was wanted above what is")
    func wrongLarge() {
        #expect(
            Fixture.screen(Page.wrong, 120, 40) == """
                 asynclab  2 Sleeping   step 2/3  Two pages   ●◇○                                             virtual max  ended 0.75 s
                ┌ Lesson ──────────────────────────────────────────────┐┌ Timeline ────────────────────────────────────────────────────┐
                │ Two pages                                            ││                0 s        0.2         0.4         0.6        │
                │                                                      ││ wanted  0.75 s                                               │
                │ Let no download block the other.                     ││ #1 main        ───────────────────────────────────────────✓  │
                │                                                      ││  #2 download 1 ···············▓▓▓▓▓▓▓▓▓▓▓▓▓▓✓                │
                │ e edits your file, and each save is checked:         ││  #3 download 2 ···············▒▒▒▒▒▒▒▒▒▒▒▒▒▒▓▓▓▓▓▓▓▓▓▓▓▓▓▓✓  │
                │ /learner/two-pages.swift                             ││ yours  0.75 s                                                │
                │                                                      ││ #1 main        ───────────────────────────────────────────✓  │
                │ Not yet: It takes 0.75 s; it should take at most     ││  #2 download 1 ···············▓▓▓▓▓▓▓▓▓▓▓▓▓▓✓                │
                │ 0.55 s.                                              ││  #3 download 2 ···············▒▒▒▒▒▒▒▒▒▒▒▒▒▒▓▓▓▓▓▓▓▓▓▓▓▓▓▓✓  │
                │ At line 5, download 2.                               ││ #3 download 2: returned at 0.75 s                            │
                │   expected                  yours                    ││ █ running ▓ blocking ▒ ready · sleeping ─ awaiting ✓ ended   │
                │   page 1                    page 1                   │├ Output ──────────────────────────────┬ Findings ─────────────┤
                │   page 2                  ▶ page 3                   ││ 0.500 #2 page 1 finished             │ • download 1 kept the │
                │ Download 1 blocks the thread.                        ││ 0.750 #3 page 2 完成                 │   main actor's thread │
                │ Nobody else can use it.                              ││ 0.751 the program ended              │   for 0.250 s in      │
                │                                                      ││                                      │   usleep without      │
                │                                                      ││                                      │   using it.           │
                │                                                      ││                                      │ • download 2 kept the │
                │                                                      ││                                      │   main actor's thread │
                │                                                      ││                                      │   for 0.250 s in      │
                │                                                      ││                                      │   usleep without      │
                │                                                      ││                                      │   using it.           │
                │                                                      ││                                      │                       │
                │                                                      ││                                      │                       │
                ├ two-pages.swift: your file ──────────────────────────┤│                                      │                       │
                │ 1     // Two downloads.                              ││                                      │                       │
                │ 2     func download(_ page: Int) async {             ││                                      │                       │
                │ 3         try? await Task.sleep(for: .seconds(0.25)) ││                                      │                       │
                │ 4         // Quicker?                                ││                                      │                       │
                │▶5         legacyCall(0.25)                           ││                                      │                       │
                │ 6     }                                              ││                                      │                       │
                │                                                      ││                                      │                       │
                │                                                      ││                                      │                       │
                │                                                      ││                                      │                       │
                │                                                      ││                                      │                       │
                │                                                      ││                                      │                       │
                └──────────────────────────────────────────────────────┘└──────────────────────────────────────┴───────────────────────┘
                 e edit  c check  h hint  r run again, live  d compare  , . job by job  v virtual  ←/→ step  Tab pane  ? keys  q quit
                """
        )
    }

    @Test("has them in tabs on a small screen: the verdict")
    func wrongLesson() {
        #expect(
            Fixture.screen(Page.wrong, 80, 24) == """
                 asynclab  2 Sleeping  step 2/3  [Lesson] Code  Run   virtual max  ended 0.75 s
                ┌ Lesson ──────────────────────────────────────────────────────────────────────┐
                │ Two pages                                                                    │
                │                                                                              │
                │ Let no download block the other.                                             │
                │                                                                              │
                │ e edits your file, and each save is checked: /learner/two-pages.swift        │
                │                                                                              │
                │ Not yet: It takes 0.75 s; it should take at most 0.55 s.                     │
                │ At line 5, download 2.                                                       │
                │   expected                              yours                                │
                │   page 1                                page 1                               │
                │   page 2                              ▶ page 3                               │
                │ Download 1 blocks the thread.                                                │
                │ Nobody else can use it.                                                      │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                └──────────────────────────────────────────────────────────────────────────────┘
                 e edit  c check  h hint  r run again, live  d compare  ? keys  q quit
                """
        )
    }

    @Test("the two runs, and the verdict in one line")
    func wrongRun() {
        var state = Page.wrong
        _ = update(&state, .commanded(.previousPane))
        #expect(
            Fixture.screen(state, 80, 24) == """
                 asynclab  2 Sleeping  step 2/3   Lesson  Code [Run]  virtual max  ended 0.75 s
                ┌ Timeline ────────────────────────────────────────────────────────────────────┐
                │                0 s            0.2             0.4             0.6            │
                │ wanted  0.75 s                                                               │
                │ #1 main        ───────────────────────────────────────────────────────────✓  │
                │  #2 download 1 ····················▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓✓                      │
                │  #3 download 2 ····················▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓✓  │
                │ yours  0.75 s                                                                │
                │ #1 main        ───────────────────────────────────────────────────────────✓  │
                │  #2 download 1 ····················▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓✓                      │
                │  #3 download 2 ····················▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓✓  │
                │ #3 download 2: returned at 0.75 s                                            │
                │ █ running  ▓ blocking  ▒ ready  · sleeping  ─ awaiting  ✓ ended              │
                ├ Output ──────────────────────────────────────────────────────────────────────┤
                │ 0.500 #2 page 1 finished                                                     │
                │ 0.750 #3 page 2 完成                                                         │
                │ 0.751 the program ended                                                      │
                │ Findings                                                                     │
                │ • download 1 kept the main actor's thread for 0.250 s in usleep without      │
                │   using it.                                                                  │
                │ • download 2 kept the main actor's thread for 0.250 s in usleep without      │
                │   using it.                                                                  │
                └─ Not yet: It takes 0.75 s; it should take at most 0.55 s. ───────────────────┘
                 e edit  c check  h hint  r run again, live  d compare  ? keys  q quit
                """
        )
    }

    @Test("the file with its line marked, without colour and in ASCII")
    func wrongCode() {
        var state = Page.wrong
        _ = update(&state, .commanded(.nextPane))
        #expect(
            Fixture.screen(state, 80, 24, Fixture.ascii) == """
                 asynclab  2 Sleeping  step 2/3   Lesson [Code] Run   virtual max  ended 0.75 s
                + two-pages.swift: your file --------------------------------------------------+
                | 1     // Two downloads.                                                      |
                | 2     func download(_ page: Int) async {                                     |
                | 3         try? await Task.sleep(for: .seconds(0.25))                         |
                | 4         // Quicker?                                                        |
                |>5         legacyCall(0.25)                                                   |
                | 6     }                                                                      |
                |                                                                              |
                |                                                                              |
                |                                                                              |
                |                                                                              |
                |                                                                              |
                |                                                                              |
                |                                                                              |
                |                                                                              |
                |                                                                              |
                |                                                                              |
                |                                                                              |
                |                                                                              |
                |                                                                              |
                |                                                                              |
                +------------------------------------------------------------------------------+
                 e edit  c check  h hint  r run again, live  d compare  ? keys  q quit
                """
        )
    }

    @Test("what was right, and how to go on")
    func passed() {
        #expect(
            lesson(Page.passed).prefix(11) == [
                "Two pages", "", "Let no download block the other.", "",
                "e edits your file, and each save is checked: /learner/two-pages.swift", "",
                "Passed.", "Both sleep at the same time.", "It holds under 300 schedules.",
                "Press s to compare with a solution.", "",
            ]
        )
        #expect(
            status(Page.passed)
                == " → next step  s solution  e edit  c check  r run again, live  ? keys  q quit"
        )
    }

    @Test("a solution, with the lines that are different marked")
    func solution() {
        var state = Page.passed
        press("s", in: &state)
        let screen = Fixture.screen(state, 80, 24)
        #expect(screen.contains("solution.swift: a solution"))
        #expect(screen.contains("│▶4         await nap(0.25)"))
        #expect(screen.filter { $0 == "▶" }.count == 1)
        press("s", in: &state)
        #expect(Fixture.screen(state, 80, 24).contains("two-pages.swift: your file"))
    }

    @Test("hints one below the other, the last in sight")
    func hints() {
        var state = Page.wrong
        press("h", in: &state)
        #expect(lesson(state).contains("Hint 1 of 2: Where to look"))
        #expect(status(state) == " Hint 1 of 2. h shows the next.")
        press("h", in: &state)
        #expect(lesson(state).suffix(3) == ["Hint 2 of 2: A skeleton", "  await nap()", ""])
        press("h", in: &state)
        #expect(!lesson(state).contains("Hint 1 of 2: Where to look"))
    }

    @Test("says of a verdict that the program has changed since")
    func old() {
        var state = Page.wrong
        let place = StepPlace(lesson: "test", step: Page.exercise.id)
        let program = Page.program("two-pages", "let a = 1\n")
        _ = update(&state, .copyRead(place, program, isSaved: false))
        let text = lesson(state).joined(separator: "\n")
        #expect(text.contains("Not yet: It takes 0.75 s"))
        #expect(text.contains("This is about your program as it was checked."))
        // The line is not one of this program.
        press("\t", in: &state)
        _ = update(&state, .commanded(.nextPane))
        #expect(!Fixture.screen(state, 80, 24).contains("▶"))
    }

    @Test("marks a step that is passed otherwise than one that was seen")
    func marks() {
        func dots(_ state: LabState) -> Substring? {
            Fixture.screen(state, 120, 40).split(separator: "\n").first?
                .split(separator: " ").first { $0.contains("●") }
        }
        #expect(dots(Page.wrong) == "●◇○")
        #expect(dots(Page.passed) == "●◆○")
        var contents = Page.passed
        press("l", in: &contents)
        #expect(Fixture.screen(contents, 120, 40).contains("│ ◆ 2  Two pages"))
        #expect(Fixture.screen(contents, 120, 40).contains(" passed │"))
        contents = Page.wrong
        press("l", in: &contents)
        let ascii = Fixture.screen(contents, 120, 40, Fixture.ascii)
        #expect(ascii.contains("| : 2  Two pages"))
        #expect(ascii.contains(" not passed yet |"))
    }
}
