/// Findings that concern one task: it blocked its thread, or did not end.
extension FindingSearch {
    /// In the order of the tasks.
    var ofOneTask: [Finding] {
        let waiting = queues[.main].map { SpanUnion($0.map(\.span)) }
        return trace.tasks.flatMap { task in
            [blocking(task, waiting)] + cutOff(task)
        }.compactMap(\.self)
    }

    private func cutOff(_ task: TracedTask) -> [Finding?] {
        guard task.outcome == .unfinished else { return [] }
        return [stuck(task) ?? atLimit(task) ?? unfinished(task), continuation(task)]
    }

    private func blocking(_ task: TracedTask, _ waiting: SpanUnion?) -> Finding? {
        let time = task.times(until: ended)[.blocking] ?? 0
        guard time >= FindingLimits.blocking else { return nil }
        let stretch = task.stretches.first { $0.state == .blocking }
        let call = stretch?.call.map { " \($0.phrase)" } ?? ""
        let message =
            "\(task.title) kept \(what(stretch?.executor)) for \(Self.seconds(time))\(call) without using it"
        let count = stretch?.executor == .main ? waiters(behind: task).count : 0
        let others = count > 0 ? ", while \(Self.others(count)) waited for it" : ""
        return Finding(
            .blockedThread,
            task.id,
            time,
            at: line(stretch?.place),
            message + others + "."
        )
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
        let spans = (turns[.main] ?? []).filter { $0.task == task.id }.flatMap(\.blocking)
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
