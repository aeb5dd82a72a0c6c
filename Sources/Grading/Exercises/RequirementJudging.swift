public import Curriculum
import TraceModel

extension Check {
    /// The first thing that is wrong with a run; nil: nothing.
    ///
    /// Only what is required of runs is looked at.
    public func fault(in run: JudgedRun) -> Fault? {
        if let fault = run.endFault { return fault }
        for requirement in requirements where requirement.condition.isOfRun {
            if let fault = requirement.fault(in: run) { return fault }
        }
        return nil
    }
}

extension Requirement {
    /// What is wrong with a run; nil where it is as it is required, and where nothing is required of runs.
    public func fault(in run: JudgedRun) -> Fault? {
        guard var fault = run.fault(of: condition) else { return nil }
        fault.line = fault.line ?? place.flatMap { run.source.line(of: $0) }
        fault.explanation = because
        return fault
    }
}

extension JudgedRun {
    fileprivate func fault(of condition: Condition) -> Fault? {
        switch condition {
        case .output(let form, let lines): outputFault(form, lines)
        case .lastLine(let line): lastLineFault(line)
        case .printsOnly(let names): printsOnlyFault(names)
        case .makespan(let bounds): makespanFault(bounds)
        case .inFlight(let spans, let bounds): inFlightFault(spans, bounds)
        case .overlap(let first, let second): overlapFault(first, second)
        case .apart(let first, let second): apartFault(first, second)
        case .order(let moments): orderFault(moments)
        case .blocked(let executor, let bounds): blockedFault(executor, bounds)
        case .tasks(let name, let bounds, let outcome): tasksFault(name, bounds, outcome)
        case .withinParent(let name): withinParentFault(Pattern(name))
        case .runsOn(let stretches, let executor): placeFault(stretches, executor)
        case .everySchedule, .noDataRace, .compiles, .doesNotCompile, .source: nil
        }
    }

    /// A run that did not come to a good end.
    var endFault: Fault? {
        switch end {
        case .exited(0): return nil
        case .exited(let status):
            return Fault(.status, "It ends with status \(status); it should end with 0.")
        case .signaled(let name):
            let why = trace.fatalError.map { ": \($0.shortened)" } ?? ""
            return Fault(
                .crash,
                "It crashes (\(name))\(why)".asSentence,
                line: trace.lineOfCrash(in: path) ?? lineOfEnd
            )
        case .stopped("deadlock"):
            return stuckFault(.deadlock, "It deadlocks: nothing can ever go on.")
        case .stopped("livelock"):
            return stuckFault(
                .livelock,
                "It runs in circles: its tasks yield to each other without end."
            )
        case .stopped("time limit"):
            return stuckFault(.tooLong, "It does not end: it was stopped when its time was over.")
        case .stopped("output limit"):
            return Fault(.limit, "It prints without end: it was stopped.")
        case .stopped(let reason): return Fault(.limit, "It was stopped: \(reason).")
        }
    }

    /// Where a task is at the end that is on a thread, or was last.
    private var lineOfEnd: Int? {
        let tasks = trace.tasks.filter { $0.outcome == .unfinished || $0.isMain }
        let last = tasks.filter { $0.stretches.last?.state.isOnThread == true }.last ?? tasks.last
        return last.flatMap { line($0.stretches.last?.place) }
    }

    private func stuckFault(_ kind: Fault.Kind, _ sentence: String) -> Fault {
        let stuck = trace.findings(end: end).first { finding in
            [.waiting, .yielding, .running, .continuationNeverResumed].contains(finding.kind)
        }
        var fault = Fault(kind, sentence, line: stuck?.line?.line ?? lineOfEnd)
        fault.task = stuck.flatMap { trace.task($0.task)?.title }
        if let stuck { fault.sentence += " " + stuck.message.asSentence }
        return fault
    }
}

extension String {
    /// With a full stop at its end.
    var asSentence: String { hasSuffix(".") || isEmpty ? self : self + "." }
}
