import Curriculum
import LabCore
import LabViews
import Screen
import Testing
import TraceModel

@Suite("Places of the lab")
struct PlaceTests {
    @Test("a terminal that is too small is told how large it needs to be")
    func tooSmall() {
        let screen = Fixture.screen(Fixture.ended, 60, 10)
        #expect(
            screen.hasPrefix(
                "asynclab needs 80 x 24 cells; this terminal has 60 x 10."
            )
        )
    }

    @Test(
        "every size from the smallest on shows all panes without a crash",
        arguments: [80, 99, 100, 101, 120, 200, 400]
    )
    func sizes(width: Int) {
        for height in [24, 27, 28, 40, 50, 120] {
            for state in [Fixture.beforeRun, Fixture.running, Fixture.ended] {
                let lines = Fixture.screen(state, width, height).split(
                    separator: "\n",
                    omittingEmptySubsequences: false
                )
                #expect(lines.count == height)
                #expect(lines.allSatisfy { TextWidth.of(String($0)) <= width })
            }
        }
    }

    @Test("a choice that is wider than its place goes on below its beginning")
    func wideChoice() {
        let program = ProgramReference(
            name: "tea",
            path: "tea.swift",
            source: "",
            settings: ProgramSettings()
        )
        let choices = [
            Choice(.lines(["water on", "water boils", "tea ready", "milk in"])),
            Choice(.lines(["water on"])),
        ]
        let question = Question(text: "What is printed?", choices: choices, measure: .output)
        let step = Step(id: "tea", title: "Tea", program: program, question: question)
        let lesson = Lesson(id: "tea", number: 1, title: "Tea", minutes: 5, steps: [step])
        let rows = Fixture.screen(LabState(subject: .lesson(lesson, step: 0)), 100, 28)
            .split(separator: "\n")
            .map { String($0.prefix(46)) }
        #expect(rows.contains("│   1) water on, water boils, tea ready, milk "))
        #expect(rows.contains("│      in                                     "))
        #expect(rows.contains("│   2) water on                               "))
    }

    @Test("before the first run the timeline says what to press")
    func beforeRun() {
        let screen = Fixture.screen(Fixture.beforeRun, 120, 40)
        #expect(screen.contains("Press r to run the program and watch its tasks."))
    }

    @Test("what the compiler says is in the output")
    func compileError() {
        var state = Fixture.beforeRun
        _ = update(&state, .commanded(.choose(0)))
        _ = update(&state, .commanded(.run))
        Fixture.report(&state, .failed(["two.swift:3:5: error: cannot find 'tsak' in scope"]))
        let screen = Fixture.screen(state, 200, 50)
        #expect(screen.contains("two.swift:3:5: error: cannot find 'tsak' in scope"))
        #expect(screen.contains("did not run"))
    }

    @Test("dropped events and a crash are told")
    func dropped() {
        var state = Fixture.running
        Fixture.report(&state, .traced([], dropped: 12))
        Fixture.report(&state, .ended(.signaled("SIGILL"), at: 601_000_000, inGoodOrder: false))
        let screen = Fixture.screen(state, 200, 50)
        #expect(screen.contains("12 events were dropped: the trace is full."))
        #expect(screen.contains("0.601 the program crashed (SIGILL)"))
        #expect(screen.contains("…"))
    }

    @Test("Python takes the place of the lesson's text")
    func python() {
        var state = Fixture.beforeRun
        _ = update(&state, .commanded(.togglePython))
        let screen = Fixture.screen(state, 80, 24)
        #expect(screen.contains("await asyncio.sleep(0.25)"))
        #expect(!screen.contains("one thread"))
    }

    @Test("what a program prints is shown and never obeyed")
    func escapes() {
        var state = Fixture.running
        let text = "\u{1B}[2J\u{1B}[31mred\n"
        Fixture.report(
            &state,
            .traced(
                [Fixture.event(600, .printed(nil, stream: .standardOutput, text: text))],
                dropped: 0
            )
        )
        let screen = Fixture.screen(state, 120, 40)
        #expect(!screen.unicodeScalars.contains("\u{1B}"))
        #expect(screen.contains("[31mred"))
    }

    @Test("every key of the help does something, and keys without use have a name")
    func keys() {
        let keys: [Key] = [
            .character("r"), .character("v"), .character(" "), .character("."), .character(","),
            .character("+"), .character("-"), .escape, .left, .right, .character("1"),
            .character("9"),
            .character("p"), .character("i"), .tab, .backTab, .up, .down, .character("k"),
            .character("j"),
            .pageUp, .pageDown, .home, .end, .character("g"), .character("G"), .character("?"),
            .character("q"), .control("c"),
        ]
        #expect(keys.allSatisfy { KeyMap.command(for: $0) != nil })
        #expect(KeyMap.command(for: .character("z")) == nil)
        #expect(KeyMap.name(of: .character("z")) == "'z'")
        #expect(KeyMap.name(of: .function(5)) == "F5")
    }
}

@Suite("What went wrong with a program")
struct FaultTests {
    private func screen(_ reports: RunReport...) -> String {
        var state = Fixture.running
        for report in reports { Fixture.report(&state, report) }
        return Fixture.screen(state, 200, 50)
    }

    @Test("of a crash the reason and the places in the program are shown, not the registers")
    func crash() {
        let error = { (text: String) in
            Fixture.event(600, .printed(nil, stream: .standardError, text: text))
        }
        let screen = screen(
            .traced(
                [
                    error("Fatal error: Index out of range\n"),
                    error("\n"),
                    error("*** Signal 4: Backtracing from 0x7f1... done ***\n"),
                    error("*** Program crashed: Illegal instruction ***\nThread 0:\n...\n"),
                    error("Thread 1 crashed:\n\n0 0x00 in libswiftCore.so\n"),
                    error("3 [ra] 0x05 static A.main() + 124 in program at two.swift:5:12\n...\n"),
                    error("rax 0x0000000000000000  0\n"),
                ],
                dropped: 0
            ),
            .ended(.signaled("SIGILL"), at: 601_000_000, inGoodOrder: false)
        )
        #expect(screen.contains("Fatal error: Index out of range"))
        #expect(screen.contains("at two.swift:5:12"))
        #expect(screen.contains("lines of crash report: see them with --plain"))
        #expect(!screen.contains("rax"))
        #expect(screen.contains("The program crashed (SIGILL)."))
    }

    @Test("a stopped run gives no verdict, and says what to do")
    func stopped() {
        let screen = screen(.ended(.stopped("asked"), at: 601_000_000, inGoodOrder: false))
        #expect(screen.contains("No answer yet: you stopped the program. Press r to run it again."))
        #expect(!screen.contains("You said"))
    }

    @Test("the first error of the compiler is in sight, and its marks are below the source")
    func compileError() {
        var state = Fixture.beforeRun
        _ = update(&state, .commanded(.choose(0)))
        _ = update(&state, .commanded(.run))
        let lines = (1...30).flatMap { line in
            ["two.swift:\(line):5: error: no \(line)", "    let x = y", "            ^"]
        }
        Fixture.report(&state, .failed(lines))
        let screen = Fixture.screen(state, 200, 50)
        #expect(screen.contains("two.swift:1:5: error: no 1"))
        #expect(screen.contains("below"))
    }
}
