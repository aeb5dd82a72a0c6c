extension Trace {
    /// What a task waited for, or that it yielded, where the library ended the program.
    func stuck(_ task: TracedTask, _ end: Nanoseconds) -> Finding? {
        guard let stopReason, task.outcome == .unfinished else { return nil }
        if stopReason == .livelock, yields(task) {
            return Finding(
                kind: .yielding,
                task: task.id,
                nanoseconds: end - min(end, task.created),
                message: "\(task.title) yielded without end."
            )
        }
        let wait = waits[task.id] ?? .unknown
        return Finding(
            kind: .waiting,
            task: task.id,
            nanoseconds: Self.lastStretch(of: task, until: end),
            message: "\(task.title) \(words(wait, of: task))."
        )
    }

    /// It had its turn again and again, or waited for the next one.
    private func yields(_ task: TracedTask) -> Bool {
        task.state == .running || task.state == .ready
    }

    /// What a task waits for, as the end of a sentence that begins with its name.
    private func words(_ wait: Wait, of task: TracedTask) -> String {
        switch wait {
        case .task(task.id): "waits for itself"
        case .task(let other?): "waits for \(reference(to: other))"
        case .task(nil): "waits for another task"
        case .continuation: "waits for a continuation that nobody resumed"
        case .group: "waits for the next child of its task group"
        case .executor: "waits for its turn" + turn(task)
        case .call: "is blocked" + (task.stretches.last?.call.map { " \($0.phrase)" } ?? "")
        case .unknown: "waits, and it is not known for what"
        }
    }

    private func turn(_ task: TracedTask) -> String {
        task.stretches.last?.executor.map { " on \(phrase(for: $0))" } ?? ""
    }

    /// A task by its number, which its lane shows, and its name.
    private func reference(to id: TaskID) -> String {
        let name = task(id)?.name.map { " '\($0)'" } ?? ""
        return "task \(id.rawValue)" + name
    }
}
