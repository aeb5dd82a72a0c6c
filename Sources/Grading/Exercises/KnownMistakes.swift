import Curriculum
import TraceModel

extension JudgedRun {
    /// What a run shows of mistakes that are known, where it may be why a fault is there: a sentence.
    ///
    /// Nil where the fault's own sentence says as much.
    ///
    /// - Parameters:
    ///   - fault: what is wrong.
    ///   - harmless: kinds of findings that a right answer has too.
    /// - Returns: the sentence, with a full stop.
    public func mistake(behind fault: Fault, harmless: [String] = []) -> String? {
        let kinds = kinds(behind: fault).filter { !harmless.contains($0.rawValue) }
        // What lasted shorter than the run is too long is not the reason. Times are rounded on their way.
        let least = Nanoseconds(max(0, fault.excessSeconds ?? 0) * 1e9)
        let findings = trace.findings(end: end).filter { $0.nanoseconds + 1_000 >= least }
        let found = kinds.lazy.compactMap { kind in findings.first { $0.kind == kind } }.first
        let told =
            nothingRuns(fault) ?? unheededCancellation(fault) ?? found.map { sentence(of: $0) }
        return told.flatMap { fault.sentence.contains($0) ? nil : $0 }
    }

    private func kinds(behind fault: Fault) -> [Finding.Kind] {
        switch fault.kind {
        case .makespan, .inFlight, .overlap:
            fault.isTooLittleAtATime ? [.awaitsInARow, .blockedThread, .mainActorHeld] : []
        case .order: [.blockedThread, .awaitsInARow, .mainActorHeld]
        case .output, .tasks: [.unfinishedTask]
        case .status, .crash, .deadlock, .livelock, .tooLong: [.continuationNeverResumed]
        default: []
        }
    }

    private func sentence(of finding: Finding) -> String {
        guard finding.kind == .unfinishedTask else { return finding.message.asSentence }
        if let line = source.lineOfCode("exit(") {
            return "exit ends the program on line \(line), whatever its tasks do."
        }
        let title = trace.task(finding.task)?.title ?? "A task"
        return "\(title) was cut off by the end of the program: nobody awaited it."
    }

    /// A program that only declares things.
    private func nothingRuns(_ fault: Fault) -> String? {
        guard fault.kind == .output, lines.isEmpty, trace.tasks.count <= 1,
            source.lineOfCode("@main") == nil
        else { return nil }
        return "There is no '@main' in the program: it declares things, and runs nothing."
    }

    /// A task that was cancelled and goes on as if it had not been.
    private func unheededCancellation(_ fault: Fault) -> String? {
        guard fault.kind == .output,
            let task = trace.tasks.first(where: { $0.title == fault.task }),
            task.outcome == .cancelled
        else { return nil }
        let why =
            source.contains("try?")
            ? "behind a sleep that was cancelled, 'try?' goes on with the next line."
            : "a task that is cancelled has to look at Task.isCancelled, or let the error through."
        return "\(task.title) was cancelled, and goes on: \(why)"
    }
}
