import Curriculum
import ExampleRunner
import Grading
import LabCore
import Schedules
import Synchronization
import TraceModel

/// What came of checking an answer.
struct CheckResult: Sendable {
    /// Whether it is right, and what is wrong first.
    let verdict: Verdict
    /// The run that shows it; nil where it was not run.
    let run: RunState?
}

/// Checks answers to an exercise: they are compiled, run, and judged by what they do.
struct ExerciseCheck: Sendable {
    let exercise: Exercise
    let installation: Installation
    /// By how many schedules at least an answer is run, whatever the exercise's check says.
    var leastSchedules = 0
    /// The clock of the run that is judged; nil: as the exercise's check says.
    var usedClock: Check.Clock?
    /// Told what the run that is judged tells, where somebody watches.
    var report: WatchedRun.Reporter = { _ in }
    /// Told now and then, with the number of schedules that were tried.
    var progress: @Sendable (Int) -> Void = { _ in }

    /// What a run may use.
    private static let limits = RunLimits(
        wallTime: .seconds(5),
        memory: 1 << 30,
        output: 1 << 20,
        processes: 64
    )
    /// What a learner waits for schedules at most, behind which those count that were tried.
    private static let searchLimit = Duration.seconds(4)
    /// Schedules that a program without randomness of its own is run by, where its author asks for more.
    private static let mostRaceSeeds = 20
    private static let mostLiveRuns = 3

    /// Checks an answer.
    ///
    /// - Parameters:
    ///   - answer: the learner's program, with the settings of the exercise.
    ///   - suspects: schedules that broke an earlier answer: they are tried first.
    /// - Returns: the verdict, and the run that shows it.
    /// - Throws: `RunnerError` and `CommandError` where it can't be checked on this machine,
    ///   `CancellationError`.
    func check(_ answer: ProgramReference, suspects: [ScheduleToken] = []) async throws
        -> CheckResult
    {
        if let failure = try await compileFailure(answer) {
            return CheckResult(verdict: Verdict(fault: Fault(failure)), run: nil)
        }
        let starter = SwiftText(exercise.starter.source)
        let source = SwiftText(answer.source, starter: starter)
        if let fault = exercise.check.fault(in: source, starter: starter) {
            return CheckResult(verdict: Verdict(fault: fault), run: nil)
        }
        if let fault = try await modeFault(answer) {
            return CheckResult(verdict: Verdict(fault: fault), run: nil)
        }
        // Both take a moment: a run that others disturb is not timed.
        async let explored = clock.clock == .virtual ? explore(answer, source, suspects) : nil
        let (run, judged, first) = try await firstRun(answer, source)
        if var fault = first {
            fault.add(judged.mistake(behind: fault, harmless: exercise.check.harmless))
            fault.cause = await staleUse(behind: fault, answer)
            return CheckResult(verdict: Verdict(fault: fault), run: run)
        }
        var found = try await explored
        if clock.clock == .live { found = try await explore(answer, source, suspects) }
        if let found, let failing = found.failing {
            return try await broken(answer, source, failing, found)
        }
        if let fault = try await raceFault(answer) {
            return CheckResult(verdict: Verdict(fault: fault), run: run)
        }
        let coverage = found.map { "It holds under \($0.coverage.text)." }
        return CheckResult(verdict: Verdict(coverage: coverage), run: run)
    }

    /// What is wrong with one run of an answer that compiles; nil: nothing.
    ///
    /// - Throws: as `check(_:suspects:)` does.
    func checkRun(_ answer: ProgramReference) async throws -> Fault? {
        let starter = SwiftText(exercise.starter.source)
        return try await firstRun(answer, SwiftText(answer.source, starter: starter)).fault
    }

    /// Runs an answer and judges it.
    ///
    /// In real time it has more than one attempt where it was too slow: the machine may have been busy.
    private func firstRun(
        _ answer: ProgramReference,
        _ source: SwiftText
    ) async throws -> (RunState, JudgedRun, fault: Fault?) {
        var attempts = clock.clock == .live ? Self.mostLiveRuns : 1
        while true {
            let (run, end) = try await run(answer, clock)
            let judged = judged(run, end, source, answer.path)
            let fault = exercise.check.fault(in: judged)
            attempts -= 1
            if attempts > 0, let fault, fault.kind.isOfTime { continue }
            return (run, judged, fault)
        }
    }

