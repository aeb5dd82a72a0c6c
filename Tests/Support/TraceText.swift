public import TraceModel

extension TaskID: ExpressibleByIntegerLiteral {
    /// Task 7 as `7`.
    public init(integerLiteral value: UInt32) {
        self.init(rawValue: value)
    }
}

/// An event at a time, on thread 0 unless another is given.
public func at(
    _ time: Nanoseconds,
    on thread: UInt16 = 0,
    _ fact: TraceEvent.Fact
) -> TraceEvent {
    TraceEvent(time: time, thread: ThreadNumber(rawValue: thread), fact: fact)
}

extension Trace {
    /// The trace that `events` tell.
    public init(_ events: [TraceEvent]) {
        self.init()
        for event in events { apply(event) }
    }

    /// A task's life in words: `0 ready main, 5 running, 20 ended returned`.
    ///
    /// The number is the time at which the state began. Ready tells who for; running which thread,
    /// if it is not thread 0.
    public func life(of id: TaskID) -> String {
        guard let task = task(id) else { return "none" }
        var words = task.stretches.map(\.text)
        if let ended = task.ended {
            words.append("\(ended) ended \(task.outcome.map(\.rawValue) ?? "without outcome")")
        }
        return words.joined(separator: ", ")
    }

    /// A task's life in signs, one for each `step` of time from the start to its end.
    ///
    /// Before its creation there are spaces, and behind its end the sign of its outcome.
    public func lane(of id: TaskID, step: Nanoseconds = 10) -> String {
        guard let task = task(id) else { return "none" }
        let end = task.ended ?? lastEvent
        let cells = stride(from: 0, to: end, by: Int(step)).map { time -> Character in
            task.stretchIndex(at: time).map { task.stretches[$0].state.sign } ?? " "
        }
        return String(cells) + (task.outcome.map { String($0.sign) } ?? "")
    }
}

extension Stretch {
    fileprivate var text: String {
        var text = "\(from) \(state.word)"
        if state.isOnThread, thread != .main { text += " \(thread.rawValue)" }
        if state == .ready, let executor { text += " \(executor)" }
        if let call { text += " \(call.name)" }
        return text
    }
}

extension TaskState {
    fileprivate var sign: Character {
        switch self {
        case .running: "█"
        case .blocking: "▓"
        case .ready: "▒"
        case .sleeping: "·"
        case .awaiting: "─"
        }
    }
}

extension TaskOutcome {
    fileprivate var sign: Character {
        switch self {
        case .returned: "✓"
        case .threw: "!"
        case .cancelled: "×"
        case .unfinished: "…"
        }
    }
}
