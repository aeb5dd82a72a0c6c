import FoundationEssentials
import TestSupport
import Testing

extension EndToEnd {
    @Suite("For authors")
    struct AuthorTests {
        private let scratch: Scratch
        /// The folder of lessons.
        private var folder: String { scratch.file("Lessons") }

        init() throws {
            scratch = try Scratch()
            try write("", to: ".keep")
        }

        private func write(_ text: String, to path: String) throws {
            let file = "\(folder)/\(path)"
            let parent = String(file[..<(file.lastIndex(of: "/") ?? file.endIndex)])
            try FileManager.default.createDirectory(
                atPath: parent,
                withIntermediateDirectories: true
            )
            try Data(text.utf8).write(to: URL(filePath: file))
        }

        /// Each problem as `file:line: what`, below the scratch folder.
        private func problems(_ result: CommandResult) -> [String] {
            result.output.split(separator: "\n")
                .filter { $0.hasPrefix("Error: ") || $0.hasPrefix("Warn:  ") }
                .map { String($0.dropFirst(7).replacing(folder + "/", with: "")) }
        }

        @Test("a new lesson passes lint, and so do two")
        func new() async throws {
            for name in ["who-waits", "who-blocks"] {
                let made = try await asynclab("author", "new", name, "--in", folder)
                #expect(made.ending == .exited(0), "\(made.errors)")
            }
            let lint = try await asynclab("author", "lint", folder)
            #expect(
                lint.output == "2 lessons, 8 steps, 2 programs, 8 claims: no problems.\n"
            )
            #expect(lint.ending == .exited(0))
        }

        @Test("lint tells eleven planted mistakes at once, each with its line")
        func plantedMistakes() async throws {
            try write(Self.lesson, to: "03-tea/lesson.md")
            try write("x", to: "03-tea/notes.txt")
            try write(Self.program(), to: "03-tea/examples/tea.swift")
            let long = String(repeating: "// More.\n", count: 16)
            try write(Self.program() + long, to: "03-tea/examples/long.swift")
            let wide = "// " + String(repeating: "w", count: 70) + "\n"
            try write(wide + Self.program(), to: "03-tea/examples/wide.swift")
            let unused = "        let sugar = 1\n"
            try write(Self.program(unused), to: "03-tea/examples/unused.swift")
            let result = try await asynclab("author", "lint", "\(folder)/03-tea")
            #expect(result.ending == .exited(1))
            #expect(
                problems(result) == [
                    "03-tea/examples/long.swift:31: The program has 31 lines.",
                    "03-tea/examples/unused.swift:10: The compiler warns.",
                    "03-tea/examples/wide.swift:1: The line has 73 columns.",
                    "03-tea/lesson.md:15: Nothing is said of the wrong choice '0.60 s'.",
                    "03-tea/lesson.md:20: 'ended: {task: tea, at: 0.5}' is not so.",
                    "03-tea/lesson.md:23: The step's text takes 13 rows.",
                    "03-tea/lesson.md:49: Unknown key 'thread' in a step.",
                    "03-tea/lesson.md:52: The step id 'wide' is taken.",
                    "03-tea/lesson.md:69: 'makespan: 0.2' is not so.",
                    "03-tea/lesson.md:72: The summary takes 6 rows.",
                    "03-tea/notes.txt:1: The file belongs to no lesson.",
                ]
            )
            #expect(result.output.contains("Next:  Write 'ended: {task: tea, at: 0.3}', or"))
            #expect(result.output.contains("Next:  Did you mean 'threads'?"))
            #expect(
                result.output.hasSuffix("1 lesson, 6 steps, 4 programs, 2 claims: 11 problems.\n")
            )
        }

        @Test("lint holds the ids of steps against their record")
        func ids() async throws {
            _ = try await asynclab("author", "new", "tea", "--in", folder)
            let recorded = try await asynclab("author", "lint", "--record", folder)
            #expect(recorded.ending == .exited(0), "\(recorded.output)")
            #expect(scratch.read("Lessons/ids").hasSuffix("\ntea/a-slow-toaster\ntea/summary\n"))

            let lesson = scratch.read("Lessons/01-tea/lesson.md")
            try write(
                lesson.replacing("id: how-long", with: "id: how-short"),
                to: "01-tea/lesson.md"
            )
            let lint = try await asynclab("author", "lint", folder)
            #expect(
                problems(lint) == [
                    "01-tea/lesson.md:12: The id 'tea/how-short' is not in the record.",
                    "ids:3: No step has the id 'tea/how-long' any more.",
                ]
            )
        }

        @Test("names that are no names, and folders that are no lessons, are told")
        func badInput() async throws {
            let named = try await asynclab("author", "new", "Tea time", "--in", folder)
            #expect(named.errorLines.first == "Error: 'Tea time' is no name of a lesson.")
            let lint = try await asynclab("author", "lint", folder)
            #expect(lint.errorLines.count == 3 && lint.ending == .exited(1), "\(lint.errors)")
        }

        // MARK: The lesson with the mistakes

        /// Fifteen lines; what is added comes behind the ninth.
        private static func program(_ added: String = "") -> String {
            """
            // The tea is ready after 0.3 s.

            func boil() async {
                try? await Task.sleep(for: .seconds(0.3))
            }

            @main
            struct Program {
                static func main() async {
            \(added)        await withTaskGroup { group in
                        group.addTask(name: "tea") { await boil() }
                    }
                    print("tea")
                }
            }

            """
        }

        /// The mistakes are marked by what is wrong with them.
        private static let lesson = """
            ---
            id: tea
            number: 3
            title: Tea
            minutes: 5
            ---

            # Tea

            ## Two mistakes: a choice that nothing is said of, and a false claim

            ```yaml step
            id: first
            run: tea.swift
            ask: How long?
            choices: [0.3, 0.6]
            measure: makespan
            because: {0.3: One wait.}
            claims:
              - ended: {task: tea, at: 0.5}
            ```

            ## A text of 13 rows, and a long program

            ```yaml step
            id: long
            run: long.swift
            ```

            - 1
            - 2
            - 3
            - 4
            - 5
            - 6
            - 7
            - 8
            - 9
            - 10
            - 11
            - 12
            - 13

            ## An unknown key, and a wide program

            ```yaml step
            id: wide
            run: wide.swift
            thread: 1
            ```

            ## An id that is taken, and a program that the compiler warns of

            ```yaml step
            id: wide
            run: unused.swift
            ```

            ## A solution that does not reach its goal

            ```yaml step
            id: change
            run: tea.swift
            change:
              lines: 4
              solution: |
                try? await Task.sleep(for: .seconds(0.1))
              goal:
                - makespan: 0.2
            ```

            ## A summary of six rows

            ```yaml step
            id: summary
            ```

            - 1
            - 2
            - 3
            - 4
            - 5
            - 6
            """
    }
}
