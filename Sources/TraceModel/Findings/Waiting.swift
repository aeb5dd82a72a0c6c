/// What tasks wait for in a run that was ended because nothing could go on, or for too long.
extension FindingSearch {
    /// What a task waited for, or that it yielded, where the library ended the program.
    func stuck(_ task: TracedTask) -> Finding? {
        guard let stopReason = trace.stopReason else { return nil }
        let place = task.stretches.last?.place
        if stopReason == .livelock, yields(task) {
            let time = ended - min(ended, task.created)
            return Finding(
                .yielding,
                task.id,
                time,
                at: line(place),
                "\(task.title) yielded without end."
            )
        }
        let wait = trace.waits[task.id] ?? .unknown
        let message = "\(task.title) \(words(wait, of: task))."
        return Finding(.waiting, task.id, lastStretch(of: task), at: line(place), message)
    }

    /// A continuation that was never resumed: the library found that nothing could ever run again, the
    /// runtime said that it was lost, or the time limit came.
    ///
    /// Where a program ends by itself, it may have been about to be resumed.
    func continuation(_ task: TracedTask) -> Finding? {
        guard task.state == .awaiting, let last = task.stretches.last,
            last.wait == .continuation || trace.waits[task.id] == .continuation
        else { return nil }
        let tail: String
        if trace.stopReason != nil {
            tail = "for a continuation that nobody resumed"
        } else if isLost(last.place) {
            tail = "for a continuation that was lost without being resumed"
        } else if end == .timeLimit, lastStretch(of: task) >= ended / 2 {
            tail = "for a continuation that nobody had resumed when the time limit came"
        } else {
            return nil
        }
        let time = lastStretch(of: task)
        let message = "\(task.title) waited \(tail)."
        return Finding(.continuationNeverResumed, task.id, time, at: line(last.place), message)
    }

    /// The runtime has told on standard error that a continuation of a function was never resumed.
    private func isLost(_ place: PlaceID?) -> Bool {
        guard let function = trace.places.line(at: place)?.function else { return false }
        let name = function.split(separator: ".").last.map(String.init) ?? function
        return trace.output.contains { piece in
            piece.stream == .standardError
                && piece.text.contains("CONTINUATION MISUSE: \(name) leaked")
        }
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
        task.stretches.last?.executor.map { " on \(trace.phrase(for: $0))" } ?? ""
    }

    /// A task by its number, which its lane shows, and its name.
    private func reference(to id: TaskID) -> String {
        let name = trace.task(id)?.name.map { " '\($0)'" } ?? ""
        return "task \(id.rawValue)" + name
    }
}
