internal import FoundationEssentials
internal import SystemPackage

/// Makes programs from source files, and keeps them.
///
/// The compiler sees the learner's files where they are, with nothing added. It runs under the
/// supervisor, so it ends with asynclab.
public struct ProgramCompiler: Sendable {
    /// The toolchain that is used.
    public let toolchain: Toolchain
    /// Path of `asynclab-supervisor`.
    public let supervisor: String
    /// asynclab's cache folder; programs go to `programs` in it.
    public let cacheFolder: String
    /// How many bytes the kept programs may have together.
    public let cacheCapacity: Int
    /// How long the compiler may take.
    public let timeLimit: Duration

    /// A compiler of programs.
    ///
    /// - Parameters:
    ///   - toolchain: the toolchain.
    ///   - supervisor: path of `asynclab-supervisor`, by default ``RunnerPaths/supervisor()``.
    ///   - cacheFolder: usually ``RunnerPaths/cacheFolder(environment:)``. If it cannot be written,
    ///     a folder among the temporary files takes its place.
    ///   - cacheCapacity: bytes; the programs used least recently make way for new ones.
    ///   - timeLimit: how long the compiler may take.
    public init(
        toolchain: Toolchain,
        supervisor: String = RunnerPaths.supervisor(),
        cacheFolder: String,
        cacheCapacity: Int = 256 << 20,
        timeLimit: Duration = .seconds(120)
    ) {
        self.toolchain = toolchain
        self.supervisor = supervisor
        self.cacheFolder = cacheFolder
        self.cacheCapacity = cacheCapacity
        self.timeLimit = timeLimit
    }

    /// Gives the program of some source: a kept one if nothing has changed, else a new one.
    ///
    /// Cancelling the task kills the compiler and whatever it started.
    ///
    /// - Throws: ``CompileFailure`` for a program that has mistakes, ``RunnerError``, or
    ///   `CancellationError`.
    public func compile(
        _ source: ProgramSource,
        settings: CompilationSettings = CompilationSettings()
    ) async throws -> CompiledProgram {
        let start = SystemCalls.monotonicNanoseconds()
        let cache = try ProgramCache.open(in: cacheFolder, capacity: cacheCapacity)
        while true {
            let recipe = try Recipe(source: source, settings: settings, toolchain: toolchain)
            if let entry = cache.entry(for: recipe) {
                return CompiledProgram(
                    entry,
                    source,
                    settings,
                    fromCache: true,
                    startedNanoseconds: start
                )
            }
            let draft = try cache.makeDraft()
            defer { cache.remove(draft) }
            try await build(recipe, of: source, in: draft, of: cache)
            // A file saved meanwhile leaves open which text the compiler saw: start again.
            let now = try Recipe(source: source, settings: settings, toolchain: toolchain)
            guard now == recipe else { continue }
            return CompiledProgram(
                try cache.publish(draft, as: recipe),
                source,
                settings,
                fromCache: false,
                startedNanoseconds: start
            )
        }
    }

    /// Runs the compiler, and leaves the program and the messages in the draft.
    private func build(
        _ recipe: Recipe,
        of source: ProgramSource,
        in draft: ProgramCache.Entry,
        of cache: ProgramCache
    ) async throws {
        let transcript = Transcript()
        let result = try await Supervisor(path: supervisor).run(
            compilerCommand(recipe, draft, cache),
            limits: RunLimits(wallTime: timeLimit),
            handle: RunHandle(),
            onOutput: transcript.append
        )
        try Task.checkCancellation()
        let output = transcript.text
        guard result.ending == .exited(0) else {
            let diagnostics = DiagnosticParser(source: source).parse(output)
            throw CompileFailure(result: result, output: output, diagnostics: diagnostics)
        }
        try draft.writeMessages(output)
    }

    private func compilerCommand(
        _ recipe: Recipe,
        _ draft: ProgramCache.Entry,
        _ cache: ProgramCache
    ) -> Command {
        var arguments = recipe.arguments + ["-o", draft.executable]
        // The compiler's usual place is beside the cache's, and as little to be written.
        if let folder = cache.moduleCacheFolder { arguments += ["-module-cache-path", folder] }
        // The compiler's temporary files go into the draft: if it is killed, they go with it.
        return Command(
            program: toolchain.compiler,
            arguments: arguments,
            environment: ["TMPDIR": draft.temporaryFolder]
        )
    }
}

extension CompiledProgram {
    fileprivate init(
        _ entry: ProgramCache.Entry,
        _ source: ProgramSource,
        _ settings: CompilationSettings,
        fromCache: Bool,
        startedNanoseconds: Int64
    ) {
        self.executable = entry.executable
        self.source = source
        self.settings = settings
        self.warnings = DiagnosticParser(source: source).parse(entry.readMessages())
        self.fromCache = fromCache
        self.seconds = Double(SystemCalls.monotonicNanoseconds() - startedNanoseconds) / 1e9
    }
}
