import Curriculum
import ExampleRunner
import Grading
import LabCore
import Schedules
import Synchronization
import TraceModel

/// A check that somebody watches: what it reports, and afterwards what was wanted.
struct LabCheck: Sendable {
    typealias Reporter = @Sendable (CheckEvent) -> Void

    let request: CheckRequest
    let installation: Installation
    let report: Reporter

    /// Checks to the end, or until the task is cancelled.
    ///
    /// All that goes wrong is reported, as `.failed`.
    func run() async {
        do {
            let result = try await check()
            report(.judged(result.verdict, run: result.run))
            if request.wantsSolutionRun { await runSolution() }
        } catch is CancellationError {
            report(.failed(["Stopped."]))
        } catch {
            report(.failed("\(error)".split(separator: "\n").map(String.init)))
        }
    }

    private func check() async throws -> CheckResult {
        do {
            _ = try await installation.compile(request.program)
        } catch let failure as CompileFailure {
            // All that the compiler says can be read where else the output is.
            report(.run(.failed("\(failure)".split(separator: "\n").map(String.init))))
            return CheckResult(verdict: Verdict(fault: Fault(failure)), run: nil)
        }
        return try await checkWhatCompiles()
    }

    private func checkWhatCompiles() async throws -> CheckResult {
        var check = ExerciseCheck(exercise: request.exercise, installation: installation)
        let runs = Mutex(0)
        let report = report
        check.report = { told in
            // Further runs are by other schedules: of them only the one that fails is shown, at the end.
            let number = runs.withLock { runs in
                if case .compiled = told { runs += 1 }
                return runs
            }
            if number == 1 { report(.run(told)) }
        }
        check.progress = { report(.tried(schedules: $0)) }
        let result = try await check.checkUnlessKnown(request.program)
        guard result.run == nil, result.verdict.hasRun else { return result }
        // The verdict was known; a picture of it is made at once.
        var clock = request.exercise.clockOfChecks
        clock.schedule = result.verdict.schedule.flatMap { ScheduleToken($0) }
        var program = request.program
        if let threads = clock.schedule?.threads { program.settings.threads = threads }
        return CheckResult(verdict: result.verdict, run: await watch(program, clock))
    }

    /// Runs a right answer, for comparison; where that fails, there is nothing to compare with.
    private func runSolution() async {
        let run = await watch(request.exercise.solution, request.exercise.clockOfChecks)
        if let run, case .ended(.exited) = run.phase, !Task.isCancelled { report(.wanted(run)) }
    }

    /// A run to its end; nil where it was stopped.
    private func watch(_ program: ProgramReference, _ clock: ClockSettings) async -> RunState? {
        let state = Mutex(RunState(id: RunID(rawValue: 0), clock: clock))
        await WatchedRun(
            request: RunRequest(program, clock: clock, limits: .lesson),
            installation: installation,
            report: { told in state.withLock { $0.apply(told) } }
        ).run()
        return Task.isCancelled ? nil : state.withLock(\.self)
    }
}

extension Exercise {
    /// The clock of the run that is judged; virtual time passes as fast as the program can.
    fileprivate var clockOfChecks: ClockSettings {
        check.clock == .live ? ClockSettings(.live) : ClockSettings(.virtual, pace: .max)
    }
}

extension Verdict {
    /// It is about a run, not about the source alone.
    fileprivate var hasRun: Bool {
        switch fault?.kind {
        case .compile, .given, .source: false
        default: true
        }
    }
}
