import FoundationEssentials
import Testing

extension EndToEnd {
    @Suite("run --save and view")
    struct KeptTraceTests {
        @Test(
            "give the same object and the same text",
            arguments: ["group", "exit-three", "throwing"]
        )
        func same(_ program: String) async throws {
            let scratch = try Scratch()
            let kept = scratch.file("kept.trace")
            let told = try await asynclab(
                "run",
                Installed.program(program),
                "--json",
                "--save",
                kept
            )
            let viewed = try await asynclab("view", kept, "--json")
            #expect(viewed.ending == .exited(0))
            #expect(try JSONValue(viewed.output) == JSONValue(told.output))
        }

        @Test("give the same text")
        func sameText() async throws {
            let scratch = try Scratch()
            let kept = scratch.file("kept.trace")
            let told = try await asynclab(
                "run",
                Installed.program("group"),
                "--plain",
                "--save",
                kept
            )
            let viewed = try await asynclab("view", kept, "--plain")
            #expect(viewed.output == told.output)
            #expect(viewed.ending == .exited(0))
        }

        @Test("fail in three lines on a file that is not there, is no trace, or is cut off")
        func bad() async throws {
            let scratch = try Scratch()
            let kept = scratch.file("kept.trace")
            let run = try await asynclab(
                "run",
                Installed.program("group"),
                "--json",
                "--save",
                kept
            )
            #expect(run.ending == .exited(0))
            let whole = try #require(FileManager.default.contents(atPath: kept))
            let noise = Data((0..<5000).map { _ in UInt8.random(in: 0 ... .max) })
            let files: [(String, Data?)] = [
                ("missing", nil), ("empty", Data()), ("noise", noise),
                ("short", whole.prefix(40)),
            ]
            for (name, content) in files {
                let path = scratch.file(name)
                try content?.write(to: URL(filePath: path))
                let result = try await asynclab("view", path, "--plain")
                expectError(result, status: 1, mentioning: path)
            }
        }

        @Test("survive a trace cut off or changed anywhere", arguments: 1...12)
        func damaged(_ twelfth: Int) async throws {
            let scratch = try Scratch()
            let kept = scratch.file("kept.trace")
            let run = try await asynclab(
                "run",
                Installed.program("group"),
                "--json",
                "--save",
                kept
            )
            #expect(run.ending == .exited(0))
            var content = try #require(FileManager.default.contents(atPath: kept))
            let place = content.count * twelfth / 13
            try content.prefix(place).write(to: URL(filePath: kept))
            try await expectToldOrRefused(kept)
            for index in place..<min(place + 64, content.count) { content[index] = 0xff }
            try content.write(to: URL(filePath: kept))
            try await expectToldOrRefused(kept)
        }

        private func expectToldOrRefused(_ path: String) async throws {
            let result = try await asynclab("view", path, "--json")
            if result.ending == .exited(0) {
                let schema = try JSONSchema(Installed.contents("Schemas/run.schema.json"))
                #expect(schema.problems(try JSONValue(result.output)) == [])
            } else {
                expectError(result, status: 1, mentioning: path)
            }
        }
    }
}
