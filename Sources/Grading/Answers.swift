public import Curriculum
public import TraceModel

extension Trace {
    /// What this run answers to a measure; nil where it can't tell: a task of that name was never
    /// there, or did not end.
    ///
    /// The makespan, and how many tasks and lines there are, is known when the program has ended.
    public func answer(to measure: Measure) -> Answer? {
        switch measure {
        case .makespan: return ended.map { .seconds(seconds($0)) }
        case .end(let name): return endedTask(named: name)?.ended.map { .seconds(seconds($0)) }
        case .ends(let count):
            let ends = namedTasksInOrderOfEnd.compactMap(\.ended)
            return ends.count >= count && count > 0 ? .seconds(seconds(ends[count - 1])) : nil
        case .start(let name):
            return task(named: name)?.started.map { .seconds(seconds($0)) }
        case .starts(let count): return time(ofStart: count).map { .seconds(seconds($0)) }
        case .elapsed(let name):
            guard let task = endedTask(named: name), let end = task.ended else { return nil }
            return task.started.map { .seconds(seconds(end - $0)) }
        case .orderOfEnds:
            let names = namedTasksInOrderOfEnd.compactMap(\.name)
            return names.isEmpty ? nil : .order(names)
        case .state(let name, let instant):
            return state(ofTask: name, at: instant).map { .state($0) }
        case .time(let name, let state):
            guard let task = task(named: name), let state = TaskState(state) else { return nil }
            return .seconds(seconds(task.times(until: ended ?? lastEvent)[state] ?? 0))
        case .output: return printedLines.isEmpty ? nil : .lines(printedLines)
        case .line(let number):
            let lines = printedLines
            return lines.indices.contains(number - 1) ? .line(lines[number - 1]) : nil
        case .lastLine: return printedLines.last.map { .line($0) }
        case .numberOfLines: return ended.map { _ in .count(printedLines.count, of: .line) }
        case .printing(let line): return printing(of: line).map { .seconds(seconds($0)) }
        case .numberOfTasks: return ended.map { _ in .count(tasks.count, of: .task) }
        case .outcome(let name): return outcome(ofTask: name).map { .outcome($0) }
        case .tasks(let search): return tasks(search).map { .tasks($0) }
        }
    }

    private func task(named name: String) -> TracedTask? {
        tasks.first { $0.name == name }
    }

    /// A task that came to its own end before the program did.
    private func endedTask(named name: String) -> TracedTask? {
        task(named: name).flatMap { $0.outcome == .unfinished ? nil : $0 }
    }

    /// The named tasks, without the program's own, by the time of their end.
    private var namedTasksInOrderOfEnd: [TracedTask] {
        tasks.filter {
            $0.name != nil && !$0.isMain && $0.outcome != .unfinished && $0.ended != nil
        }
        .sorted { ($0.ended ?? 0, $0.id) < ($1.ended ?? 0, $1.id) }
    }

    /// When so many named tasks, the program's own aside, had been on a thread.
    private func time(ofStart count: Int) -> Nanoseconds? {
        let named = tasks.filter { $0.name != nil && !$0.isMain }
        let starts = named.compactMap(\.started).sorted()
        return count > 0 && starts.count >= count ? starts[count - 1] : nil
    }

    private func outcome(ofTask name: String) -> TaskOutcomeName? {
        task(named: name)?.outcome.flatMap { TaskOutcomeName(rawValue: $0.rawValue) }
    }

    private func state(ofTask name: String, at instant: Double) -> TaskStateName? {
        task(named: name).flatMap { state(of: $0, at: instant) }
    }

    func state(of task: TracedTask, at instant: Double) -> TaskStateName? {
        guard let time = Nanoseconds(exactly: (instant * 1e9).rounded()) else { return nil }
        if let end = task.ended, time >= end { return .ended }
        return task.stretchIndex(at: time).flatMap {
            TaskStateName(rawValue: task.stretches[$0].state.word)
        }
    }
}

extension TaskState {
    /// The state of that name; nil for the end, which is none.
    init?(_ name: TaskStateName) {
        guard let state = TaskState.allCases.first(where: { $0.word == name.rawValue }) else {
            return nil
        }
        self = state
    }
}

private func seconds(_ time: Nanoseconds) -> Double {
    Double(time) / 1e9
}
