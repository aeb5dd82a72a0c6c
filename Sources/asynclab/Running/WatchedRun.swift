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
    /// Where somebody watches it under the virtual clock: what they ask of it.
    var remote: RunRemote?
    /// Told once the program has said how wide its pool is.
    var poolWidth: @Sendable (Int) -> Void = { _ in }
    let report: Reporter

    /// Runs to the end.
    ///
    /// All that goes wrong is reported, as `.failed`.
    func run() async {
        do {
            let toolchain = try await installation.toolchain()
            let compiled = try await installation.compile(request.program, with: toolchain)
            report(.compiled)
            report(.sourced(request.program.source))
            let symbolizer = Symbolizers.symbolizer(of: toolchain)
            let lines = LineFinder(symbolizer, compiled, report: report)
            defer { lines.finish() }
            try await watch(compiled, lines)
        } catch is CancellationError {
            report(.failed(["Stopped."]))
        } catch {
            report(.failed("\(error)".split(separator: "\n").map(String.init)))
        }
    }

    private func watch(_ compiled: CompiledProgram, _ lines: LineFinder) async throws {
        guard FileManager.default.fileExists(atPath: installation.runtimeLibrary) else {
            throw CommandError(
                "The preloaded library is not there.",
                why: "'\(installation.runtimeLibrary)' does not exist.",
                next: "Build it with: swift build --product asynclab-runtime"
            )
        }
        let file = try TraceFile()
        let feed = try TraceFeed(file: file, clock: request.clock.clock) { told in
            report(told)
            lines.see(told)
        }
        if let remote { remote.connect(to: file) } else { file.setPace(request.clock.pace.factor) }
        let (result, isTimeOver) = try await run(compiled, file, feed)
        let end = try feed.finish(result, isTimeOver: isTimeOver)
        poolWidth(try feed.poolWidth())
        lines.finish()
        await lines.areFound()
        guard let save = request.save else { return }
        do {
            try keep(feed, end, lines, at: save)
        } catch {
            // The run itself is there to be seen.
            report(.remarked("\(error)".split(separator: "\n").map(String.init)))
        }
    }

    /// Runs the program to its end while its trace is followed; true where its time was over.
    private func run(
        _ compiled: CompiledProgram,
        _ file: TraceFile,
        _ feed: TraceFeed
    ) async throws -> (RunResult, Bool) {
        let handle = RunHandle()
        var limits = request.limits
        let budget = remote.flatMap { remote in
            limits.wallTime.map {
                TimeBudget(limit: $0, remote: remote, virtualNow: feed.virtualNow)
            }
        }
        if budget != nil { limits.wallTime = nil }
        return try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await feed.follow()
                return false
            }
            if let budget {
                group.addTask {
                    let isOver = await budget.isUsedUp()
                    if isOver { handle.stop() }
                    return isOver
                }
            }
            let result = try await ProgramRunner(supervisor: installation.supervisor).run(
                compiled,
                environment: environment(for: file),
                limits: limits,
                fixesAddresses: request.clock.clock == .virtual,
                handle: handle
            ) { chunk in feed.arrived(chunk) }
            group.cancelAll()
            return (result, try await group.contains(true))
        }
    }

    private func environment(for file: TraceFile) -> [String: String] {
        var added = ["ASYNCLAB_TRACE": file.path, "LD_PRELOAD": installation.runtimeLibrary]
        if let threads = request.threads { added["ASYNCLAB_THREADS"] = "\(threads)" }
        if let preload = installation.environment["LD_PRELOAD"] {
            added["LD_PRELOAD"] = installation.runtimeLibrary + ":" + preload
            added["ASYNCLAB_USER_PRELOAD"] = preload
        }
        if request.clock.clock == .virtual {
            added["ASYNCLAB_CLOCK"] = "virtual"
            added["ASYNCLAB_SEED"] = "\(request.clock.seed)"
            added["SWIFT_DETERMINISTIC_HASHING"] = "1"
            if installation.environment["SWIFT_BACKTRACE"] == nil {
                added["SWIFT_BACKTRACE"] = BacktraceText.settings
            }
        }
        return added
    }

    private func keep(
        _ feed: TraceFeed,
        _ end: RunEnd,
        _ lines: LineFinder,
        at path: String
    ) throws {
        try feed.keep(
            at: path,
            notes: [
                .sourcePath: request.program.path, .sourceText: request.program.source,
                .end: end.text, .lines: lines.text,
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
