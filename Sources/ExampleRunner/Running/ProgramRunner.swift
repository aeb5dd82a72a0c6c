/// Runs programs, so that nothing of them is left in the end, however asynclab ends.
public struct ProgramRunner: Sendable {
    /// Path of `asynclab-supervisor`.
    public let supervisor: String

    /// A runner that uses a supervisor, by default ``RunnerPaths/supervisor()``.
    public init(supervisor: String = RunnerPaths.supervisor()) {
        self.supervisor = supervisor
    }

    /// Runs a compiled program to its end.
    ///
    /// All else is as in
    /// ``run(executable:arguments:environment:limits:workingFolder:input:fixesAddresses:handle:onOutput:)``.
    public func run(
        _ program: CompiledProgram,
        arguments: [String] = [],
        environment: [String: String] = [:],
        limits: RunLimits = .lesson,
        workingFolder: String? = nil,
        fixesAddresses: Bool = false,
        handle: RunHandle = RunHandle(),
        onOutput: @escaping @Sendable (OutputChunk) -> Void
    ) async throws -> RunResult {
        try await run(
            executable: program.executable,
            arguments: arguments,
            environment: environment,
            limits: limits,
            workingFolder: workingFolder,
            fixesAddresses: fixesAddresses,
            handle: handle,
            onOutput: onOutput
        )
    }

    /// Runs an executable to its end.
    ///
    /// It is in a process group of its own, and every process that it
    /// leaves behind is killed when it ends. Cancelling the task stops it as `handle` does; the
    /// result then says so, and no error is thrown.
    ///
    /// - Parameters:
    ///   - executable: path, or name of a command in PATH.
    ///   - arguments: the arguments after the program's name.
    ///   - environment: added to asynclab's own for the program alone, so `LD_PRELOAD` is safe.
    ///   - limits: what it may use.
    ///   - workingFolder: its working directory; nil: asynclab's.
    ///   - input: file that is its standard input; nil: that is empty.
    ///   - fixesAddresses: have the system load it at the same addresses each time, where it can.
    ///   - handle: stops this run.
    ///   - onOutput: gets the output while it comes, one piece at a time, on any thread. It should
    ///     be quick: meanwhile no output is read. Bytes beyond the limit are not passed on.
    /// - Returns: how it ended, and what it used.
    /// - Throws: ``RunnerError``.
    public func run(
        executable: String,
        arguments: [String] = [],
        environment: [String: String] = [:],
        limits: RunLimits = .lesson,
        workingFolder: String? = nil,
        input: String? = nil,
        fixesAddresses: Bool = false,
        handle: RunHandle = RunHandle(),
        onOutput: @escaping @Sendable (OutputChunk) -> Void
    ) async throws -> RunResult {
        let command = Command(
            program: executable,
            arguments: arguments,
            environment: environment,
            workingFolder: workingFolder,
            input: input,
            fixesAddresses: fixesAddresses
        )
        return try await Supervisor(path: supervisor).run(
            command,
            limits: limits,
            handle: handle,
            onOutput: onOutput
        )
    }
}
