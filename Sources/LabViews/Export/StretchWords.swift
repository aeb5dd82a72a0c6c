import TraceModel

/// What there is to say of one stretch of a task's life, in words for other tools.
struct StretchWords {
    let stretch: Stretch
    let trace: Trace

    /// Why the task does not go on, as part of a sentence; nil where it computes, or that is not known.
    var reason: String? {
        switch stretch.state {
        case .running: nil
        case .blocking: stretch.call?.phrase
        case .ready: stretch.executor.map { "waits for \(trace.phrase(for: $0))" }
        case .sleeping: "sleeps"
        case .awaiting: awaited
        }
    }

    private var awaited: String? {
        switch stretch.wait {
        case .task(let other?):
            "waits for the end of \(trace.task(other)?.title ?? "task \(other.rawValue)")"
        case .task(nil): "waits for the end of a task"
        case .group: "waits for the next child of its task group"
        case .continuation: "waits for a continuation"
        case .executor: "waits for its turn"
        case .call, .unknown, nil: nil
        }
    }

    /// What it waits for, in the words of `--json`; empty where it does not, or that is not known.
    var wait: String {
        switch (stretch.state, stretch.wait) {
        case (.blocking, _): stretch.call?.word ?? ""
        case (.sleeping, _): "sleep"
        case (.ready, _): "turn"
        case (.awaiting, .task(let other)): other.map { "task \($0.rawValue)" } ?? "task"
        case (.awaiting, .group): "group"
        case (.awaiting, .continuation): "continuation"
        case (.awaiting, .executor): "turn"
        default: ""
        }
    }

    var executor: String? { stretch.executor.map { trace.name(of: $0) } }

    var line: CodeLine? { trace.places.line(at: stretch.place) }
}
