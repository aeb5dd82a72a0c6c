import Curriculum
import TraceModel

extension JudgedRun {
    /// What a run shows of mistakes that are known, where it may be why a fault is there: a sentence.
    ///
    /// Nil where the fault's own sentence says as much.
    public func mistake(behind fault: Fault) -> String? {
        let found = mistake(of: fault)
        return found.flatMap { fault.sentence.contains($0) ? nil : $0 }
    }

    private func mistake(of fault: Fault) -> String? {
        switch fault.kind {
        case .makespan, .inFlight, .overlap:
            fault.isOfWaiting ? finding([.awaitsInARow, .blockedThread, .mainActorHeld]) : nil
        case .order: finding([.blockedThread, .awaitsInARow, .mainActorHeld])
        case .output: unheededCancellation(fault) ?? finding([.unfinishedTask])
        case .tasks: finding([.unfinishedTask])
        case .status, .crash, .deadlock, .livelock, .tooLong: finding([.continuationNeverResumed])
        default: nil
        }
    }

    private func finding(_ kinds: [Finding.Kind]) -> String? {
        let findings = trace.findings(end: end)
        return kinds.lazy.compactMap { kind in findings.first { $0.kind == kind } }.first
            .map { sentence(of: $0) }
    }

    private func sentence(of finding: Finding) -> String {
        guard finding.kind == .unfinishedTask else { return finding.message.asSentence }
        let title = trace.task(finding.task)?.title ?? "A task"
        return "\(title) was cut off by the end of the program: nobody awaited it."
    }

    /// A task that was cancelled and goes on as if it had not been.
    private func unheededCancellation(_ fault: Fault) -> String? {
        let task = trace.tasks.first { $0.title == fault.task }
        guard let task, task.outcome == .cancelled else { return nil }
        let why =
            source.contains("try?")
            ? "behind a sleep that was cancelled, 'try?' goes on with the next line."
            : "a task that is cancelled has to look at Task.isCancelled, or let the error through."
        return "\(task.title) was cancelled, and goes on: \(why)"
    }
}
