import FoundationEssentials
import Testing

extension EndToEnd {
    @Suite("An exercise on the command line")
    struct ExerciseTests {
        private let learner: ExerciseFixture

        init() throws {
            learner = try ExerciseFixture()
        }

        @Test("edit begins it and tells where it is; what the learner wrote stays")
        func begin() async throws {
            let begun = try await learner.run("edit", "boil")
            #expect(begun.ending == .exited(0))
            #expect(begun.output == "\(learner.boil)\n")
            #expect(
                begun.errors == """
                    There is no terminal: open the file yourself, or set EDITOR to your editor.

                    """
            )
            #expect(learner.text(at: learner.boil) == ExerciseFixture.starter)
            try learner.write("// Mine.\n", at: learner.boil)
            let again = try await learner.run("edit", "tea/boil")
            #expect(again.output == "\(learner.boil)\n")
            #expect(learner.text(at: learner.boil) == "// Mine.\n")
        }

        @Test("its file is where --workspace says, else where the XDG rules do")
        func folders() async throws {
            let own = learner.scratch.file("own")
            let named = try await learner.run("edit", "boil", "--workspace", own)
            #expect(named.output == "\(own)/01-tea/boil/boil.swift\n")
            #expect(learner.text(at: "\(own)/Package.swift")?.contains("\"boil\"") == true)
            #expect(learner.text(at: learner.boil) == nil)
            let home = ["XDG_DATA_HOME": "relative", "HOME": learner.scratch.path]
            let result = try await learner.run("edit", "bake", environment: home)
            let folder = learner.scratch.file(".local/share/asynclab/exercises")
            #expect(result.output == "\(folder)/02-cake/bake/bake.swift\n")
        }

        @Test("a lesson that got another number keeps its folder")
        func renumbered() async throws {
            _ = try await learner.run("edit", "boil")
            try learner.write("// Mine.\n", at: learner.boil)
            try learner.renumberTea(to: 3)
            let result = try await learner.run("edit", "3/boil")
            #expect(result.output == "\(learner.boil)\n")
            #expect(learner.text(at: learner.boil) == "// Mine.\n")
            let other = try await learner.run("edit", "steep")
            #expect(other.output == "\(learner.workspace)/03-tea/steep/steep.swift\n")
        }

