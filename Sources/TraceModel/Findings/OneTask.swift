/// Findings that concern one task: it blocked its thread, or did not end.
extension FindingSearch {
    /// In the order of the tasks.
    var ofOneTask: [Finding] {
        var findings: [Finding] = []
        for task in trace.tasks {
            if let finding = blocking(task) { findings.append(finding) }
            findings += cutOff(task).compactMap(\.self)
        }
        return findings
    }

    private func cutOff(_ task: TracedTask) -> [Finding?] {
        guard task.outcome == .unfinished else { return [] }
        return [stuck(task) ?? atLimit(task) ?? unfinished(task), continuation(task)]
    }

    private func blocking(_ task: TracedTask) -> Finding? {
        let time = task.time(in: .blocking, until: ended)
        guard time >= FindingLimits.blocking, !isCrashing(task) else { return nil }
        let stretch = task.stretches.first { $0.state == .blocking }
        let call = stretch?.call.map { " \($0.phrase)" } ?? ""
        let executor = executorBlocked(by: task)
        let message =
            "\(task.title) kept \(what(executor)) for \(Self.seconds(time))\(call) without using it"
        let count = executor == .main ? waiters(behind: task).count : 0
        let others = count > 0 ? ", while \(Self.others(count)) waited for it" : ""
        return Finding(
            .blockedThread,
            task.id,
            time,
            at: line(stretch?.place),
            message + others + "."
        )
    }

    /// Who ran it whenever it blocked; nil where that was not always the same.
    private func executorBlocked(by task: TracedTask) -> Executor? {
        let executors = Set(task.stretches.lazy.filter { $0.state == .blocking }.map(\.executor))
        return executors.count == 1 ? executors.first ?? nil : nil
    }

    /// A task that crashed waits for its report to be written: nothing of the program blocks it.
    private func isCrashing(_ task: TracedTask) -> Bool {
        guard case .signaled = end, task.state == .blocking, task.stretches.last?.call == .mutex
        else { return false }
        return task.time(in: .blocking, until: ended) == lastStretch(of: task)
    }

    /// What a task keeps that blocks.
    private func what(_ executor: Executor?) -> String {
        switch executor {
        case .main: "the main actor's thread"
        case .actor: "its thread and \(trace.phrase(for: executor ?? .actor(0)))"
        default: "its thread"
        }
    }

    /// The tasks that waited for the main actor while a call blocked this one on it.
    private func waiters(behind task: TracedTask) -> [TaskID] {
        let spans = Turn.all(of: task, until: ended).filter { $0.executor == .main }
            .flatMap(\.blocking)
        return waiters(for: .main, during: spans.filter { $0.length >= FindingLimits.blocking })
    }

    private func unfinished(_ task: TracedTask) -> Finding? {
        guard !task.isMain else { return nil }
        let doing = task.state.word
        let isStopped = if case .stopped = end { true } else { false }
        let message =
            isStopped
            ? "\(task.title) was \(doing) when the program was stopped."
            : "The program ended while \(task.title) was \(doing)."
        let place = task.stretches.last?.place
        var finding = Finding(
            .unfinishedTask,
            task.id,
            ended - min(ended, task.created),
            at: line(place),
            message
        )
        // What is taught is that the end of main ends all others.
        if isStopped { finding.lesson = nil }
        return finding
    }

    private func atLimit(_ task: TracedTask) -> Finding? {
        guard end == .timeLimit, task.state.isOnThread else { return nil }
        let last = task.stretches.last
        let doing =
            task.state == .running
            ? "still running"
            : "blocked" + (last?.call.map { " \($0.phrase)" } ?? "")
        let time = lastStretch(of: task)
        let message = "\(task.title) was \(doing) when the time limit came."
        return Finding(.running, task.id, time, at: line(last?.place), message)
    }

    func lastStretch(of task: TracedTask) -> Nanoseconds {
        task.stretches.indices.last.map {
            task.end(ofStretch: $0, now: ended) - task.stretches[$0].from
        } ?? 0
    }
}
