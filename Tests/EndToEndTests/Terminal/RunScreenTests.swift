import FoundationEssentials
import TestSupport
import Testing

extension EndToEnd {
    @Suite("run in a terminal")
    struct RunScreenTests {
        /// Opens a program of the tests, which starts at once.
        private func run(
            _ program: String,
            size: TestTerminal.Size = (120, 40),
            environment: [String: String] = [:],
            _ body: (TestTerminal) async throws -> Void
        ) async throws {
            let arguments = ["run", Installed.program(program)]
            try await TestTerminal.with(arguments, size: size, environment: environment) {
                terminal in
                try await terminal.shows(program + ".swift")
                try await body(terminal)
            }
        }

        @Test("stops an endless program with Esc", arguments: ["ticking", "computing", "sleeping"])
        func stop(_ program: String) async throws {
            try await run(program) { terminal in
                try await terminal.shows("1 main", "Esc stop")
                try await terminal.press("Escape")
                try await terminal.shows("you stopped the program", "r run again")
                #expect(
                    await eventually { terminal.footprint.processes(running: "program") == [] }
                )
            }
        }

        @Test("marks in the code where each task is, and says why the selected one does not go on")
        func places() async throws {
            let arguments = [
                "run", Installed.program("deadlock"), "--clock", "virtual", "--speed", "max",
            ]
            try await TestTerminal.with(arguments) { terminal in
                try await terminal.shows("deadlock 3600", " 3#2", "11#1", "◀ main waits")
                try await terminal.press("Down")
                try await terminal.shows(
                    "#2 fetch: unfinished, awaiting a continuation made at line 3"
                )
                try await terminal.press("i")
                try await terminal.shows(
                    "Task fetch",
                    "at fetch (line 3) ← closure in main (line 8)"
                )
            }
        }

        @Test("stays usable while a program floods its output")
        func flood() async throws {
            try await run("flooding") { terminal in
                try await terminal.shows("much and more of it")
                try await terminal.press("?")
                try await terminal.shows("run the program, again if it has run")
                try await terminal.press("Escape", "Escape")
                try await terminal.shows("you stopped the program")
            }
        }

        @Test("stops the compiler with Esc")
        func stopCompiling() async throws {
            let scratch = try Scratch()
            let path = try scratch.write(SlowProgram.text, to: "slow.swift")
            try await TestTerminal.with(["run", path]) { terminal in
                try await terminal.shows("slow.swift", "Compiling ...")
                let footprint = terminal.footprint
                #expect(await eventually { !footprint.processes(running: "swift").isEmpty })
                try await terminal.press("Escape")
                try await terminal.shows("did not run")
                #expect(await eventually { footprint.processes(running: "swift") == [] })
                try await terminal.press("r")
                try await terminal.shows("compiling")
            }
        }

        @Test("follows the terminal's size while a program runs")
        func resize() async throws {
            try await run("ticking", size: (80, 24)) { terminal in
                try await terminal.shows("1 main", "tick")
                try await terminal.resize(to: 120, 40)
                try await terminal.shows("while true {", "1 main", "tick")
                try await terminal.resize(to: 40, 10)
                try await terminal.shows("asynclab needs 80 x 24 cells", "has 40 x 10")
                try await terminal.resize(to: 80, 24)
                try await terminal.shows("[Run]", "1 main", "tick")
                try await terminal.showsNoMore("cells;")
                try await terminal.press("q")
                #expect(try await terminal.exitStatus() == "0")
                #expect(terminal.footprint.ownProcesses == [])
            }
        }

        @Test("shows the compiler's words for a mistake, and runs nothing")
        func mistake() async throws {
            try await run("mistaken") { terminal in
                try await terminal.shows(
                    "did not run",
                    "│ mistaken.swift:4:27: error: cannot",
                    "convert value of type 'String'"
                )
            }
        }

        @Test("shows a crash, and what was printed before it")
        func crash() async throws {
            try await run("crash") { terminal in
                try await terminal.shows("SIGILL", "the program crashed (SIGILL)")
                try await terminal.press("Tab", "g")
                try await terminal.shows("before the crash", "Fatal error:")
            }
        }

