import FoundationEssentials
import Testing

extension EndToEnd {
    @Suite("The vocabulary of checks")
    struct VocabularyTests {
        private static let answer = ExerciseFolder.answer("pages")

        /// An exercise whose starter is the answer, and of which all is given that prints.
        private func folder(_ checks: [String]) throws -> ExerciseFolder {
            let source = String(
                decoding: try Data(contentsOf: URL(filePath: Self.answer)),
                as: UTF8.self
            )
            return try ExerciseFolder(checks, starter: source, settings: "given: [load]")
        }

        /// Each of them holds for the answer.
        private static let right = """
            - output in any order:
                - page 1 asked
                - page 2 asked
                - page 3 asked
                - page 1 here
                - page 2 here
                - page 3 here
                - page 3 shown
                - burnt
                - done
            - every schedule: 20
            - output in order: [page 1 asked, page 3 here, page 3 shown, burnt, done]
            - output matches: [page . asked, .*, .*, page 1.*, .*, .*, .* shown, burnt, done]
            - last line: done
            - makespan: 0.45
            - makespan: {at least: 0.44, at most: 0.46}
            - in flight: {of: {lines: [page * asked, page * here]}, at least: 3, at most: 3}
            - in flight: {of: {state: sleeping, in: load}, at least: 3, at most: 3}
            - in flight: {of: {task: page *}, at least: 3, at most: 3}
            - overlap: [{task: page 1}, {task: page 2}]
            - apart: [{task: page *}, {task: burner}]
            - apart: [{task: log}]
            - order: [{started: page 3}, {ended: page 2}, {ended: page 3}, {printed: done}]
            - blocked: {on: main, at most: 0}
            - blocked: {on: pool, at least: 0.05, at most: 0.05}
            - tasks: {named: page *, count: 3, outcome: returned}
            - tasks: {named: log, outcome: cancelled}
            - tasks: {count: 5}
            - within parent: page *
            - runs on: {printing: page * here, executor: main}
            - runs on: {printing: page 3 shown, executor: actor Shop}
            - runs on: {task: burner, executor: pool}
            - prints only: [load, Shop, burn, Program]
            - source: {keeps: ['await load('], lacks: ['Task.detached', 'leep(']}
            - compiles: {swift: 5}
            """

        @Test("passes a right answer, word by word")
        func passes() async throws {
            let folder = try folder([Self.right])
            let (report, result) = try await folder.verdict(Self.answer)
            #expect(report["result"].string == "passed", "\(report)")
            #expect(report["coverage"].string?.hasPrefix("It holds under ") == true)
            #expect(result.ending == .exited(0))
            let first = try await self.folder(["- makespan: 0.45"]).check(Self.answer)
            #expect(first.output.hasPrefix("pages-"))
            #expect(
                first.output.contains(": passed\n\nIt is right.\n\nTo compare: asynclab solution")
            )
        }

