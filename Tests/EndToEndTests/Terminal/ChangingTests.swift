import FoundationEssentials
import Glibc
import TestSupport
import Testing

extension EndToEnd {
    @Suite("A step of the tutorial, in a terminal")
    struct ChangingTests {
        private let home: Scratch
        /// A script that stands for an editor: it says what it was given, and changes the file.
        private let editor: String

        init() throws {
            home = try Scratch()
            editor = try home.write(
                """
                #!/bin/sh
                echo "editing $*" > "\(home.file("said"))"
                stty -a > "\(home.file("terminal"))"
                sed -i 's/page > 2/page > 3/' "$2"
                """,
                to: "editor.sh"
            )
        }

        private var environment: [String: String] {
            [
                "XDG_STATE_HOME": home.path, "XDG_DATA_HOME": home.path,
                "EDITOR": "sh \(editor)",
            ]
        }

        private var copy: String {
            "asynclab/steps/one-after-another-or-together/three-at-a-time/two-at-a-time.swift"
        }

        private func tutorial(
            _ lesson: String,
            step: Int,
            size: TestTerminal.Size = (80, 24),
            editor: String? = nil,
            _ body: (TestTerminal) async throws -> Void
        ) async throws {
            var environment = environment
            if let editor { environment["EDITOR"] = editor }
            try await TestTerminal.with(["open", lesson], size: size, environment: environment) {
                terminal in
                try await terminal.shows("step ")
                // Where the learner was here before, the lesson opens at the step.
                if try await !terminal.screen().contains("step \(step)/") {
                    for _ in 1..<step { try await terminal.press("Right") }
                }
                try await terminal.shows("step \(step)/")
                try await body(terminal)
                try await terminal.press("q")
                #expect(try await terminal.exitStatus() == "0")
            }
        }

        @Test("lends the terminal to the editor at the marked line, and shows both runs")
        func edit() async throws {
            try await tutorial("3", step: 9) { terminal in
                try await terminal.shows("Press e to change line 13 in your editor.")
                try await terminal.press("e")
                try await terminal.shows("before  0.9", "now  0.6", "That is it: the program takes")
                #expect(home.read("said") == "editing +13 \(home.file(copy))\n")
                // The editor had the terminal as a shell has it, and asynclab has it again.
                #expect(home.read("terminal").contains(" icanon"))
                #expect(try await eventually { try await terminal.value("alternate_on") == "1" })
                try await terminal.press("Tab", "Tab", "Tab")
                try await terminal.shows("your copy", "page > 3")
            }
            let kept = home.read(copy)
            #expect(kept.contains("page > 3"))
            // The copy is the learner's: it is there the next time, and no editor overwrites it.
            try await tutorial("3", step: 9, editor: "true") { terminal in
                try await terminal.shows("Your copy: line 13.")
                try await terminal.press("e")
                try await terminal.shows("Nothing is changed.")
                try await terminal.press("r")
                try await terminal.shows("before  0.9", "now  0.6", "That is it: the program takes")
            }
            #expect(home.read(copy) == kept)
        }

        @Test("sees a save by any other editor, also one that puts a new file in place")
        func savedElsewhere() async throws {
            try await tutorial("3", step: 9, size: (120, 40), editor: "true") { terminal in
                try await terminal.press("e")
                try await terminal.shows("Nothing is changed. Whenever you save")
                let source = home.read(copy)
                _ = try home.write(source.replacing("page > 2", with: "page > 6"), to: copy)
                try await terminal.shows("before  0.9", "now  0.3", "Not yet. Wanted")
                let new = try home.write(
                    source.replacing("page > 2", with: "page > "),
                    to: "new.swift"
                )
                #expect(rename(new, home.file(copy)) == 0)
                try await terminal.shows("before  0.9", "now  did not run", "error: ")
                _ = try home.write(source.replacing("page > 2", with: "page > 3"), to: copy)
                try await terminal.shows("now  0.6", "That is it.")
            }
        }

        @Test("says so where the editor does not start, and goes on")
        func noEditor() async throws {
            try await tutorial("3", step: 9, editor: "no-such-editor") { terminal in
                try await terminal.press("e")
                try await terminal.shows("The editor 'no-such-editor' ended with status 127.")
                try await terminal.press("Left")
                try await terminal.shows("step 8/")
            }
        }

        @Test("knows whether the task was found, and keeps the answer")
        func find() async throws {
            try await tutorial("2", step: 5) { terminal in
                try await terminal.press("r")
                try await terminal.shows("Select the task that blocks the thread", "Enter this one")
                try await terminal.press("Enter")
                try await terminal.shows("main is not it. Look again")
                try await terminal.press("Down", "Down", "Down", "Enter")
                try await terminal.shows("download 3: that is it.")
            }
            try await tutorial("2", step: 5) { terminal in
                try await terminal.shows("download 3: that is it.", "Each call takes 0.5 s.")
            }
            #expect(home.read("asynclab/progress.json").contains("\"guess\" : \"download 3\""))
        }

        @Test("takes a number that is typed, and can be passed without one")
        func number() async throws {
            try await tutorial("3", step: 8) { terminal in
                try await terminal.press("r")
                try await terminal.shows(
                    "When does the third download start, in seconds?",
                    "the program ended"
                )
                try await terminal.press("0", ".", "6")
                try await terminal.shows("in seconds? 0.6_")
                try await terminal.press("Enter")
                try await terminal.shows("0.6 is not it.")
                try await terminal.press("0", ".", "3", "Enter")
                try await terminal.shows("You said 0.3, and so it is: ")
                try await terminal.press("Left", "Right", "Right")
                try await terminal.shows("step 9/")
            }
        }
    }
}
