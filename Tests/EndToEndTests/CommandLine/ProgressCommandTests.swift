import FoundationEssentials
import Glibc
import Testing

extension EndToEnd {
    @Suite("Progress on the command line")
    struct ProgressCommandTests {
        private let state: Scratch
        private var environment: [String: String] { ["XDG_STATE_HOME": state.path] }

        init() throws {
            state = try Scratch()
        }

        /// Lesson 2, left at its second step, with an answer to its first question.
        private static let progress = """
            {"version": 1,
             "last": {"lesson": "sleeping-and-blocking", "at": "2026-05-04T09:31:00Z"},
             "lessons": {"sleeping-and-blocking": {
               "last": {"step": "reading-the-timeline", "at": "2026-05-04T09:31:00Z"},
               "steps": {
                 "five-downloads": {"seen": "2026-05-04T09:30:00Z", "prediction": {
                   "guess": "2.50 s", "at": "2026-05-04T09:30:10Z",
                   "outcome": {"answer": "0.50 s", "right_choice": "0.50 s"}}},
                 "reading-the-timeline": {"seen": "2026-05-04T09:31:00Z"}}}}}
            """

        private func run(_ arguments: String...) async throws -> CommandResult {
            try await Command(arguments, environment: environment).result()
        }

        @Test("an import tells what came, and lessons shows it, as text and as JSON")
        func lessons() async throws {
            let file = try state.write(Self.progress, to: "theirs.json")
            let imported = try await run("progress", "import", file)
            #expect(
                imported.output == """
                    Read from '\(file)': 1 lesson, 2 steps, 1 prediction.
                    New here: 1 lesson, 2 steps, 1 prediction.

                    """
            )
            let again = try await run("progress", "import", file)
            #expect(again.output.hasSuffix("New here: nothing.\n"))

            let text = try await run("lessons").output
            #expect(text.contains("2  Sleeping and blocking  (20 minutes, step 2 of "))
            #expect(text.contains("\n * 2 How to read the timeline"))
            #expect(text.contains("\n   3 An old library"))

            let json = try await run("lessons", "--json").output
            let lessons = try JSONValue(json)["lessons"].array
            let lesson = try #require(lessons.first { $0["number"].number == 2 })
            #expect(lesson["state"].string == "begun")
            #expect(lesson["next_step"].number == 2)
            let steps = lesson["steps"].array
            #expect(steps.prefix(3).map { $0["seen"].bool } == [true, true, false])
            let prediction = try #require(steps.first)["prediction"]
            #expect(prediction["guess"].string == "2.50 s")
            #expect(prediction["answer"].string == "0.50 s")
            #expect(prediction["right"].bool == false)
        }

        @Test("an export is a file that another machine can import")
        func export() async throws {
            let file = try state.write(Self.progress, to: "theirs.json")
            _ = try await run("progress", "import", file)
            let out = state.file("out.json")
            let exported = try await run("progress", "export", out)
            #expect(exported.output == "Written to '\(out)': 1 lesson, 2 steps, 1 prediction.\n")
            let elsewhere = try Scratch()
            let imported = try await asynclab(
                "progress",
                "import",
                out,
                environment: ["XDG_STATE_HOME": elsewhere.path]
            )
            #expect(imported.ending == .exited(0))
            #expect(
                elsewhere.read("asynclab/progress.json") == state.read("asynclab/progress.json")
            )
        }

        @Test("what is no progress is refused, and nothing changes")
        func refused() async throws {
            let diary = try state.write("Dear diary", to: "diary.txt")
            let wrong = try await run("progress", "import", diary)
            expectError(wrong, status: 1, mentioning: "'\(diary)' holds no progress.")
            let missing = try await run("progress", "import", "/no/such/file")
            expectError(missing, status: 1, mentioning: "'/no/such/file' cannot be read.")
            let nowhere = try await run("progress", "export", "/no/such/folder/out.json")
            expectError(nowhere, status: 1, mentioning: "'/no/such/folder/out.json' cannot be")
            #expect(!FileManager.default.fileExists(atPath: state.file("asynclab/progress.json")))
        }

        @Test("a damaged file is set aside and told of; the lessons are listed all the same")
        func damaged() async throws {
            try FileManager.default.createDirectory(
                atPath: state.file("asynclab"),
                withIntermediateDirectories: true
            )
            _ = try state.write("}", to: "asynclab/progress.json")
            let result = try await run("lessons")
            #expect(result.ending == .exited(0))
            #expect(result.output.contains("Sleeping and blocking"))
            #expect(result.errors.hasPrefix("Damaged progress was set aside as progress-damaged-"))
            #expect(result.errorLines.count == 1)
            #expect(try await run("lessons").errors == "")
        }

        @Test(
            "processes that write at once, some killed meanwhile, lose nothing and leave it whole"
        )
        func manyProcesses() async throws {
            let commands = try (0..<18).map { number in
                let text = """
                    {"version": 1, "lessons": {"lesson-\(number)": {"steps": {
                      "one": {"seen": "2026-05-04T09:30:00Z"}}}}}
                    """
                let file = try state.write(text, to: "\(number).json")
                return try Command(["progress", "import", file], environment: environment)
            }
            let doomed = Set(stride(from: 0, to: 18, by: 3))
            for number in doomed { commands[number].send(SIGKILL) }
            for (number, command) in commands.enumerated() {
                let result = try await command.result()
                if !doomed.contains(number) { #expect(result.ending == .exited(0)) }
            }
            let kept = try JSONValue(state.read("asynclab/progress.json"))["lessons"].object
            let expected = Set(0..<18).subtracting(doomed).map { "lesson-\($0)" }
            #expect(Set(kept.keys).isSuperset(of: expected))
            #expect(try await run("lessons").errors == "")
        }
    }
}
