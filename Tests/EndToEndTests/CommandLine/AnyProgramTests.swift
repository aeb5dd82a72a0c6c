import FoundationEssentials
import TestSupport
import Testing

extension EndToEnd {
    /// Programs that asynclab did not build, and commands that start some.
    @Suite("A program built elsewhere")
    struct AnyProgramTests {
        private let scratch: Scratch

        init() throws {
            scratch = try Scratch()
        }

        /// Compiles a program without asynclab.
        private func build(_ name: String, _ flags: String...) async throws -> String {
            let path = scratch.file(name)
            let words = ["-parse-as-library", "-g"] + flags
            let result = try await Command(
                words + [Installed.program(name), "-o", path],
                executable: "swiftc"
            ).result()
            try #require(result.ending == .exited(0), "\(result.errors)")
            return path
        }

        @Test("is watched, with its arguments, and its status is asynclab's")
        func executable() async throws {
            let path = try await build("arguments")
            let report = try await asynclab("run", "--json", path, "three", "words", "7")
            #expect(report.ending == .exited(7), "\(report.errors)")
            let json = try JSONValue(report.output)
            #expect(
                json["tasks"].array.map { $0["name"] } == [.string("main"), .string("three words")]
            )
            #expect(json["unseen"] == .array([]))
            #expect(json["dropped_events"] == .number(0))
        }

        @Test("is watched where a command starts it")
        func command() async throws {
            let path = try await build("arguments")
            let line = "\(path) a b 0 && echo behind"
            let result = try await asynclab("run", "--plain", "--", "sh", "-c", line)
            #expect(result.ending == .exited(0), "\(result.errors)")
            #expect(result.output.contains("a b"))
            #expect(result.output.contains("behind\n"))
            #expect(result.output.contains("\n 2  a b "))
            #expect(result.errors == "")
        }

        @Test("with the Swift runtime linked into it is told so, and runs all the same")
        func staticRuntime() async throws {
            let path = try await build("arguments", "-static-stdlib")
            let result = try await asynclab("run", "--plain", path, "a", "b", "7")
            #expect(result.ending == .exited(7))
            #expect(result.output.contains("a b\n"))
            let lines = result.errorLines
            try #require(lines.count >= 3)
            #expect(lines[0] == "Note:  '\(path)' ran, but no task could be watched.")
            #expect(lines[1].contains("linked into it statically"))
            #expect(lines[2].hasPrefix("Next:  Build it without -static-stdlib"))
        }

        @Test("that is no Swift is told so, and runs all the same")
        func native() async throws {
            let result = try await asynclab("run", "--plain", "--", "sh", "-c", "echo out; exit 5")
            #expect(result.ending == .exited(5))
            #expect(result.output.contains("out\n"))
            #expect(result.errors.contains("ran, but no task could be watched.\n"))
            #expect(result.errors.contains("Why:   It is not a Swift program"))
        }

        @Test("that is not there is an error")
        func missing() async throws {
            let result = try await asynclab("run", "--plain", "./no-such-program")
            #expect(result.ending == .exited(1))
            #expect(result.errors.hasPrefix("Error: './no-such-program' does not exist.\n"))
        }
    }
}
