import TraceModel

/// The cells of one task's row in the timeline.
struct Lane {
    /// What a cell shows.
    enum Sign: Equatable {
        /// Before the task was created, and after its end.
        case nothing
        /// The state that fills most of the cell; `hidesBlocking`: the task blocked too within it.
        case state(TaskState, hidesBlocking: Bool)
        case end(TaskOutcome)
    }

    /// Stretches looked at in one cell; of more, as many are looked at as there are here, evenly.
    private static let mostStretches = 64

    let task: TracedTask
    let scale: TimeScale
    /// The moving edge: nothing is shown from here on.
    let now: Nanoseconds

    /// The signs of the cells, `scale.width` of them.
    func signs() -> [Sign] {
        var signs = [Sign](repeating: .nothing, count: scale.width)
        let first = scale.column(of: task.created)
        let end = min(task.ended ?? now, now)
        let last = scale.column(of: end)
        let start = max(0, first)
        for column in start..<max(start, min(last + 1, scale.width)) {
            if let state = state(inColumn: column, until: end) { signs[column] = state }
        }
        if let outcome = task.outcome, task.ended ?? 0 <= now, last < scale.width {
            // The end stands behind the last cell that is full, so that it hides no short life.
            let column = max(last, first)
            let place = last == first && column + 1 < scale.width ? column + 1 : column
            if signs.indices.contains(place) { signs[place] = .end(outcome) }
        }
        return signs
    }

    /// What fills most of a cell.
    private func state(inColumn column: Int, until end: Nanoseconds) -> Sign? {
        let from = max(scale.start(ofColumn: column), task.created)
        let to = min(scale.start(ofColumn: column + 1), end)
        guard from < to, let first = task.stretchIndex(at: from) else {
            return task.stretchIndex(at: from).map {
                .state(task.stretches[$0].state, hidesBlocking: false)
            }
        }
        var times = [Nanoseconds](repeating: 0, count: TaskState.allCases.count)
        var index = first
        var seen = 0
        while index < task.stretches.count, task.stretches[index].from < to {
            let stretch = task.stretches[index]
            let stretchEnd = min(task.end(ofStretch: index, now: end), to)
            times[Int(stretch.state.rawValue)] +=
                stretchEnd - min(stretchEnd, max(stretch.from, from))
            seen += 1
            if seen == Self.mostStretches { return sampled(from: from, to: to) }
            index += 1
        }
        return sign(times)
    }

    /// The same from evenly spaced moments, for a cell with very many stretches.
    private func sampled(from: Nanoseconds, to: Nanoseconds) -> Sign? {
        var times = [Nanoseconds](repeating: 0, count: TaskState.allCases.count)
        let samples = UInt64(Self.mostStretches)
        for sample in 0..<samples {
            let time = from + (to - from) * sample / samples
            guard let index = task.stretchIndex(at: time) else { continue }
            times[Int(task.stretches[index].state.rawValue)] += 1
        }
        return sign(times)
    }

    private func sign(_ times: [Nanoseconds]) -> Sign? {
        var best: TaskState?
        var most: Nanoseconds = 0
        for state in TaskState.allCases where times[Int(state.rawValue)] > most {
            best = state
            most = times[Int(state.rawValue)]
        }
        guard let best else { return nil }
        let blocked = times[Int(TaskState.blocking.rawValue)] > 0
        return .state(best, hidesBlocking: blocked && best != .blocking)
    }
}
