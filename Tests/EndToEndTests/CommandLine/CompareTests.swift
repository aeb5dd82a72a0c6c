import FoundationEssentials
import Testing

extension EndToEnd {
    @Suite("compare")
    struct CompareTests {
        /// Kept runs of two programs under the virtual clock.
        private func kept(_ programs: [String], in scratch: Scratch) async throws -> [String] {
            var paths: [String] = []
            for program in programs {
                let path = scratch.file("\(paths.count).trace")
                let run = try await asynclab(
                    "run",
                    Installed.program(program),
                    "--plain",
                    "--clock",
                    "virtual",
                    "--save",
                    path
                )
                try #require(run.ending == .exited(0))
                paths.append(path)
            }
            return paths
        }

        @Test("follows its schema, and its numbers are those of run --json")
        func json() async throws {
            let scratch = try Scratch()
            let paths = try await kept(["in-a-row", "group"], in: scratch)
            let result = try await asynclab("compare", paths[0], paths[1], "--json")
            #expect(result.ending == .exited(0))
            #expect(result.errors == "")
            let report = try JSONValue(result.output)
            let schema = try JSONSchema(Installed.contents("Schemas/compare.schema.json"))
            #expect(schema.problems(report) == [])
            #expect(report["exact"] == .bool(true))
            for (path, side) in zip(paths, ["before", "now"]) {
                let viewed = try JSONValue(try await asynclab("view", path, "--json").output)
                #expect(report["makespan_s"][side] == viewed["makespan_s"])
                let tasks = report["tasks"].array.map { $0[side] }.filter { $0 != .null }
                #expect(tasks.count == viewed["tasks"].array.count)
                for task in viewed["tasks"].array {
                    let own = try #require(tasks.first { $0["id"] == task["id"] })
                    #expect(own["states_s"] == task["states_s"])
                    #expect(own["ended_s"] == task["ended_s"])
                }
            }
        }

        @Test("finds nothing different in a run and itself")
        func same() async throws {
            let scratch = try Scratch()
            let path = try await kept(["group"], in: scratch)[0]
            let report = try JSONValue(
                try await asynclab("compare", path, path, "--json").output
            )
            let verdicts = Set(report["tasks"].array.compactMap { $0["verdict"].string })
            #expect(verdicts == ["same"])
            let text = try await asynclab("compare", path, path)
            #expect(text.output.contains("the same"))
            #expect(text.output.contains("Take as long: 4 tasks"))
        }

        @Test("tells it as text where there is no terminal, in any locale")
        func plain() async throws {
            let scratch = try Scratch()
            let paths = try await kept(["in-a-row", "group"], in: scratch)
            let told = try await asynclab("compare", paths[0], paths[1])
            let asked = try await asynclab("compare", paths[0], paths[1], "--plain")
            #expect(told.ending == .exited(0))
            #expect(told.output == asked.output)
            #expect(told.output.contains("The program: "))
            #expect(told.output.contains("All tasks together"))
            #expect(told.output.contains("Only now: page 1, page 2, page 3"))
        }

        @Test("fails in three lines on a file that is not there, or is no trace")
        func bad() async throws {
            let scratch = try Scratch()
            let path = try await kept(["group"], in: scratch)[0]
            let text = try scratch.write("Dear learner,\n", to: "letter.txt")
            for bad in [text, scratch.file("missing")] {
                for arguments in [[bad, path], [path, bad]] {
                    for option in ["--plain", "--json"] {
                        let result = try await asynclab(
                            "compare",
                            arguments[0],
                            arguments[1],
                            option
                        )
                        expectError(result, status: 1, mentioning: bad)
                    }
                }
            }
        }

        @Test("wants two files, and one way to tell")
        func usage() async throws {
            let one = try await asynclab("compare", "a.trace")
            #expect(one.ending == .exited(64))
            #expect(one.errors.contains("Missing expected argument '<now>'"))
            let both = try await asynclab("compare", "a", "b", "--plain", "--json")
            expectError(both, status: 64, mentioning: "--plain or --json")
        }
    }
}
