import Curriculum
import ExampleRunner
import FoundationEssentials
import Schedules
import Synchronization
import TraceModel

/// Searches for a schedule by which a program fails.
struct Exploration: Sendable {
    let request: RunRequest
    let installation: Installation
    /// Runs at most.
    let limit: Int
    /// Says of a run whether it fails; nil: it does where it is not like the first one.
    var judge: (any RunJudging)?
    /// What all runs together may take in real time, where somebody waits for them; nil: any.
    var timeLimit: Duration?
    /// Schedules that are tried before all others but the first.
    var suspects: [Schedule] = []
    /// Told now and then, with the number of runs so far.
    var progress: @Sendable (Int) -> Void = { _ in }

    /// Processes that make runs, as many as there are cores, and no more than this.
    private static let mostProcesses = 2
    /// What a run may take in real time.
    private static let runLimit = Duration.seconds(2)
    /// What making a failing schedule shorter may take.
    private static let shrinkLimit = Duration.seconds(1)
    /// Runs between two reports of progress.
    private static let progressStep = 50
    /// Room for the events of a run, which nobody reads.
    private static let events: UInt64 = 1 << 16

    /// Runs until a schedule fails, all are run, or the limit is reached.
    ///
    /// - Throws: as compiling does; `CommandError` where the program cannot be explored.
    func run() async throws -> ExplorationResult {
        let program = try await installation.prepare(request.program)
        // Who judges looks at one run before the next is made.
        let width = judge == nil ? min(Self.mostProcesses, CoreCount.available) : 1
        let processes = try (0..<width).map { _ in try Process(Self.runLimit, Self.events) }
        return try await withThrowingTaskGroup(of: ExplorationResult?.self) { group in
            for process in processes {
                group.addTask {
                    try await serve(process, program)
                    return nil
                }
            }
            let files = processes.map(\.shared)
            group.addTask { try await search(files.map(\.file), processes[0].trace, program) }
            defer { group.cancelAll() }
            for try await result in group {
                guard let result else { throw Self.ended(program) }
                return result
            }
            throw Self.ended(program)
        }
    }

    /// What one process shares with us.
    private struct Process: Sendable {
        let trace: TraceFile
        let shared: Shared

        /// Used by one task at a time: the one that searches, once it has begun.
        struct Shared: @unchecked Sendable {
            let file: ExplorationFile
        }

        init(_ runLimit: Duration, _ events: UInt64) throws {
            trace = try TraceFile(events: events, stringBytes: 1 << 20)
            shared = Shared(file: try ExplorationFile(timeLimit: runLimit))
        }
    }

    private static func ended(_ program: ReadyProgram) -> CommandError {
        CommandError(
            "The schedules of '\(program.code.executable)' could not be explored.",
            why: "It ended before its first schedule, or under another clock than the virtual one.",
            next: "See what can be watched with: asynclab doctor"
        )
    }

    private func serve(_ process: Process, _ program: ReadyProgram) async throws {
        var environment = request.environment(installation, trace: process.trace.path, program)
        environment["ASYNCLAB_EXPLORATION"] = process.shared.file.path
        // Else every run finds each function anew.
        environment["LD_BIND_NOW"] = "1"
        // A report of a crash takes a second, and nobody reads it.
        environment["SWIFT_BACKTRACE"] = "enable=no"
        _ = try await ProgramRunner(supervisor: installation.supervisor).run(
            executable: program.code.executable,
            arguments: request.program.arguments,
            environment: environment,
            limits: RunLimits(wallTime: nil, output: request.limits.output),
            fixesAddresses: true
        ) { _ in }
    }

    // MARK: Searching

    private func search(
        _ files: [ExplorationFile],
        _ trace: TraceFile,
        _ program: ReadyProgram
    ) async throws -> ExplorationResult {
        var servers = ScheduleServers(files)
        var search = Search(limit: limit)
        let failures = RunFailures(judge: judge, trace: trace, program: program)
        var schedules: [Schedule] = []
        var first: ScheduledRun?
        /// A run that is learned and not judged: the next one is made meanwhile.
        var seen: SeenRun?
        let end = timeLimit.map { ContinuousClock.now + $0 }
        while !search.isOver || seen != nil {
            if let end, seen == nil, ContinuousClock.now > end { break }
            // The first run is by itself: the others are held against it.
            while first != nil || seen == nil && schedules.isEmpty, servers.hasRoom,
                judge == nil || schedules.isEmpty, let next = search.next()
            {
                servers.ask(next)
                schedules.append(next)
            }
            if let done = seen {
                seen = nil
                let held = first ?? done.run
                if let found = try await failures.failure(of: done, first: held) {
                    try await drain(&servers)
                    let failing = try await shorten(found, &servers, failures)
                    return ExplorationResult(coverage: search.coverage, failing: failing)
                }
                if first == nil, let failing = try await suspect(held: held, &servers, failures) {
                    return ExplorationResult(coverage: search.coverage, failing: failing)
                }
                first = held
                continue
            }
            guard let run = try servers.take() else {
                try await ScheduleServers.pause()
                continue
            }
            seen = SeenRun(run: run, schedule: schedules.removeFirst(), told: try failures.told())
            search.learn(run, of: seen?.schedule ?? .steady([]))
            if search.coverage.runs % Self.progressStep == 0 { progress(search.coverage.runs) }
        }
        return ExplorationResult(coverage: search.coverage, failing: nil)
    }

