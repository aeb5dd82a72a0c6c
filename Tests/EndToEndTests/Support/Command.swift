import FoundationEssentials
import Glibc
import TestSupport
import Testing

/// How a process ended.
enum Ending: Equatable {
    case exited(Int32)
    case signaled(Int32)
}

/// What a command has done.
struct CommandResult {
    let ending: Ending
    let output: String
    let errors: String

    var errorLines: [Substring] { errors.split(separator: "\n") }
}

/// A command that runs without a terminal; its output goes to files.
final class Command {
    let scratch: Scratch
    let footprint = Footprint()
    let process: pid_t

    /// Starts `asynclab`, or another executable, in a process group of its own.
    init(
        _ arguments: [String],
        executable: String = Installed.asynclab,
        environment: [String: String] = [:]
    ) throws {
        scratch = try Scratch()
        var variables = Self.environment(scratch, footprint)
        variables.merge(environment) { _, new in new }
        process = try Spawning(
            arguments: [executable] + arguments,
            environment: variables,
            output: scratch.file("output"),
            errors: scratch.file("errors")
        ).start()
    }

    /// What the executables under test see of their environment.
    static func environment(_ scratch: Scratch, _ footprint: Footprint) -> [String: String] {
        [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
            "HOME": scratch.path, "TMPDIR": scratch.temporaryFolder,
            "XDG_CACHE_HOME": Installed.cache, "LC_ALL": "C.UTF-8",
            Footprint.variable: footprint.value,
        ]
    }

    /// What it has printed so far.
    var output: String { scratch.read("output") }

    func send(_ signal: Int32) { kill(process, signal) }

    /// Waits until it has ended; where it does not end in time, it is killed.
    func result(within seconds: Double = 120) async throws -> CommandResult {
        var status: Int32 = 0
        let hasEnded = await eventually(within: seconds) {
            waitpid(process, &status, WNOHANG) == process
        }
        if !hasEnded {
            footprint.stamp()
            waitpid(process, &status, 0)
        }
        try #require(hasEnded, "It did not end within \(seconds) s. It printed:\n\(output)")
        let signal = status & 0x7f
        return CommandResult(
            ending: signal == 0 ? .exited(status >> 8 & 0xff) : .signaled(signal),
            output: output,
            errors: scratch.read("errors")
        )
    }

    deinit {
        footprint.stamp()
    }
}

/// Runs `asynclab` to its end.
func asynclab(
    _ arguments: String...,
    environment: [String: String] = [:]
) async throws -> CommandResult {
    try await Command(arguments, environment: environment).result()
}

/// Runs a line of the shell to its end; `$ASYNCLAB` is the executable.
func shell(_ line: String) async throws -> (result: CommandResult, footprint: Footprint) {
    let command = try Command(
        ["-c", line],
        executable: "/bin/bash",
        environment: ["ASYNCLAB": Installed.asynclab]
    )
    return (try await command.result(), command.footprint)
}
