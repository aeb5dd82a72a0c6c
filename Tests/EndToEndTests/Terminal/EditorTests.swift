import FoundationEssentials
import Glibc
import TestSupport
import Testing

extension EndToEnd {
    @Suite("The learner's editor, in a terminal")
    struct EditorTests {
        private let learner: ExerciseFixture
        private var said: String { learner.scratch.read("said") }

        init() throws {
            learner = try ExerciseFixture()
            try FileManager.default.createDirectory(
                atPath: learner.scratch.file("bin dir"),
                withIntermediateDirectories: true
            )
        }

        /// Makes an editor that says how it was called.
        private func makeEditor(_ name: String, _ body: String = "") throws {
            let path = try learner.scratch.write(
                "#!/bin/sh\nfor word; do echo \"$word\"; done > '\(learner.scratch.file("said"))'\n\(body)\n",
                to: "bin dir/\(name)"
            )
            chmod(path, 0o755)
        }

        private func withShell(_ body: (TestTerminal) async throws -> Void) async throws {
            var environment = learner.environment
            let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
            environment["PATH"] = learner.scratch.file("bin dir") + ":" + path
            try await TestTerminal.withShell(environment: environment, body)
        }

        /// What an editor is told, without the folder of the file.
        private func told(_ terminal: TestTerminal, _ editor: String) async throws -> String {
            try? FileManager.default.removeItem(atPath: learner.scratch.file("said"))
            try await terminal.enter(
                "clear; VISUAL=\(editor) $ASYNCLAB edit boil; echo \"left with $?.\""
            )
            try await terminal.shows("left with 0.", "Check it with: asynclab check boil")
            return said.replacing("\(learner.workspace)/01-tea/boil/", with: "")
                .split(separator: "\n").joined(separator: " ")
        }

        @Test("each is told the first line with something to do in its own way")
        func lines() async throws {
            let all = [
                "vim", "nvim", "nano", "emacsclient", "micro", "kak", "hx", "subl", "code", "kate",
                "ed", "unheard-of",
            ]
            for name in all { try makeEditor(name) }
            try await withShell { terminal in
                for name in ["vim", "nvim", "nano", "micro", "kak", "unheard-of"] {
                    #expect(try await told(terminal, name) == "+5 boil.swift", "\(name)")
                }
                #expect(try await told(terminal, "hx") == "boil.swift:5")
                #expect(try await told(terminal, "ed") == "boil.swift")
                #expect(try await told(terminal, "kate") == "--line 5 boil.swift")
                #expect(try await told(terminal, "'emacsclient -t'") == "-t +5 boil.swift")
                #expect(try await told(terminal, "'subl -w'") == "-w boil.swift:5")
                #expect(try await told(terminal, "'code --wait'") == "--wait --goto boil.swift:5")
                let quoted = "\"'\(learner.scratch.file("bin dir/code"))' --wait\""
                #expect(try await told(terminal, quoted) == "--wait --goto boil.swift:5")
                #expect(try await told(terminal, "'env A=b hx'") == "boil.swift:5")
                // What is done needs no line; VISUAL comes before EDITOR.
                try learner.write(ExerciseFixture.solution, at: learner.boil)
                #expect(try await told(terminal, "vim EDITOR=nano") == "+1 boil.swift")
                #expect(try await told(terminal, "' ' EDITOR=hx") == "boil.swift:1")
            }
        }

        @Test("Ctrl-C is the editor's; one that fails or is not there is told with status 2")
        func ending() async throws {
            try makeEditor(
                "waiting",
                "trap 'echo caught; exit 0' INT; echo begun; read line; exit 7"
            )
            try makeEditor("failing", "exit 3")
            try await withShell { terminal in
                try await terminal.enter(
                    "EDITOR=waiting $ASYNCLAB edit boil; echo \"left with $?.\""
                )
                try await terminal.shows("begun")
                try await terminal.press("C-c")
                try await terminal.shows("caught", "Check it with:", "left with 0.")
                try await terminal.enter(
                    "clear; EDITOR=failing $ASYNCLAB edit boil; echo \"left with $?.\""
                )
                try await terminal.shows(
                    "The editor 'failing' ended with status 3.",
                    "left with 2."
                )
                try await terminal.enter(
                    "clear; EDITOR=none-such $ASYNCLAB edit boil; echo \"left with $?.\""
                )
                try await terminal.shows("The editor 'none-such' was not found.", "left with 2.")
            }
        }

