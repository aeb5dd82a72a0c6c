public import Curriculum
public import TraceModel

/// A run of an answer, with all that is needed to judge it.
public struct JudgedRun: Sendable {
    /// What happened, with the lines of source that are known.
    public let trace: Trace
    /// How it ended.
    public let end: RunEnd
    /// The answer that ran.
    public let source: SwiftText
    /// Whether times are exact.
    public let clock: Check.Clock
    /// What it printed to standard output.
    let lines: [PrintedLine]
    /// The path of the answer, as the program that ran knows it.
    public let path: String

    /// A run that has ended.
    public init(
        trace: Trace,
        end: RunEnd,
        source: SwiftText,
        clock: Check.Clock,
        path: String = ""
    ) {
        self.path = path
        self.trace = trace
        lines = trace.linesWithTimes
        self.end = end
        self.source = source
        self.clock = clock
    }

    /// When the program ended.
    var makespan: Nanoseconds { trace.ended ?? trace.lastEvent }

    /// Whether seconds are within bounds.
    ///
    /// A live run is late on a busy machine, by `late` seconds and more, and never early by more than a
    /// clock's grain.
    func holds(_ bounds: Bounds, _ seconds: Double, late: Double = 0.15) -> Bool {
        let grain = clock == .virtual ? 1e-6 : 0.01
        let late = clock == .virtual ? grain : late + (bounds.most ?? 0) / 5
        return seconds >= (bounds.least ?? 0) - grain
            && seconds <= (bounds.most ?? .infinity) + late
    }

    /// The line of a place in the learner's file.
    func line(_ place: PlaceID?) -> Int? { trace.places.line(at: place)?.line }
}

/// A time in which something goes on.
struct TimeSpan: Equatable {
    let from: Nanoseconds
    let to: Nanoseconds
    /// What it is called in a sentence.
    let title: String
    /// The task that it is of; nil where none is known.
    let task: String?
    let line: Int?

    var seconds: Double { Double(to - from) / 1e9 }

    func overlaps(_ other: TimeSpan) -> Bool {
        min(to, other.to) > max(from, other.from)
    }
}

extension JudgedRun {
    /// The spans of a run, by the time of their beginnings.
    func spans(_ spans: Condition.Spans) -> [TimeSpan] {
        let found =
            switch spans {
            case .task(let name): taskSpans(Pattern(name))
            case .lines(let first, let last): lineSpans(Pattern(first), Pattern(last))
            case .state(let state, let function): stateSpans(state, within: function)
            }
        return found.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
    }

    /// Tasks by their names; `*` alone: all, with those without names, but the program's own.
    func tasks(named pattern: Pattern) -> [TracedTask] {
        trace.tasks.filter { task in
            if task.isMain { return pattern.text == task.name }
            return task.name.map(pattern.matches) ?? (pattern.text == "*")
        }
    }

    private func taskSpans(_ pattern: Pattern) -> [TimeSpan] {
        tasks(named: pattern).map { task in
            TimeSpan(
                from: task.started ?? task.created,
                to: task.ended ?? makespan,
                title: task.title,
                task: task.title,
                line: line(task.createdAt)
            )
        }
    }

    private func lineSpans(_ first: Pattern, _ last: Pattern) -> [TimeSpan] {
        var open: [(wildcards: [Substring], line: PrintedLine)] = []
        var spans: [TimeSpan] = []
        for line in lines {
            if let wildcards = last.wildcards(in: line.text),
                let index = open.firstIndex(where: { agree($0.wildcards, wildcards) })
            {
                spans.append(span(open.remove(at: index).line, to: line.time))
            } else if let wildcards = first.wildcards(in: line.text) {
                open.append((wildcards, line))
            }
        }
        return spans + open.map { span($0.line, to: makespan) }
    }

    /// Of two lines: where one has more wildcards, those that both have are the same.
    private func agree(_ ones: [Substring], _ others: [Substring]) -> Bool {
        zip(ones, others).allSatisfy { $0 == $1 }
    }

    private func span(_ line: PrintedLine, to end: Nanoseconds) -> TimeSpan {
        TimeSpan(
            from: line.time,
            to: end,
            title: "'\(line.text.shortened)'",
            task: line.task.flatMap { trace.task($0)?.title },
            line: self.line(line.place)
        )
    }

    private func stateSpans(_ name: TaskStateName, within function: String?) -> [TimeSpan] {
        guard let state = TaskState(name) else { return [] }
        let lines = function.map { source.declarations[$0] ?? 0...0 }
        return trace.tasks.flatMap { task in
            task.stretches.enumerated().filter { _, stretch in
                stretch.state == state && isWithin(lines, stretch.place)
            }.map { index, stretch in
                TimeSpan(
                    from: stretch.from,
                    to: task.end(ofStretch: index, now: makespan),
                    title: task.title,
                    task: task.title,
                    line: line(stretch.place)
                )
            }
        }
    }

    private func isWithin(_ lines: ClosedRange<Int>?, _ place: PlaceID?) -> Bool {
        guard let lines else { return true }
        return trace.places.stack(at: place).contains { lines.contains($0.line) }
    }
}

extension Condition.Spans {
    /// One of them, as a clause: `a task is sleeping in load`.
    var event: String {
        switch self {
        case .task(let name): "a task named '\(name)' runs"
        case .lines(let first, let last): "'\(first)' is followed by '\(last)'"
        case .state(let state, nil): "a task is \(state.rawValue)"
        case .state(let state, let function?): "a task is \(state.rawValue) in \(function)"
        }
    }

    /// So many of them, as a clause: `2 tasks are sleeping in load`.
    func counted(_ count: Int) -> String {
        let (task, are) = count == 1 ? ("1 task", "is") : ("\(count) tasks", "are")
        return switch self {
        case .task(let name): "\(task) named '\(name)' \(are) alive"
        case .lines(let first, let last):
            "\(count) \(count == 1 ? "stretch" : "stretches") from '\(first)' to '\(last)' go\(count == 1 ? "es" : "") on"
        case .state(let state, nil): "\(task) \(are) \(state.rawValue)"
        case .state(let state, let function?): "\(task) \(are) \(state.rawValue) in \(function)"
        }
    }

    /// What they are, as the subject of a sentence in the plural.
    var words: String {
        switch self {
        case .task(let name): "tasks named '\(name)'"
        case .lines(let first, let last): "stretches from '\(first)' to '\(last)'"
        case .state(let state, nil): "tasks \(state.rawValue)"
        case .state(let state, let function?): "tasks \(state.rawValue) in \(function)"
        }
    }
}
