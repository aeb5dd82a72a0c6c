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
        case .happens(let spans, let bounds): happensFault(spans, bounds)
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
}

extension String {
    /// With a full stop at its end.
    var asSentence: String { hasSuffix(".") || isEmpty ? self : self + "." }
}