        @Test("stands beside the shell where tmux splits the terminal")
        func split() async throws {
            try makeEditor(
                "beside",
                "echo \"editing ${2##*/}\"; read line; echo \"$line\" > \"$2\""
            )
            try await withShell { terminal in
                try await terminal.enter(
                    "export TMUX='\(try await terminal.value("socket_path")),1,0'"
                )
                try await terminal.enter(
                    "EDITOR=beside $ASYNCLAB edit boil --split; echo $? > '\(learner.scratch.file("status"))'"
                )
                try await terminal.shows("editing boil.swift")
                // It is there, and asynclab has ended.
                #expect(await eventually { learner.scratch.read("status") == "0\n" })
                #expect(try await eventually { try await terminal.value("window_panes") == "2" })
                try await terminal.enter("// Beside.")
                try await terminal.shows("Check it with: asynclab check boil")
                #expect(learner.text(at: learner.boil) == "// Beside.\n")
                #expect(said == "+5\n\(learner.boil)\n")
                try await terminal.enter(
                    "clear; EDITOR=none-such $ASYNCLAB edit boil --split; echo \"left with $?.\""
                )
                try await terminal.shows("The editor 'none-such' was not found.", "left with 2.")
                #expect(try await eventually { try await terminal.value("window_panes") == "1" })
            }
        }

        @Test("stands beside the tutorial where ASYNCLAB_SPLIT is 1, and a save is seen")
        func splitTutorial() async throws {
            try makeEditor(
                "beside",
                "echo editing; read line; sed -i 's/page > 2/page > 3/' \"$2\""
            )
            try await withShell { terminal in
                try await terminal.enter(
                    "export TMUX='\(try await terminal.value("socket_path")),1,0'"
                )
                try await terminal.enter(
                    "unset ASYNCLAB_LESSONS; export EDITOR=beside ASYNCLAB_SPLIT=1"
                )
                try await terminal.enter("$ASYNCLAB open 3")
                try await terminal.shows("step 1/")
                for _ in 1..<9 { try await terminal.press("Right") }
                try await terminal.shows("step 9/")
                try await terminal.press("e")
                try await terminal.shows("editing")
                #expect(try await eventually { try await terminal.value("window_panes") == "2" })
                try await terminal.press("Enter")
                try await terminal.shows("before  0.9", "now  0.6", "That is it.")
                try await terminal.press("q")
                try await terminal.shows("ready>")
            }
        }

        @Test("reset and solution ask; only a yes is one")
        func asking() async throws {
            _ = try await learner.run("edit", "boil")
            try learner.write("// Mine.\n", at: learner.boil)
            try await withShell { terminal in
                try await terminal.enter("$ASYNCLAB reset boil")
                try await terminal.shows("Put the starter back? Your file is kept as", "[y/N]")
                try await terminal.enter("")
                try await terminal.shows("Nothing is changed.")
                #expect(learner.text(at: learner.boil) == "// Mine.\n")
                try await terminal.enter("clear; $ASYNCLAB reset boil")
                try await terminal.shows("[y/N]")
                try await terminal.enter("y")
                try await terminal.shows("The starter is back:", "Your file is kept:")
                #expect(learner.text(at: learner.boil) == ExerciseFixture.starter)
                try await terminal.enter("clear; $ASYNCLAB solution boil")
                try await terminal.shows("You have not passed 'boil' yet. Show the solution")
                try await terminal.enter("n")
                try await terminal.shows("A hint may do: asynclab hint boil")
                #expect(try await !terminal.screen().contains("it boils"))
                try await terminal.enter("clear; $ASYNCLAB solution boil")
                try await terminal.shows("[y/N]")
                try await terminal.enter("y")
                try await terminal.shows("print(\"it boils\")")
            }
        }
    }
}
