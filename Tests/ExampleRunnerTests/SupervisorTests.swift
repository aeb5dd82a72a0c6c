import ExampleRunner
import FoundationEssentials
import Testing

/// The supervisor's own command line, tried by running it as a program.
@Suite("The supervisor")
struct SupervisorTests {
    private func run(
        _ arguments: [String]
    ) async throws -> (ending: RunEnding, errors: String) {
        let recording = Recording()
        let result = try await ProgramRunner().run(
            executable: RunnerPaths.supervisor(),
            arguments: arguments,
            onOutput: recording.append
        )
        return (result.ending, recording.errors)
    }

    @Test(
        "refuses what it does not understand",
        arguments: [
            (["--status", "s", "--", "true"], "--control is missing"),
            (["--control", "0", "--status", "s"], "the program is missing"),
            (["--control", "-1"], "not a valid value: -1"),
            (["--time", "0"], "not a valid value: 0"),
            (["--time", "nan"], "not a valid value: nan"),
            (["--memory", "1k"], "not a valid value: 1k"),
            (["--processes", "99999999999999999999"], "not a valid value: 99999999999999999999"),
            (["--env", "NAME"], "not a valid value: NAME"),
        ]
    )
    func mistakes(_ arguments: [String], _ message: String) async throws {
        let (ending, errors) = try await run(arguments)
        #expect(ending == .exited(64))
        #expect(errors == "asynclab-supervisor: \(message)\n")
    }

    @Test("stops at once when its control is closed, and leaves one whole report")
    func closedControl() async throws {
        let scratch = try Scratch()
        // Its standard input is /dev/null here: the control is at its end from the start.
        let (ending, _) = try await run(
            ["--control", "0", "--status", scratch.file("report"), "--", "sleep", "60"])
        #expect(ending == .exited(0))
        let lines = try #require(scratch.read("report")).split(separator: "\n")
        #expect(lines.first == "stopped asked")
        let keys = lines.dropFirst().map { String($0.prefix { $0 != " " }) }
        #expect(
            keys == ["started_ns", "ended_ns", "user_ns", "system_ns", "max_resident_bytes"]
        )
        #expect(Scratch.names(in: scratch.path) == ["report"])
    }

    @Test("gives the program the standard input that it is told to")
    func standardInput() async throws {
        let scratch = try Scratch()
        try scratch.write("text", to: "input")
        let recording = Recording()
        // The control is a pipe that the shell holds open until the program has ended.
        let script = """
            mkfifo control
            "$0" --control 0 --status report --stdin input -- cat < control &
            exec 9> control
            wait $!
            cat report
            """
        _ = try await ProgramRunner().run(
            executable: "sh",
            arguments: ["-c", script, RunnerPaths.supervisor()],
            workingFolder: scratch.path,
            onOutput: recording.append
        )
        #expect(recording.output.hasPrefix("textexit 0\n"))
    }
}