    /// Waits for the runs that are under way.
    private func drain(_ servers: inout ScheduleServers) async throws {
        while servers.count > 0 {
            if try servers.take() == nil { try await ScheduleServers.pause() }
        }
    }

    /// The first of the suspects that fails.
    private func suspect(
        held first: ScheduledRun,
        _ servers: inout ScheduleServers,
        _ failures: RunFailures
    ) async throws -> ExplorationResult.Failing? {
        for schedule in suspects {
            let run = try await servers.run(schedule)
            let seen = SeenRun(run: run, schedule: schedule, told: try failures.told())
            guard let found = try await failures.failure(of: seen, first: first) else { continue }
            return try await shorten(found, &servers, failures)
        }
        return nil
    }

    /// The failing schedule with as few switches as are found in time.
    private func shorten(
        _ found: FoundFailure,
        _ servers: inout ScheduleServers,
        _ failures: RunFailures
    ) async throws -> ExplorationResult.Failing {
        let threads = try TraceReader(path: failures.trace.path).status().poolWidth
        let shortest = try await shortest(found, &servers, failures)
        let candidates = [shortest, (found.schedule, found.run)].compactMap(\.self)
        let tokens = candidates.map { schedule, run in
            (ScheduleToken(schedule, threads: threads, fingerprint: run.fingerprint), run)
        }
        // A long schedule does not fit into a token, but the seed that made it does.
        let (token, run) = tokens.first { $0.0.text != nil } ?? tokens[tokens.count - 1]
        var switches: Int?
        if case .steady(let all) = token.schedule { switches = all.count }
        let hangsOnLastSwitch = try await hangsOnLastSwitch(
            token.schedule,
            found.first,
            &servers,
            failures
        )
        return .init(
            failure: found.failure,
            lines: LineDifference(run.output, first: found.first.output),
            token: token,
            switches: switches,
            hangsOnLastSwitch: hangsOnLastSwitch,
            cause: await CauseSearch(request: request, installation: installation).cause(of: token)
        )
    }

    /// Whether a failing schedule does not fail without its last switch: that is tried, not concluded.
    private func hangsOnLastSwitch(
        _ schedule: Schedule,
        _ first: ScheduledRun,
        _ servers: inout ScheduleServers,
        _ failures: RunFailures
    ) async throws -> Bool {
        guard case .steady(let switches) = schedule, !switches.isEmpty else { return false }
        let shorter = Schedule.steady(switches.dropLast())
        let run = try await servers.run(shorter)
        let seen = SeenRun(run: run, schedule: shorter, told: try failures.told())
        return try await failures.failure(of: seen, first: first) == nil
    }

    /// A steady schedule with fewer switches that fails in the same way, and its run.
    private func shortest(
        _ found: FoundFailure,
        _ servers: inout ScheduleServers,
        _ failures: RunFailures
    ) async throws -> (Schedule, ScheduledRun)? {
        // The search found one with the fewest switches.
        if case .steady = found.schedule { return nil }
        guard let switches = found.run.switches else { return nil }
        var shrinker = Shrinker(switches)
        var best: (Schedule, ScheduledRun)?
        let end = ContinuousClock.now + Self.shrinkLimit
        while let attempt = shrinker.next(), ContinuousClock.now < end {
            guard attempt.count <= Schedule.mostSwitches else {
                shrinker.learn(fails: false, as: attempt)
                continue
            }
            let run = try await servers.run(.steady(attempt))
            let seen = SeenRun(run: run, schedule: .steady(attempt), told: try failures.told())
            let failing = try await failures.failure(of: seen, first: found.first)
            let fails = failing?.failure.isLike(found.failure) ?? false
            shrinker.learn(fails: fails, as: run.switches ?? attempt)
            if fails, let ran = run.switches, ran == shrinker.switches {
                best = (.steady(ran), run)
            }
        }
        return best
    }
}

/// Cores that this process may use.
enum CoreCount {
    static var available: Int { max(1, ProcessInfo.processInfo.activeProcessorCount) }
}
