import Curriculum
import ExampleRunner
import FoundationEssentials
import LabCore
import TraceModel

/// Compiles a program, runs it with the preloaded library, and reports what its trace tells while
/// it runs.
///
/// Cancelling the task stops whatever is under way.
struct WatchedRun: Sendable {
    typealias Reporter = @Sendable (RunReport) -> Void

    let request: RunRequest
    let installation: Installation
    /// Told once the program has said how wide its pool is.
    var poolWidth: @Sendable (Int) -> Void = { _ in }
    let report: Reporter

    /// Runs to the end.
    ///
    /// All that goes wrong is reported, as `.failed`.
    func run() async {
        do {
            let compiled = try await compile()
            report(.compiled)
            try await watch(compiled)
        } catch is CancellationError {
            report(.failed(["Stopped."]))
        } catch {
            report(.failed("\(error)".split(separator: "\n").map(String.init)))
        }
    }

    private func compile() async throws -> CompiledProgram {
        let cache = RunnerPaths.cacheFolder(environment: installation.environment)
        let toolchain = try await Toolchain.find(
            environment: installation.environment,
            cacheFolder: cache
        )
        let compiler = ProgramCompiler(
            toolchain: toolchain,
            supervisor: installation.supervisor,
            cacheFolder: cache
        )
        return try await compiler.compile(
            ProgramSource(request.program.path),
            settings: CompilationSettings(request.program.settings)
        )
    }

    private func watch(_ compiled: CompiledProgram) async throws {
        guard FileManager.default.fileExists(atPath: installation.runtimeLibrary) else {
            throw CommandError(
                "The preloaded library is not there.",
                why: "'\(installation.runtimeLibrary)' does not exist.",
                next: "Build it with: swift build --product asynclab-runtime"
            )
        }
        let file = try TraceFile()
        let feed = try TraceFeed(file: file, report: report)
        let runner = ProgramRunner(supervisor: installation.supervisor)
        let result = try await withThrowingTaskGroup { group in
            group.addTask { try await feed.follow() }
            let result = try await runner.run(
                compiled,
                environment: environment(for: file),
                limits: request.limits
            ) { chunk in feed.arrived(chunk) }
            group.cancelAll()
            return result
        }
        try feed.finish(result)
        poolWidth(try feed.poolWidth())
        guard let save = request.save else { return }
        do {
            try keep(feed, result, at: save)
        } catch {
            // The run itself is there to be seen.
            report(.remarked("\(error)".split(separator: "\n").map(String.init)))
        }
    }

    private func environment(for file: TraceFile) -> [String: String] {
        var added = ["ASYNCLAB_TRACE": file.path, "LD_PRELOAD": installation.runtimeLibrary]
        if let threads = request.threads { added["ASYNCLAB_THREADS"] = "\(threads)" }
        if let preload = installation.environment["LD_PRELOAD"] {
            added["LD_PRELOAD"] = installation.runtimeLibrary + ":" + preload
            added["ASYNCLAB_USER_PRELOAD"] = preload
        }
        return added
    }

    private func keep(_ feed: TraceFeed, _ result: RunResult, at path: String) throws {
        try feed.keep(
            at: path,
            notes: [
                .sourcePath: request.program.path, .sourceText: request.program.source,
                .end: RunEnd(result.ending).text,
            ]
        )
    }
}

extension CompilationSettings {
    init(_ settings: ProgramSettings) {
        self.init(
            isolation: settings.isolation == .main ? .main : .none,
            languageMode: settings.languageMode == .swift5 ? .swift5 : .swift6
        )
    }
}

extension RunEnd {
    init(_ ending: RunEnding) {
        self =
            switch ending {
            case .exited(let status): .exited(status)
            case .signaled(let name, _): .signaled(name)
            case .stopped(.timeLimit): .stopped("time limit")
            case .stopped(.memoryLimit): .stopped("memory limit")
            case .stopped(.outputLimit): .stopped("output limit")
            case .stopped(.processLimit): .stopped("process limit")
            case .stopped(.asked): .stopped("asked")
            }
    }
}
