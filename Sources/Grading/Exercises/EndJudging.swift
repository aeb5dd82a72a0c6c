import TraceModel

/// How a run ended.
extension JudgedRun {
    /// A run that did not come to a good end.
    var endFault: Fault? {
        switch end {
        case .exited(0): nil
        case .exited(let status):
            Fault(.status, "It ends with status \(status); it should end with 0.")
        case .signaled(let name): crashFault(name)
        case .stopped("deadlock"):
            stuckFault(.deadlock, "It deadlocks: nothing can ever go on.")
        case .stopped("livelock"):
            stuckFault(
                .livelock,
                "It runs in circles: its tasks yield to each other without end."
            )
        case .stopped("time limit"):
            stuckFault(.tooLong, "It does not end: it was stopped when its time was over.")
        case .stopped("output limit"):
            Fault(.limit, "It prints without end: it was stopped.", line: lineOfOutput)
        case .stopped(let reason): Fault(.limit, "It was stopped: \(reason).", line: lineOfEnd)
        }
    }

    private func crashFault(_ signal: String) -> Fault {
        let why = trace.fatalError.map { ": \($0.shortened)" } ?? ""
        return Fault(
            .crash,
            "It crashes (\(signal))\(why)".asSentence,
            line: trace.lineOfCrash(in: path) ?? lineOfEnd
        )
    }

    /// Where a task is at the end that is on a thread, or was last.
    private var lineOfEnd: Int? {
        let tasks = trace.tasks.filter { $0.outcome == .unfinished || $0.isMain }
        let last = tasks.filter { $0.stretches.last?.state.isOnThread == true }.last ?? tasks.last
        return last.flatMap { line($0.stretches.last?.place) }
    }

    /// Where something was printed last.
    private var lineOfOutput: Int? { trace.output.last.flatMap { line($0.place) } }

    // MARK: Runs that do not end

    private func stuckFault(_ kind: Fault.Kind, _ sentence: String) -> Fault {
        var fault = Fault(kind, sentence)
        if kind == .deadlock, let circle {
            describe(circle, in: &fault)
        } else if let stuck = stuckFinding {
            fault.line = stuck.line?.line
            fault.task = trace.task(stuck.task)?.title
            fault.sentence += " " + stuck.message.asSentence
        }
        if fault.line == nil, kind == .tooLong, let last = lineOfOutput {
            fault.sentence += " It printed last on line \(last)."
            fault.line = last
        }
        fault.line = fault.line ?? lineOfEnd
        return fault
    }

    /// Tasks that wait for each other.
    private var circle: [TaskID]? {
        trace.tasks.lazy.map { trace.awaitCircle(from: $0.id) }.first { !$0.isEmpty }
    }

    /// What says most of why nothing goes on: that others wait too follows from it.
    private var stuckFinding: Finding? {
        let findings = trace.findings(end: end)
        let kinds: [Finding.Kind] = [.continuationNeverResumed, .yielding, .running, .waiting]
        return kinds.lazy.compactMap { kind in findings.first { $0.kind == kind } }.first
    }

    private func describe(_ circle: [TaskID], in fault: inout Fault) {
        let tasks = circle.compactMap { trace.task($0) }
        guard let first = tasks.first else { return }
        let names = tasks.map(\.title)
        switch names.count {
        case 1: fault.sentence += " \(names[0]) waits for itself."
        case 2: fault.sentence += " \(names[0]) and \(names[1]) wait for each other."
        default:
            let others = zip(names.dropFirst(), names.dropFirst(2) + names.prefix(1))
            let rest = others.map { "\($0) for \($1)" }.joined(separator: ", ")
            fault.sentence += " \(names[0]) waits for \(names[1]), \(rest)."
        }
        let known = tasks.first { line($0.stretches.last?.place) != nil } ?? first
        fault.task = known.title
        fault.line = line(known.stretches.last?.place)
    }
}
