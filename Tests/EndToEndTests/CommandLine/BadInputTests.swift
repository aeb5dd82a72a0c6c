import FoundationEssentials
import Testing

/// Expects an error as users shall see it: nothing on standard output, and on standard error at most
/// three lines, of which only the first says "Error:".
func expectError(
    _ result: CommandResult,
    status: Int32,
    mentioning text: String,
    location: SourceLocation = #_sourceLocation
) {
    #expect(result.ending == .exited(status), sourceLocation: location)
    #expect(result.output == "", sourceLocation: location)
    #expect(result.errors.contains(text), "\(result.errors)", sourceLocation: location)
    #expect(result.errorLines.count <= 3, "\(result.errors)", sourceLocation: location)
    #expect(result.errors.hasPrefix("Error: "), "\(result.errors)", sourceLocation: location)
    #expect(
        result.errors.split(separator: "Error:").count == 1,
        "\(result.errors)",
        sourceLocation: location
    )
}

extension EndToEnd {
    @Suite("Bad input is refused with a reason:")
    struct BadInputTests {
        @Test("a file that is not there")
        func missing() async throws {
            let result = try await asynclab("run", "/no/such/file.swift", "--plain")
            expectError(result, status: 1, mentioning: "'/no/such/file.swift' does not exist")
        }

        @Test("a folder, and a file that is no Swift program")
        func notAProgram() async throws {
            let scratch = try Scratch()
            let folder = try await asynclab("run", scratch.path, "--plain")
            expectError(folder, status: 1, mentioning: "is no Swift program")
            let text = try scratch.write("Dear learner,\n", to: "letter.txt")
            let file = try await asynclab("run", text, "--json")
            expectError(file, status: 1, mentioning: "is no Swift program")
        }

        @Test("a lesson and an example that are not there; the nearest is named")
        func nearMiss() async throws {
            let example = try await asynclab("run", "2/all-blockin", "--plain")
            expectError(example, status: 1, mentioning: "Did you mean 'all-blocking'?")
            let lesson = try await asynclab("run", "sleeping-and-blokcing/all-blocking", "--plain")
            expectError(lesson, status: 1, mentioning: "Did you mean 'sleeping-and-blocking'?")
            let far = try await asynclab("run", "99/all-blocking", "--plain")
            expectError(far, status: 1, mentioning: "There is no lesson '99'")
        }

        @Test("a program with a mistake: file, line, source line and caret")
        func compileError() async throws {
            let result = try await asynclab("run", Installed.program("mistaken"), "--plain")
            #expect(result.ending == .exited(1))
            #expect(result.output == "")
            let lines = result.errorLines
            try #require(lines.count >= 3)
            #expect(lines[0].contains("mistaken.swift:4:27: error: cannot convert value"))
            #expect(!lines[0].hasPrefix("Error: "))
            #expect(lines[1].contains("let number: Int = \"seven\""))
            #expect(lines[2].contains("^"))
        }

        @Test("a program that is empty, or is no text", arguments: [[], [0xff, 0xfe, 0x00, 0x80]])
        func noProgram(_ bytes: [UInt8]) async throws {
            let scratch = try Scratch()
            let path = scratch.file("strange.swift")
            try Data(bytes).write(to: URL(filePath: path))
            let result = try await asynclab("run", path, "--plain")
            #expect(result.ending == .exited(bytes.isEmpty ? 0 : 1))
            #expect(result.errors.isEmpty == bytes.isEmpty)
        }

        @Test("options that mean nothing, together or alone")
        func options() async throws {
            let program = Installed.program("synchronous")
            let zero = try await asynclab("run", program, "--threads", "0")
            expectError(zero, status: 64, mentioning: "'--threads' takes a number from 1 to 512")
            let both = try await asynclab("run", program, "--plain", "--json")
            expectError(both, status: 64, mentioning: "--plain or --json, not both")
            let speed = try await asynclab("run", program, "--clock", "virtual", "--speed", "11")
            expectError(speed, status: 64, mentioning: "'--speed' takes a number from 0.1 to 10")
            let seed = try await asynclab("run", program, "--clock", "virtual", "--seed", "-1")
            expectError(seed, status: 64, mentioning: "'--seed' takes a whole number from 0 to")
            for option in ["--seed", "--speed"] {
                let live = try await asynclab("run", program, option, "1", "--plain")
                let reason = "'\(option)' is for the virtual clock: add --clock virtual."
                expectError(live, status: 64, mentioning: reason)
            }
            let unknown = try await asynclab("run", program, "--plane")
            expectError(unknown, status: 64, mentioning: "--plane")
        }

        @Test("a place where the trace cannot be kept, before the program runs")
        func unwritable() async throws {
            let path = "/no/such/folder/kept.trace"
            let result = try await asynclab(
                "run",
                Installed.program("group"),
                "--plain",
                "--save",
                path
            )
            expectError(result, status: 1, mentioning: path)
        }

        @Test("the tutorial without a terminal")
        func withoutTerminal() async throws {
            expectError(try await asynclab(), status: 1, mentioning: "needs a terminal")
            let view = try await asynclab("open", "2")
            expectError(view, status: 1, mentioning: "needs a terminal")
        }

        @Test("a compiler that is not there")
        func withoutCompiler() async throws {
            let result = try await asynclab(
                "run",
                Installed.program("group"),
                "--plain",
                environment: ["ASYNCLAB_SWIFTC": "/no/such/swiftc"]
            )
            expectError(result, status: 1, mentioning: "/no/such/swiftc")
        }
    }
}