        @Test(
            "shows control characters of a program and obeys none",
            arguments: [(80, 24), (120, 40)]
        )
        func escapes(_ width: Int, _ height: Int) async throws {
            try await run("escapes", size: (width, height)) { terminal in
                try await terminal.shows("moved and", "from a task", "the program ended")
                try await terminal.shows("␛[2J␛[1;1H␛[41mmoved and", "escapes.swift", "q quit")
                #expect(try await eventually { try await terminal.value("alternate_on") == "1" })
                #expect(
                    try await eventually {
                        try await terminal.value("pane_title") == "asynclab: escapes.swift"
                    }
                )
                #expect(try await !terminal.coloredScreen().contains("\u{1B}[41m"))
            }
        }

        @Test("draws without colours where NO_COLOR is set")
        func withoutColors() async throws {
            // ESC [ 30 to 49 and 90 to 107: foreground and background.
            let colors = try Regex("\u{1B}\\[([0-9;]*;)?([34][0-8]|9[0-7]|10[0-7])[;m]")
            try await run("group") { terminal in
                try await terminal.shows("the program ended")
                #expect(try await terminal.coloredScreen().contains(colors))
            }
            try await run("group", environment: ["NO_COLOR": "1"]) { terminal in
                try await terminal.shows("the program ended")
                #expect(try await !terminal.coloredScreen().contains(colors))
            }
        }

        @Test("draws in ASCII where the locale knows no more")
        func ascii() async throws {
            try await run("group", environment: ["LC_ALL": "C"]) { terminal in
                try await terminal.shows("the program ended", "2 page 1", "sleeping")
                let screen = try await terminal.screen()
                #expect(screen.utf8.allSatisfy { $0 < 0x80 }, "\(screen)")
            }
        }

        @Test(
            "knows terminals of several kinds",
            arguments: ["vt100", "xterm", "xterm-256color", "screen-256color", "linux"]
        )
        func kinds(_ kind: String) async throws {
            try await run("group", environment: ["TERM": kind]) { terminal in
                try await terminal.shows("the program ended", "4 page 3", "page 3 finished")
                let rows = try await terminal.screen().split(separator: "\n")
                #expect(rows.first?.hasPrefix(" asynclab ") == true)
                #expect(rows.last?.contains("q quit") == true)
                try await terminal.press("q")
                #expect(try await terminal.exitStatus() == "0")
            }
        }

        @Test("refuses a terminal that it cannot draw on", arguments: ["dumb", "no-such-kind"])
        func unknownKind(_ kind: String) async throws {
            let program = Installed.program("group")
            try await TestTerminal.with(["run", program], environment: ["TERM": kind]) { terminal in
                #expect(try await terminal.exitStatus() == "1")
                try await terminal.shows("Error: ", kind)
            }
        }

        @Test("shows a kept run")
        func kept() async throws {
            let scratch = try Scratch()
            let kept = scratch.file("kept.trace")
            let run = try await asynclab(
                "run",
                Installed.program("group"),
                "--plain",
                "--save",
                kept
            )
            #expect(run.ending == .exited(0))
            try await TestTerminal.with(["view", kept]) { terminal in
                try await terminal.shows("(kept)", "4 page 3", "page 3 finished", "func fetch")
                try await terminal.press("r")
                try await terminal.shows("A kept run can be looked at, not run again.")
            }
        }

        @Test("folds the tasks of a kept run, finds one by its name, and shows its threads")
        func lanes() async throws {
            let scratch = try Scratch()
            let kept = scratch.file("kept.trace")
            _ = try await asynclab(
                "run",
                Installed.program("group"),
                "--plain",
                "--clock",
                "virtual",
                "--save",
                kept
            )
            try await TestTerminal.with(["view", kept]) { terminal in
                try await terminal.shows("(kept)", "#3 page 2")
                try await terminal.press("o")
                try await terminal.shows("#1 main +3")
                try await terminal.press("/", "p", "a", "g", "e", "Space", "2")
                try await terminal.shows("/page 2", "1 of 1", "#3 page 2")
                try await terminal.press("Enter")
                try await terminal.shows("page 2: 1 of 1 found")
                try await terminal.press("t")
                try await terminal.shows("Timeline by thread", "thread 0 (main)", "main actor")
                try await terminal.press("t")
                try await terminal.shows("#2 page 1", "#4 page 3")
            }
        }
    }
}