    private var clock: ClockSettings {
        (usedClock ?? exercise.check.clock) == .live
            ? ClockSettings(.live) : ClockSettings(.virtual, pace: .max)
    }

    private func judged(_ run: RunState, _ end: RunEnd, _ source: SwiftText, _ path: String)
        -> JudgedRun
    {
        JudgedRun(
            trace: run.trace,
            end: end,
            source: source,
            clock: run.clock.clock == .live ? .live : .virtual,
            path: path
        )
    }

    // MARK: Compiling

    private func compileFailure(_ answer: ProgramReference) async throws -> CompileFailure? {
        do {
            _ = try await installation.compile(answer)
            return nil
        } catch let failure as CompileFailure {
            return failure
        }
    }

    /// What is required of it in other modes of the compiler.
    private func modeFault(_ answer: ProgramReference) async throws -> Fault? {
        for requirement in exercise.check.requirements {
            guard var fault = try await modeFault(answer, requirement.condition) else { continue }
            fault.explanation = requirement.because
            return fault
        }
        return nil
    }

    private func modeFault(
        _ answer: ProgramReference,
        _ condition: Condition
    ) async throws -> Fault? {
        switch condition {
        case .compiles(let settings):
            return try await compileFailure(answer.with(mode: settings)).map { failure in
                var fault = Fault(failure)
                fault.sentence = "In \(settings.words): \(fault.sentence)"
                return fault
            }
        case .doesNotCompile(let settings, let text):
            guard let failure = try await compileFailure(answer.with(mode: settings)) else {
                return Fault(.compile, "It compiles in \(settings.words); it should not.")
            }
            return text.flatMap { Fault(failure, lacks: $0, in: settings) }
        default: return nil
        }
    }

    // MARK: Running

    /// Runs it to its end.
    ///
    /// - Throws: `RunFailure` where it was not run.
    private func run(
        _ program: ProgramReference,
        _ clock: ClockSettings
    ) async throws -> (RunState, RunEnd) {
        let state = Mutex(RunState(id: RunID(rawValue: 1), clock: clock))
        let report = report
        await WatchedRun(
            request: RunRequest(program, clock: clock, limits: Self.limits),
            installation: installation,
            report: { told in
                state.withLock { $0.apply(told) }
                report(told)
            }
        ).run()
        try Task.checkCancellation()
        let run = state.withLock(\.self)
        switch run.phase {
        case .ended(let end): return (run, end)
        case .failed(let lines): throw RunFailure(lines: lines)
        default: throw RunFailure(lines: ["Error: The run was lost."])
        }
    }

    /// What was stale when a run went wrong under the first schedule.
    private func staleUse(behind fault: Fault, _ answer: ProgramReference) async -> String? {
        guard exercise.check.looksForStaleValues, fault.kind == .output else { return nil }
        let clock = ClockSettings(.virtual, pace: .max)
        let search = CauseSearch(
            request: RunRequest(answer, clock: clock, limits: Self.limits),
            installation: installation
        )
        let found = await search.staleUse(threads: answer.settings.threads ?? 1)
        return found.map { $0.capitalizedAtStart + "." }
    }

    // MARK: Schedules

    /// Judges runs by the exercise's check.
    private struct Judge: RunJudging {
        let check: Check
        let source: SwiftText

        func fault(in trace: Trace, end: RunEnd) -> String? {
            check.fault(in: JudgedRun(trace: trace, end: end, source: source, clock: .virtual))?
                .sentence
        }
    }

    /// Runs an answer by many schedules; nil where nobody asks for that.
    private func explore(
        _ answer: ProgramReference,
        _ source: SwiftText,
        _ suspects: [ScheduleToken]
    ) async throws -> ExplorationResult? {
        let count = max(leastSchedules, exercise.check.schedules ?? 0)
        guard count > 0 else { return nil }
        return try await Exploration(
            request: RunRequest(
                answer,
                clock: ClockSettings(.virtual, pace: .max),
                limits: Self.limits
            ),
            installation: installation,
            limit: count,
            judge: Judge(check: exercise.check, source: source),
            timeLimit: leastSchedules > 0 ? nil : Self.searchLimit,
            suspects: suspects.map(\.schedule)
        ).run()
    }