        @Test("hints come one at a time, and are counted; after the last it comes again")
        func hints() async throws {
            let first = try await learner.run("hint", "boil")
            #expect(first.output == "Hint 1 of 4: Where\n\nHint Where.\n")
            for number in 2...4 {
                let next = try await learner.run("hint", "boil")
                #expect(next.output.hasPrefix("Hint \(number) of 4: "))
            }
            let last = try await learner.run("hint", "boil")
            #expect(
                last.output
                    == "There are no more hints. The last one again:\n\nHint 4 of 4: How\n\nHint How.\n"
            )
            #expect(last.ending == .exited(0))
            // Those of another exercise are its own.
            let all = try await learner.run("hint", "bake", "--all")
            #expect(all.output.split(separator: "\n").count == 8)
            #expect(try await learner.run("hint", "bake").output.hasPrefix("There are no more"))
            #expect(try await learner.run("hint", "steep").output.hasPrefix("Hint 1 of 4"))
        }

        @Test("hints are shown where progress cannot be kept, which is said")
        func hintsUnkept() async throws {
            try learner.write("", at: learner.scratch.file("state"))
            let result = try await learner.run("hint", "boil")
            #expect(result.ending == .exited(0))
            #expect(result.output.hasPrefix("Hint 1 of 4: Where\n"))
            #expect(result.errors.contains("Error: Progress is not kept"))
        }

        @Test("reset needs a yes, puts the starter back, and keeps each file under its own name")
        func reset() async throws {
            _ = try await learner.run("edit", "boil")
            let unchanged = try await learner.run("reset", "boil")
            #expect(unchanged.output == "It is the starter already: \(learner.boil)\n")
            #expect(
                !FileManager.default.fileExists(atPath: "\(learner.workspace)/01-tea/boil/kept")
            )

            try learner.write("// First.\n", at: learner.boil)
            let unasked = try await learner.run("reset", "boil")
            expectError(unasked, status: 2, mentioning: "asynclab reset boil --yes")
            #expect(learner.text(at: learner.boil) == "// First.\n")

            var copies: [String] = []
            for text in ["// First.\n", "// Second.\n", "// Third.\n"] {
                try learner.write(text, at: learner.boil)
                let result = try await learner.run("reset", "boil", "--yes")
                #expect(result.ending == .exited(0), "\(result.errors)")
                let told = try #require(
                    result.output.firstMatch(of: /Your file is kept: (.+\/kept\/boil-.+\.swift)\n/)
                )
                copies.append(String(told.1))
                #expect(learner.text(at: learner.boil) == ExerciseFixture.starter)
            }
            #expect(
                copies.map { learner.text(at: $0) } == [
                    "// First.\n", "// Second.\n", "// Third.\n",
                ]
            )
            let name = try #require(copies[0].split(separator: "/").last)
            #expect(name.wholeMatch(of: /boil-\d{4}-\d\d-\d\d-\d{6}\.swift/) != nil)
        }

        @Test("solution prints it; as long as the exercise is not passed, a hint is offered")
        func solution() async throws {
            let early = try await learner.run("solution", "boil")
            #expect(early.output == ExerciseFixture.solution)
            #expect(early.errorLines.first?.hasPrefix("You have not passed 'boil' yet.") == true)
            try pass()
            let late = try await learner.run("solution", "boil")
            #expect(late.output == ExerciseFixture.solution)
            #expect(late.errors == "One right answer; others pass as well.\n")
        }

        /// The learner passed `boil` at the second attempt, after one hint, and tried `bake`.
        private func pass() throws {
            let text = """
                {"version": 2, "lessons": {
                  "tea": {"exercises": {"boil": {"hints": 1, "attempts": [
                    {"at": "2026-05-04T09:30:00Z", "passed": false},
                    {"at": "2026-05-04T09:31:00Z", "passed": true}]}}},
                  "cake": {"exercises": {"bake": {"attempts": [
                    {"at": "2026-05-04T09:32:00Z", "passed": false}]}}}}}
                """
            try learner.write(text, at: learner.scratch.file("state/asynclab/progress.json"))
        }

        @Test("lessons tells which are passed, and after how many attempts")
        func lessons() async throws {
            try pass()
            let text = try await learner.run("lessons").output
            #expect(text.contains(" 1 Boil water  boil  (exercise, passed, 2 attempts)\n"))
            #expect(text.contains(" 2 Boil water  steep  (exercise, not tried yet)\n"))
            #expect(text.contains(" 1 Boil water  bake  (exercise, not passed yet, 1 attempt)\n"))
            let json = try JSONValue(try await learner.run("lessons", "--json").output)
            let steps = try #require(json["lessons"].array.first)["steps"].array
            let boil = try #require(steps.first)
            #expect(boil["program"] == .null)
            #expect(boil["exercise"]["name"].string == "boil")
            #expect(boil["exercise"]["passed"].bool == true)
            #expect(boil["exercise"]["attempts"].number == 2)
            #expect(boil["exercise"]["hints_shown"].number == 1)
            #expect(boil["exercise"]["hints"].number == 4)
            #expect(steps.map { $0["exercise"]["passed"].bool } == [true, false, nil])
        }

        @Test(
            "a name that is none is refused with the nearest",
            arguments: ["edit", "hint", "reset", "solution"]
        )
        func nearMiss(_ command: String) async throws {
            let near = try await learner.run(command, "boll")
            expectError(near, status: 2, mentioning: "no exercise 'boll'. Did you mean 'boil'?")
            let lesson = try await learner.run(command, "tea")
            expectError(lesson, status: 2, mentioning: "Its exercises are: boil, steep.")
            let elsewhere = try await learner.run(command, "cake/boil")
            expectError(elsewhere, status: 2, mentioning: "no exercise 'cake/boil'.")
        }

        @Test("a folder that cannot be written is told, and why")
        func unwritable() async throws {
            try learner.write("", at: learner.scratch.file("data/asynclab"))
            let result = try await learner.run("edit", "boil")
            expectError(result, status: 2, mentioning: "boil.swift' cannot be written.")
            #expect(result.errors.contains("Why:   Not a directory."), "\(result.errors)")
        }

        @Test("split is refused where there is no tmux")
        func noSplit() async throws {
            let result = try await learner.run("edit", "boil", "--split")
            expectError(result, status: 2, mentioning: "--split needs tmux")
            #expect(learner.text(at: learner.boil) == nil)
        }
    }
}