        /// A check, and the verdict on the answer: kind, sentence, line and task.
        private static let wrong: [(String, String, String, Double?, String?)] = [
            (
                "output: [page 1 asked, page 2 here]", "output",
                "Line 2 of the output is 'page 2 asked', not 'page 2 here'.", 5, "page 2"
            ),
            (
                "output in order: [page 3 shown, page 3 here]", "output",
                "'page 3 here' is printed before 'page 3 shown'; it should come after it.", 7,
                "page 3"
            ),
            (
                "output in any order: [page 1 asked]", "output",
                "'page 2 asked' is printed, and should not be.", 5, "page 2"
            ),
            (
                "output matches: [page . here]", "output",
                "Line 1 of the output is 'page 1 asked', which is not as it should be.", 5, "page 1"
            ),
            ("last line: burnt", "output", "The last line is 'done', not 'burnt'.", 36, "main"),
            (
                "makespan: {at most: 0.42}", "makespan",
                "It takes 0.45 s; it should take at most 0.42 s.", 18, nil
            ),
            (
                "in flight: {of: {state: sleeping, in: load}, at most: 2}", "in-flight",
                "At most 3 tasks are sleeping in load at a time; it should be at most 2.",
                6, "page 3"
            ),
            (
                "in flight: {of: {lines: [page * asked, page * here]}, at least: 4}", "in-flight",
                "At most 3 stretches from 'page * asked' to 'page * here' go on at a time; it should be at least 4.",
                5, "page 2"
            ),
            (
                "overlap: [{task: page 1}, {task: burner}]", "overlap",
                "page 1 and burner do not go on at the same time; they should.", 31, "page 1"
            ),
            (
                "apart: [{task: page *}]", "overlap",
                "page 1 and page 2 go on at the same time; they should not.", 27, "page 2"
            ),
            (
                "order: [{ended: page 2}, {printed: page 1 here}]", "order",
                "'page 1 here' is printed before page 2 ends; it should be the other way round.", 7,
                "page 1"
            ),
            (
                "blocked: {on: pool, at most: 0}", "blocked",
                "burner blocks a thread of the pool for 0.05 s.", 18, "burner"
            ),
            (
                "tasks: {named: page *, count: 2}", "tasks",
                "There are 3 tasks named 'page *'; it should be 2.", nil, nil
            ),
            (
                "tasks: {outcome: returned}", "tasks",
                "log was cancelled; it should have returned.", 32, "log"
            ),
            (
                "runs on: {printing: page * here, executor: pool}", "place",
                "'page 1 here' is printed on the main actor, not on the pool.", 7, "page 1"
            ),
            (
                "runs on: {task: burner, executor: main}", "place",
                "burner runs on a thread of the pool, not on the main actor.", 18, "burner"
            ),
            (
                "prints only: [load, burn]", "source",
                "'page 3 shown' is printed by line 13, not by load or burn.", 13, "main"
            ),
            ("source: {lacks: ['usleep(']}", "source", "'usleep(' must not be there.", 18, nil),
            (
                "source: {keeps: [Task.detached]}", "source", "'Task.detached' is missing.", nil,
                nil
            ),
            (
                "does not compile: {swift: 6}", "compile-error",
                "It compiles in Swift 6 mode, isolated to the main actor; it should not.", nil, nil
            ),
        ]

        @Test("fails an answer that is otherwise, with a sentence, a line and a task")
        func fails() async throws {
            let folder = try folder(Self.wrong.map { "- \($0.0)\n  because: So it is." })
            for (number, (check, kind, sentence, line, task)) in Self.wrong.enumerated() {
                let (report, result) = try await folder.verdict(Self.answer, number)
                let fault = report["fault"]
                #expect(fault["sentence"].string == sentence, "\(check)")
                #expect(fault["kind"].string == kind, "\(check)")
                #expect(fault["line"].number == line, "\(check)")
                #expect(fault["task"].string == task, "\(check)")
                #expect(fault["explanation"].string?.hasSuffix("So it is.") == true, "\(check)")
                #expect(result.ending == .exited(1), "\(check)")
                let schema = try JSONSchema(Installed.contents("Schemas/check.schema.json"))
                #expect(schema.problems(report) == [])
            }
        }

        @Test("finds a data race, and what does not compile in another mode")
        func racy() async throws {
            let folder = try ExerciseFolder([
                "- no data race: 3\n  because: Use an actor.",
                "- compiles: {swift: 6, isolation: none}",
                "- does not compile: {swift: 6, isolation: none}",
                "- does not compile: {swift: 6, isolation: none, says: another}",
            ])
            let racy = ExerciseFolder.answer("racy")
            let (race, _) = try await folder.verdict(racy)
            #expect(race["fault"]["kind"].string == "data-race")
            #expect(race["fault"]["line"].number == 6)
            #expect(race["fault"]["explanation"].string == "Use an actor.")
            let sentence = race["fault"]["sentence"].string ?? ""
            #expect(sentence.hasPrefix("Data race: "))
            #expect(sentence.hasSuffix("nothing puts the two in order."))
            let (free, _) = try await folder.verdict(ExerciseFolder.answer("reading"))
            #expect(free["result"].string == "passed")
            let bell = ExerciseFolder.answer("sometimes-stuck")
            let (error, _) = try await folder.verdict(bell, 1)
            let start = "In Swift 6 mode, without default isolation: It does not compile: "
            #expect(error["fault"]["sentence"].string?.hasPrefix(start) == true)
            #expect(error["fault"]["line"].number != nil)
            #expect(try await folder.verdict(bell, 2).0["result"].string == "passed")
            let (other, _) = try await folder.verdict(bell, 3)
            let words = "In Swift 6 mode, without default isolation no error says 'another'; "
            #expect(other["fault"]["sentence"].string?.hasPrefix(words) == true)
        }
    }
}
