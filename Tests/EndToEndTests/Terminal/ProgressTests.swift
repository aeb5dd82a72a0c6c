import FoundationEssentials
import TestSupport
import Testing

extension EndToEnd {
    @Suite("Progress in a terminal")
    struct ProgressTests {
        /// Where several asynclabs of one test keep their progress.
        private let state: Scratch
        private var environment: [String: String] { ["XDG_STATE_HOME": state.path] }
        private var file: String { state.read("asynclab/progress.json") }

        init() throws {
            state = try Scratch()
        }

        /// Opens the tutorial, lets `body` use it, and quits.
        private func tutorial(
            _ arguments: String...,
            size: (width: Int, height: Int) = (120, 40),
            _ body: (TestTerminal) async throws -> Void
        ) async throws {
            try await TestTerminal.with(arguments, size: size, environment: environment) {
                terminal in
                try await terminal.shows("q quit")
                try await body(terminal)
                try await terminal.press("q")
                #expect(try await terminal.exitStatus() == "0")
            }
        }

        @Test("brings the learner back to the step, with the guess and what came of it")
        func comesBack() async throws {
            try await tutorial("open", "2") { terminal in
                try await terminal.press("1", "r")
                try await terminal.shows("You said 1, and so it is: ")
                try await terminal.press("Right")
                try await terminal.shows("step 2/")
                try await terminal.press("3")
                try await terminal.shows("✓ 3)")
            }
            try await tutorial(size: (80, 24)) { terminal in
                try await terminal.shows("step 2/", "✓ 3)")
                try await terminal.press("Left")
                try await terminal.shows("step 1/", "✓ 1)", "You said 1, and so it is: ")
                try await terminal.press("2")
                try await terminal.shows("your answer stands")
            }
        }

        @Test("of two asynclabs at once is kept whole")
        func two() async throws {
            try await tutorial("open", "2") { first in
                try await tutorial("open", "2") { second in
                    try await first.press("2")
                    try await first.shows("▶ 2)")
                    try await second.press("Right", "Right", "3")
                    try await second.shows("step 3/", "▶ 3)")
                    try await first.press("Right", "1")
                    try await first.shows("step 2/", "▶ 1)")
                }
            }
            let guesses = file.split(separator: "\"guess\" : ").count - 1
            #expect(guesses == 3, "\(file)")
            let names = try FileManager.default.contentsOfDirectory(
                atPath: state.file("asynclab")
            )
            #expect(Set(names) == ["progress.json", "progress.lock"])
        }

        @Test("is there after a kill, up to the last key")
        func killed() async throws {
            try await TestTerminal.with(["open", "2"], environment: environment) { terminal in
                try await terminal.shows("step 1/")
                try await terminal.press("Right", "Right", "2")
                try await terminal.shows("▶ 2)")
                #expect(await eventually { file.contains("\"guess\"") })
                terminal.footprint.stamp()
            }
            try await tutorial { terminal in
                try await terminal.shows("step 3/", "▶ 2)")
            }
        }

        @Test("that is damaged is set aside, and the screen says so")
        func damaged() async throws {
            try FileManager.default.createDirectory(
                atPath: state.file("asynclab"),
                withIntermediateDirectories: true
            )
            _ = try state.write("{\"version\": 1, \"les", to: "asynclab/progress.json")
            try await TestTerminal.with(["open", "2"], size: (80, 24), environment: environment) {
                terminal in
                try await terminal.shows("Damaged progress was set aside as progress-damaged-")
                try await terminal.press("Right")
                try await terminal.shows("step 2/", "q quit")
                try await terminal.press("q")
                #expect(try await terminal.exitStatus() == "0")
            }
            #expect(file.contains("reading-the-timeline"))
            let names = try FileManager.default.contentsOfDirectory(
                atPath: state.file("asynclab")
            )
            let aside = try #require(names.first { $0.hasPrefix("progress-damaged-") })
            #expect(state.read("asynclab/" + aside) == "{\"version\": 1, \"les")
        }

        @Test("of a later asynclab stays as it is, and the screen says so")
        func newer() async throws {
            try FileManager.default.createDirectory(
                atPath: state.file("asynclab"),
                withIntermediateDirectories: true
            )
            let later = "{\"version\": 99}"
            _ = try state.write(later, to: "asynclab/progress.json")
            try await TestTerminal.with(["open", "2"], environment: environment) { terminal in
                try await terminal.shows("Progress is not kept: its file is of a later asynclab.")
                try await terminal.press("Right")
                try await terminal.shows("step 2/", "q quit")
                try await terminal.press("q")
                #expect(try await terminal.exitStatus() == "0")
            }
            #expect(file == later)
        }

        @Test("that cannot be kept is told on the screen, and again at the end")
        func unwritable() async throws {
            // Nobody can make a folder there, root neither.
            let nowhere = ["XDG_STATE_HOME": "/proc"]
            try await TestTerminal.with(["open", "2"], environment: nowhere) { terminal in
                try await terminal.shows("Progress is not kept: No such file or directory.")
                try await terminal.press("Right")
                try await terminal.shows("step 2/", "q quit")
                try await terminal.press("q")
                #expect(try await terminal.exitStatus() == "0")
                try await terminal.shows("Next:  Set XDG_STATE_HOME to a folder")
            }
        }

        @Test("shows on the page of all lessons, which finds, opens and leads back")
        func contents() async throws {
            try await tutorial("open", "2") { terminal in
                try await terminal.press("Right")
                try await terminal.shows("step 2/")
                try await terminal.press("l")
                try await terminal.shows("Find:", "step 2 of ", "Esc back")
                #expect(try await eventually { try await terminal.value("cursor_flag") == "1" })
                try await terminal.press("l", "i", "b", "r")
                try await terminal.shows("Find: libr", "▶       ○ 3 An old library")
                try await terminal.press("Enter")
                try await terminal.shows("step 3/", "An old library")
                #expect(try await eventually { try await terminal.value("cursor_flag") == "0" })
                try await terminal.press("l", "x", "y")
                try await terminal.shows("Nothing is called that.")
                try await terminal.press("Escape")
                try await terminal.shows("▶  2  Sleeping and blocking")
                try await terminal.press("Escape")
                try await terminal.shows("step 3/")
            }
        }
    }
}
