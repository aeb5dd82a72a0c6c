import TraceModel

// The events that one can go to: those that a task takes part in.

extension RunHistory {
    /// An event, and the task that it is about.
    struct Subject {
        let position: Int
        let event: TraceEvent
        let task: TaskID
    }

    /// The first event at or behind a position that a task takes part in, or any.
    func event(from position: Int, of task: TaskID?, in trace: Trace) -> Subject? {
        subject(events.first(from: position) { isEvent($0, of: task, in: trace) }, in: trace)
    }

    /// The last event before a moment; where the moment is just at one, the one before that.
    func event(before moment: RunMoment, of task: TaskID?, in trace: Trace) -> Subject? {
        let last = event(upTo: min(moment.events, events.count), of: task, in: trace)
        guard let last, events.time(after: last.position + 1) == moment.now else { return last }
        return event(upTo: last.position, of: task, in: trace)
    }

    private func event(upTo end: Int, of task: TaskID?, in trace: Trace) -> Subject? {
        subject(events.last(before: end) { isEvent($0, of: task, in: trace) }, in: trace)
    }

    private func subject(_ found: (Int, TraceEvent)?, in trace: Trace) -> Subject? {
        guard let (position, event) = found, let task = subject(of: event, in: trace) else {
            return nil
        }
        return Subject(position: position, event: event, task: task)
    }

    private func isEvent(_ event: TraceEvent, of task: TaskID?, in trace: Trace) -> Bool {
        guard let subject = subject(of: event, in: trace) else { return false }
        return task == nil || task == subject
    }

    /// The task that an event is about; nil where it is none of those that have a lane.
    func subject(of event: TraceEvent, in trace: Trace) -> TaskID? {
        guard let task = event.fact.subject else { return nil }
        if trace.position(of: task) != nil { return task }
        guard case .timerFired = event.fact else { return nil }
        return trace.sleeper(wokenBy: task)
    }
}

extension TraceEvent.Fact {
    /// The task that changes by it, or that does something; a timer for what wakes its sleeper.
    fileprivate var subject: TaskID? {
        switch self {
        case .created(let task, _, _, _), .enqueued(let task, _, _, _), .started(let task, _),
            .stopped(let task, _, _), .ended(let task, _, _), .yielded(let task),
            .switched(let task, _), .timerFired(let task):
            task
        case .printed(let task, _, _, _), .blocked(let task, _, _), .unblocked(let task): task
        default: nil
        }
    }

    /// What it does to a task, behind the task's name: one that was in a state before; `trace` is that just
    /// after it.
    func words(for task: TaskID, from before: TaskState?, in trace: Trace?) -> String {
        switch self {
        case .created: "is created"
        case .started: "runs"
        case .ended(_, _, cancelled: true): "ends, cancelled"
        case .ended(_, threw: true, _): "throws"
        case .ended: "returns"
        case .yielded: "yields"
        case .printed(_, _, let text, _): "prints" + Self.quoted(text)
        case .blocked(_, let call, _): call.map { "blocks, \($0.phrase)" } ?? "blocks its thread"
        case .unblocked: "no longer blocks"
        case .switched: "goes on with another executor"
        case .enqueued(_, let executor?, _, _) where before == .ready:
            "is enqueued" + (trace.map { ": waits for \($0.phrase(for: executor))" } ?? "")
        case .enqueued where before == .ready: "is enqueued"
        case .timerFired:
            before == .sleeping ? "has slept: it becomes ready" : "need not sleep any more"
        default:
            switch trace?.task(task)?.state {
            case .sleeping: "sleeps"
            case .awaiting: "waits"
            default: "becomes ready"
            }
        }
    }

    /// The beginning of what is printed; the end of a line is often printed by itself.
    private static func quoted(_ text: String) -> String {
        guard let line = text.split(separator: "\n").first else {
            return text.isEmpty ? "" : " the end of a line"
        }
        return line.count > 30 ? " '\(line.prefix(30))...'" : " '\(line)'"
    }
}
