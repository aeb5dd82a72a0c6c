// The Swift half of asynclab-supervisor: starts it, and reads what it reports.
//
// The control is the supervisor's standard input.

internal import Subprocess
internal import SystemPackage

/// What is run: a program with its arguments and surroundings.
struct Command: Sendable {
    var program: String
    var arguments: [String] = []
    /// Added to the inherited environment, for the program only.
    var environment: [String: String] = [:]
    var workingFolder: String?
    /// File that is its standard input; nil: an empty one.
    var input: String?
    /// Loaded at the same addresses each time, where the system allows it.
    var fixesAddresses = false
}

struct Supervisor: Sendable {
    let path: String

    /// Runs a command to its end.
    ///
    /// Cancellation stops it, and is not an error.
    func run(
        _ command: Command,
        limits: RunLimits,
        handle: RunHandle,
        onOutput: @escaping @Sendable (OutputChunk) -> Void
    ) async throws -> RunResult {
        let output = OutputGate(limit: limits.output, handle: handle, receiver: onOutput)
        // A task of its own: Subprocess would otherwise answer a cancellation by itself, and lose
        // the last output and the report.
        let run = Task { try await supervise(command, limits: limits, handle: handle, to: output) }
        let result = try await withTaskCancellationHandler {
            try await run.value
        } onCancel: {
            handle.stop()
        }
        return output.isExceeded ? result.ending(.stopped(.outputLimit)) : result
    }

    private func supervise(
        _ command: Command,
        limits: RunLimits,
        handle: RunHandle,
        to output: OutputGate
    ) async throws -> RunResult {
        do {
            let control = try ControlChannel()
            let result = try await Subprocess.run(
                configuration(command, limits: limits),
                input: .fileDescriptor(control.supervisorEnd, closeAfterSpawningProcess: true),
                output: .sequence,
                error: .sequence
            ) { execution in
                try await Self.attend(execution, control: control, handle: handle, output: output)
            }
            return try SupervisorReport(try control.readReport())
                .result(of: command, otherwise: "it ended with \(result.terminationStatus)")
        } catch let error as Errno {
            throw RunnerError.supervisorNotStarted(path: path, reason: "\(error)")
        } catch let error as SubprocessError {
            throw runnerError(error)
        }
    }

    private func runnerError(_ error: SubprocessError) -> RunnerError {
        let reason = error.underlyingError.map { "\($0)" }
        return switch error.code {
        case .executableNotFound, .spawnFailed:
            .supervisorNotStarted(path: path, reason: reason ?? "it is not there")
        default: .supervisorLost(reason: reason ?? "\(error)")
        }
    }

    /// Reads both outputs to their ends, which is when the supervisor ends, and shuts the control
    /// when the handle says so.
    private static func attend(
        _ execution: Execution<FileDescriptorInput, SequenceOutput, SequenceOutput>,
        control: ControlChannel,
        handle: RunHandle,
        output: OutputGate
    ) async throws {
        let stopping = Task {
            await handle.waitForStop()
            control.shut()
        }
        defer { stopping.cancel() }
        async let errors: Void = output.drain(execution.standardError, as: .standardError)
        try await output.drain(execution.standardOutput, as: .standardOutput)
        try await errors
    }

    private func configuration(_ command: Command, limits: RunLimits) -> Configuration {
        Configuration(
            executable: .path(FilePath(path)),
            arguments: Arguments(arguments(command, limits: limits)),
            platformOptions: Self.options
        )
    }

    private static var options: PlatformOptions {
        var options = PlatformOptions()
        // Keys typed at asynclab's terminal are for asynclab.
        options.processGroupID = 0
        // Should reading fail: SIGTERM makes it clear up as the control does.
        options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(10))]
        return options
    }

    private func arguments(_ command: Command, limits: RunLimits) -> [String] {
        var list = ["--control", "0"]
        if let time = limits.wallTime {
            // The supervisor takes at most a hundred years.
            list += ["--time", "\(min(max(time / .seconds(1), 0.001), 3e9))"]
        }
        if let memory = limits.memory { list += ["--memory", "\(max(memory, 1))"] }
        if let processes = limits.processes { list += ["--processes", "\(max(processes, 1))"] }
        if let input = command.input { list += ["--stdin", input] }
        if let folder = command.workingFolder { list += ["--cwd", folder] }
        if command.fixesAddresses { list.append("--fixed-addresses") }
        for (name, value) in command.environment.sorted(by: { $0.key < $1.key }) {
            list += ["--env", "\(name)=\(value)"]
        }
        return list + ["--", command.program] + command.arguments
    }
}
