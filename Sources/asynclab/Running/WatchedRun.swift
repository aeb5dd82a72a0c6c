import Curriculum
import ExampleRunner
import FoundationEssentials
import LabCore
import Schedules
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
            let program = try await installation.prepare(request.program)
            report(.compiled)
            if request.program.form == .source { report(.sourced(request.program.source)) }
            let lines = LineFinder(program.symbolizer, program.code, report: report)
            defer { lines.finish() }
            try await watch(program, lines)
        } catch is CancellationError {
            report(.failed(["Stopped."]))
        } catch {
            report(.failed("\(error)".split(separator: "\n").map(String.init)))
        }
    }

    private func watch(_ program: ReadyProgram, _ lines: LineFinder) async throws {
        try checkLibraries()
        let file = try TraceFile(
            events: request.events,
            schedule: request.clock.asked
        )
        let findsRaces = request.program.settings.findsRaces
        let feed = try TraceFeed(
            file: file,
            clock: request.clock.clock,
            isDirect: program.isDirect
        ) { told in
            report(told)
            lines.see(told)
            if findsRaces, case .couldSee(let features, _) = told, !features.contains(.races) {
                report(.unwatched(SanitizerOptions.notThere))
            }
        }
        if let remote {
            remote.connect(to: file) { feed.wake() }
        } else {
            file.setPace(request.clock.pace.factor)
        }
        let (result, isTimeOver) = try await run(program, file, feed)
        let end = try feed.finish(result, isTimeOver: isTimeOver, unwatched: program.unwatched)
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

    private func checkLibraries() throws {
        for library in [installation.runtimeLibrary, installation.followLibrary]
        where !FileManager.default.fileExists(atPath: library) {
            throw CommandError(
                "A library of asynclab is not there.",
                why: "'\(library)' does not exist.",
                next: "Install asynclab again, or build all of it with: swift build"
            )
        }
    }

    /// Runs the program to its end while its trace is followed; true where its time was over.
    private func run(
        _ program: ReadyProgram,
        _ file: TraceFile,
        _ feed: TraceFeed
    ) async throws -> (RunResult, Bool) {
        let handle = RunHandle()
        let sanitizer = try request.program.settings.findsRaces ? SanitizerOptions() : nil
        var limits = request.limits
        let remote = remote
        let budget = remote.flatMap { remote in
            limits.wallTime.map {
                TimeBudget(limit: $0, remote: remote, virtualNow: feed.virtualNow)
            }
        }
        if budget != nil { limits.wallTime = nil }
        return try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await feed.follow(remote)
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
                executable: program.code.executable,
                arguments: request.program.arguments,
                environment: environment(for: file, program, sanitizer),
                limits: limits,
                input: request.input,
                fixesAddresses: request.clock.clock == .virtual,
                handle: handle
            ) { chunk in feed.arrived(chunk) }
            group.cancelAll()
            return (result, try await group.contains(true))
        }
    }

    private func environment(
        for file: TraceFile,
        _ program: ReadyProgram,
        _ sanitizer: SanitizerOptions?
    ) -> [String: String] {
        let environment = request.environment(installation, trace: file.path, program)
        let added = sanitizer?.environment(beside: installation.environment) ?? [:]
        return environment.merging(added) { $1 }
    }

    private func keep(
        _ feed: TraceFeed,
        _ end: RunEnd,
        _ lines: LineFinder,
        at path: String
    ) throws {
        var notes: [TraceNote: String] = [.end: end.text, .lines: lines.text]
        switch request.program.form {
        case .source:
            notes[.sourcePath] = request.program.path
            notes[.sourceText] = request.program.source
        case .executable: notes[.executable] = request.program.path
        }
        try feed.keep(at: path, notes: notes)
    }
}

extension CompilationSettings {
    init(_ settings: ProgramSettings) {
        self.init(
            isolation: settings.isolation == .main ? .main : .none,
            languageMode: settings.languageMode == .swift5 ? .swift5 : .swift6,
            sanitizer: settings.findsRaces ? .thread : .none
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
