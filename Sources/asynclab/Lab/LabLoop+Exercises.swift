import Curriculum
import ExampleRunner
import Grading
import LabCore
import TraceModel

/// The learner's exercises: checked, and begun again.
extension LabLoop {
    /// Checks a program in the background, reporting under this number.
    mutating func check(_ id: RunID, _ request: CheckRequest) {
        let inbox = inbox
        let check = LabCheck(request, installation: session.installation)
        running[id] = Task.detached {
            await check.run { inbox.post(.checked(id, $0)) }
        }
    }

    /// Makes the file of the exercise on the screen, and checks it where it was there already.
    mutating func beginWatching() {
        guard let request = state.editable else { return }
        guard state.copy == nil else { return handle(.commanded(.exercise(.check))) }
        do {
            try session.files.make(request)
        } catch {
            return handle(.noticed((error as? CommandError)?.what ?? "\(error)"))
        }
        guard let program = session.files.read(request) else { return }
        handle(.copyRead(request.place, program, isSaved: false))
        handle(.noticed("Each save of this file is checked: \(program.path)"))
    }

    /// Gives the learner the starter again, and says where what they had is kept.
    mutating func reset(_ request: EditRequest) {
        do {
            let kept = try session.files.reset(request)
            guard let program = session.files.read(request) else { return }
            handle(.exerciseReset(request.place, program))
            handle(
                .noticed(
                    kept.map { "As at the start. What you had is in \($0)" } ?? "As at the start."
                )
            )
        } catch {
            handle(.noticed((error as? CommandError)?.what ?? "The file cannot be written."))
        }
    }
}

/// A check as the lab tells of it.
struct LabCheck: Sendable {
    private let request: CheckRequest
    private let installation: Installation

    init(_ request: CheckRequest, installation: Installation) {
        self.request = request
        self.installation = installation
    }

    /// Checks, and reports until it is done or cancelled.
    func run(_ report: @escaping @Sendable (CheckEvent) -> Void) async {
        let clock = ClockSettings(.virtual, pace: .max)
        let run = WatchedRun(
            request: RunRequest(request.program, clock: clock, limits: .lesson),
            installation: installation,
            report: { report(.run($0)) }
        )
        let recorder = Recorder()
        await run.run()
        var solution = request.exercise.solution
        solution.settings = request.program.settings
        await WatchedRun(
            request: RunRequest(solution, clock: clock, limits: .lesson),
            installation: installation,
            report: { recorder.take($0) }
        ).run()
        if Task.isCancelled { return report(.failed(["Stopped."])) }
        var fault = Fault(
            .makespan,
            "It takes too long.",
            line: 4,
            expected: "a\nb",
            actual: "a\nc"
        )
        fault.explanation = "The pages are fetched one after the other, and nobody needs that."
        report(
            .judged(Verdict(fault: fault, coverage: "300 schedules tried."), wanted: recorder.state)
        )
    }

    private final class Recorder: @unchecked Sendable {
        var state = RunState(id: RunID(rawValue: 0), clock: ClockSettings(.virtual, pace: .max))
        func take(_ report: RunReport) { state.apply(report) }
    }
}