    /// Shows an answer that a schedule breaks.
    private func broken(
        _ answer: ProgramReference,
        _ source: SwiftText,
        _ failing: ExplorationResult.Failing,
        _ found: ExplorationResult
    ) async throws -> CheckResult {
        var clock = ClockSettings(.virtual, pace: .max, schedule: failing.token)
        clock.explored = found
        let (run, end) = try await run(answer.with(threads: failing.token.threads), clock)
        let judged = judged(run, end, source, answer.path)
        let known = Fault(.output, failing.failure.sentence)
        var fault = exercise.check.fault(in: judged) ?? known
        fault.sentence = "Under another schedule: " + fault.sentence
        fault.explanation = exercise.check.because(of: fault)
        fault.cause = failing.cause.map { $0.capitalizedAtStart + "." }
        if fault.cause == nil {
            fault.add(judged.mistake(behind: fault, harmless: exercise.check.harmless))
        }
        return CheckResult(verdict: Verdict(fault: fault, schedule: failing.token.text), run: run)
    }

    // MARK: Data races

    private func raceFault(_ answer: ProgramReference) async throws -> Fault? {
        for requirement in exercise.check.requirements {
            guard case .noDataRace(let seeds) = requirement.condition else { continue }
            var program = answer
            program.settings.findsRaces = true
            for seed in 0..<min(seeds, Self.mostRaceSeeds) {
                let clock = ClockSettings(.virtual, seed: UInt64(seed), pace: .max)
                let (run, _) = try await run(program, clock)
                guard let race = run.findings.first(where: { $0.kind == .dataRace }) else {
                    continue
                }
                var fault = Fault(.race, race.message, line: race.line?.line)
                fault.explanation = requirement.because
                return fault
            }
        }
        return nil
    }
}

extension Check {
    /// Behind a fault under another schedule: what its author says of it, and of schedules.
    fileprivate func because(of fault: Fault) -> String? {
        let schedules = requirements.first { requirement in
            if case .everySchedule = requirement.condition { true } else { false }
        }
        let both = [fault.explanation, schedules?.because].compactMap(\.self)
        return both.isEmpty ? nil : both.joined(separator: " ")
    }
}

extension Fault.Kind {
    /// It may be there because a machine was busy.
    fileprivate var isOfTime: Bool {
        switch self {
        case .makespan, .inFlight, .overlap, .blocked, .order, .output: true
        default: false
        }
    }
}

extension Fault {
    /// What the compiler says first.
    init(_ failure: CompileFailure) {
        // What a driver says of its own commands has no place in the source.
        let error = failure.errors.first { $0.location != nil } ?? failure.errors.first
        let more = failure.errors.count { $0.location != nil } - 1
        let message =
            error?.message ?? "\(failure)".split(separator: "\n").first.map(String.init) ?? ""
        self.init(
            .compile,
            "It does not compile: \(message)."
                + (more > 0 ? " (And \(more) more error\(more == 1 ? "" : "s").)" : ""),
            line: error?.location?.line
        )
    }

    /// No error says what one should; nil: one does.
    fileprivate init?(_ failure: CompileFailure, lacks text: String, in settings: ProgramSettings) {
        guard !failure.errors.contains(where: { $0.message.contains(text) }) else { return nil }
        let first = failure.errors.first
        self.init(
            .compile,
            "In \(settings.words) no error says '\(text)'; the first says: \(first?.message ?? "").",
            line: first?.location?.line
        )
    }

    /// Says what of a mistake that is known was seen, behind what the author says.
    mutating func add(_ mistake: String?) {
        guard let mistake else { return }
        explanation = [mistake, explanation].compactMap(\.self).joined(separator: " ")
    }
}

extension ProgramReference {
    /// The same program in another mode of the compiler.
    fileprivate func with(mode: ProgramSettings) -> ProgramReference {
        var program = self
        program.settings.isolation = mode.isolation
        program.settings.languageMode = mode.languageMode
        return program
    }
}

extension ProgramSettings {
    fileprivate var words: String {
        "Swift \(languageMode.rawValue) mode, "
            + (isolation == .main ? "isolated to the main actor" : "without default isolation")
    }
}
