import FoundationEssentials
import TestSupport
import Testing

extension EndToEnd {
    @Suite("The page of an exercise, in a terminal")
    struct ExercisePageTests {
        private let home: Scratch
        /// A script that stands for an editor: it puts a right answer in place of the file.
        private let editor: String

        private static let right = """
            func greet(_ name: String) async {
                print("hello \\(name)")
                try? await Task.sleep(for: .seconds(0.3))
                print("goodbye \\(name)")
            }

            @main
            struct Program {
                static func main() async {
                    async let ann: Void = greet("Ann")
                    async let ben: Void = greet("Ben")
                    _ = await (ann, ben)
                }
            }

            """

        private let file =
            "asynclab/exercises/02-sleeping-and-blocking/two-greetings/two-greetings.swift"

        init() throws {
            home = try Scratch()
            let answer = try home.write(Self.right, to: "right.swift")
            editor = try home.write(
                """
                #!/bin/sh
                echo "editing $*" > "\(home.file("said"))"
                cp "\(answer)" "$2"
                """,
                to: "editor.sh"
            )
        }

        private func open(
            _ arguments: [String],
            size: TestTerminal.Size = (120, 40),
            editor: String? = nil,
            _ body: (TestTerminal) async throws -> Void
        ) async throws {
            let environment = [
                "XDG_STATE_HOME": home.path, "XDG_DATA_HOME": home.path,
                "EDITOR": editor ?? "sh \(self.editor)",
            ]
            try await TestTerminal.with(arguments, size: size, environment: environment) {
                terminal in
                try await body(terminal)
                try await terminal.press("q")
                #expect(try await terminal.exitStatus() == "0")
            }
        }

        @Test("is written, checked, passed and compared without leaving the page")
        func pass() async throws {
            try await open(["open", "2/two-greetings"]) { terminal in
                try await terminal.shows("Press e to write it", "TODO: greet both")
                try await terminal.press("c")
                try await terminal.shows("Not yet: ", "wanted  0.30 s", "yours  0.60 s")
                try await terminal.press("h")
                try await terminal.shows("Hint 1 of 4:")
                try await terminal.press("e")
                try await terminal.shows("Passed.", "wanted  0.30 s", "yours  0.30 s", "s solution")
                #expect(home.read("said") == "editing +12 \(home.file(file))\n")
                try await terminal.press("s")
                try await terminal.shows("solution.swift: a solution", "withTaskGroup")
                try await terminal.press("Escape", "Right", "Left")
                try await terminal.shows("two-greetings.swift: your file", "Passed.", "◆")
            }
            let progress = home.read("asynclab/progress.json")
            #expect(progress.contains("\"passed\" : true"))
            #expect(progress.contains("\"hints\" : 1"))
            try await open(["open", "2/two-greetings"]) { terminal in
                try await terminal.shows("You have passed this.", "◆")
                // A reset asks, and keeps what was there.
                try await terminal.press("R")
                try await terminal.shows("Press R again")
                try await terminal.press("R")
                try await terminal.shows("As at the start.", "TODO: greet both")
            }
            #expect(home.read(file).contains("TODO"))
        }

        @Test("is checked at every save while it is watched, whatever is saved")
        func watch() async throws {
            try await open(["watch", "two-greetings"], editor: "true") { terminal in
                try await terminal.shows("Each save of this file is checked", "two-greetings.swift")
                let starter = home.read(file)
                _ = try home.write(Self.right, to: file)
                try await terminal.shows("Passed.")
                _ = try home.write(starter + "let number: Int = \"\"\n", to: file)
                try await terminal.shows(
                    "Not yet: It does not compile",
                    "yours  did not run",
                    "error: "
                )
                let endless = starter.replacing("await greet(\"Ben\")", with: "while true {}")
                _ = try home.write(endless, to: file)
                try await terminal.shows("Checking ...")
                try await terminal.press("Escape")
                try await terminal.showsNoMore("Checking")
                _ = try home.write(Self.right + "\n", to: file)
                try await terminal.shows("Passed.")
            }
        }

        @Test(
            "is watched from the next one that is not passed on; one that is not there is refused"
        )
        func next() async throws {
            try await open(["watch"], size: (80, 24)) { terminal in
                try await terminal.shows("Each save of this file is checked", "[Lesson]")
                try await terminal.press("c")
                try await terminal.shows("Not yet: ")
                try await terminal.press("Tab", "Tab")
                try await terminal.shows("[Run]", "Not yet: ")
            }
            let refused = try await Command(["watch", "two-greeting"]).result(within: 30)
            #expect(refused.ending == .exited(1))
            #expect(refused.errors.contains("Did you mean 'two-greetings'?"))
        }
    }
}
