import Testing

extension EndToEnd {
    @Suite("Findings")
    struct FindingsTests {
        private static let message =
            "main awaited 2 calls one after another, 1.000 s in all: together they would take about "
            + "0.500 s, if none needs what another gives"

        @Test("have a kind, a task, a line, seconds, a sentence and a lesson")
        func json() async throws {
            let report = try await RunReport("in-a-row", "--clock", "virtual")
            let schema = try JSONSchema(Installed.contents("Schemas/run.schema.json"))
            #expect(schema.problems(report.json) == [])
            let found = report.json["findings"].array
            #expect(
                found == [
                    .object([
                        "kind": .string("awaits-in-a-row"), "task": .number(1), "line": .number(9),
                        "lesson": .number(3), "seconds": .number(1),
                        "message": .string(Self.message + "."),
                    ])
                ]
            )
        }

        @Test("are told as text, of a kept trace too")
        func plain() async throws {
            let scratch = try Scratch()
            let file = scratch.file("row.trace")
            let run = try await asynclab(
                "run",
                Installed.program("in-a-row"),
                "--plain",
                "--save",
                file,
                "--clock",
                "virtual"
            )
            let sentence = "- \(Self.message) (line 9; lesson 3).\n"
            #expect(run.output.contains(sentence))
            #expect(try await asynclab("view", file, "--plain").output.contains(sentence))
        }
    }
}
