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

        /// What to write instead of each problem.
        private func advice(_ result: CommandResult) -> [String] {
            result.output.split(separator: "\n")
                .filter { $0.hasPrefix("Next:  ") }
                .map { String($0.dropFirst(7)) }
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
                    "03-tea/lesson.md:15: Nothing is said of the wrong choice '0.6'.",
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

        @Test("lint tells twelve other mistakes at once, each with its line and what to write")
        func otherMistakes() async throws {
            try write(Self.otherLesson, to: "03-tea/lesson.md")
            try write(Self.program(), to: "03-tea/examples/tea.swift")
            try write(Self.program("        sugar()\n"), to: "03-tea/examples/broken.swift")
            let crash = "        let cups: [Int] = []\n        print(cups[0])\n"
            try write(Self.program(crash), to: "03-tea/examples/crash.swift")
            let result = try await asynclab("author", "lint", "\(folder)/03-tea")
            #expect(result.ending == .exited(1))
            let told = zip(problems(result), advice(result)).map { "\($0) \($1)" }
            #expect(
                told == [
                    "03-tea/examples/broken.swift:10: The program does not compile. "
                        + "Change the line; lessons compile without warnings.",
                    "03-tea/examples/crash.swift:1: The program did not come to a good end. "
                        + "Change the program so that it ends by itself, with status 0.",
                    "03-tea/lesson.md:10: The step 'No block' has no step block. "
                        + "Write '```yaml step', 'id: a-name' and '```' under the heading.",
                    "03-tea/lesson.md:17: The key 'id' is missing in a step. Write 'id: a-name'.",
                    "03-tea/lesson.md:24: There is no program 'tee.swift'. "
                        + "Did you mean 'tea.swift'?",
                    "03-tea/lesson.md:32: There is no line 16 to highlight. "
                        + "Write a line from 1 to 15.",
                    "03-tea/lesson.md:34: 'ended: {task: water, at: 0.3}' is not so. "
                        + "Write the task's name as the program gives it.",
                    "03-tea/lesson.md:37: 'pyhton' names no kind of block. Did you mean 'python'?",
                    "03-tea/lesson.md:46: Nothing is said of a wrong answer. "
                        + "Write 'because: ...', one sentence.",
                    "03-tea/lesson.md:61: 'because' explains '0.5', which is no choice. "
                        + "Did you mean '0.3'?",
                    "03-tea/lesson.md:69: The program reaches the goal as it is. "
                        + "Write a goal that the change alone reaches.",
                    "03-tea/lesson.md:84: The lesson has no summary. Write '## Summary', "
                        + "a step block 'id: summary', and up to five lines.",
                ]
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

        /// A second lesson with mistakes, each told by its heading.
        private static let otherLesson = """
            ---
            id: tea
            number: 3
            title: Tea
            minutes: 5
            ---

            # Tea

            ## No block

            Only text.

            ## A block without an id

            ```yaml step
            run: tea.swift
            ```

            ## A program that is not there

            ```yaml step
            id: missing
            run: tee.swift
            ```

            ## A line, a task and a listing that are not there

            ```yaml step
            id: places
            run: tea.swift
            highlight: [16]
            claims:
              - ended: {task: water, at: 0.3}
            ```

            ```pyhton
            print("tea")
            ```

            ## A typed answer that nothing is said of

            ```yaml step
            id: typed
            run: tea.swift
            ask: How long?
            answer: number
            measure: makespan
            ```

            ## A reason for no choice

            ```yaml step
            id: reason
            run: tea.swift
            ask: How long?
            choices: [0.3, 0.6]
            measure: makespan
            because:
              0.6: One wait.
              0.5: One wait.
            ```

            ## A goal that needs no change

            ```yaml step
            id: goal
            run: tea.swift
            change:
              lines: 4
              solution: |
                try? await Task.sleep(for: .seconds(0.3))
              goal:
                - makespan: 0.3
            ```

            ## A program that does not compile

            ```yaml step
            id: broken
            run: broken.swift
            ```

            ## A program that crashes, and no summary

            ```yaml step
            id: crash
            run: crash.swift
            ```
            """
    }
}
