import Curriculum
import TraceModel

extension Trace {
    /// Times that differ by less count as the same: of two tasks that end together, a live run has
    /// the one or the other first.
    private static var tie: Nanoseconds { 10_000_000 }

    /// The titles of the tasks that a search finds; nil where it finds none.
    func tasks(_ search: TaskSearch) -> [String]? {
        let found =
            switch search {
            case .longest(let state): longest(state)
            case .inState(let state, let time): tasks(in: state, at: time)
            case .outcome(let outcome): tasks.filter { $0.outcome?.rawValue == outcome.rawValue }
            case .place(let place): tasks(at: place)
            }
        return found.isEmpty ? nil : found.map(\.title)
    }

    private func longest(_ state: TaskStateName) -> [TracedTask] {
        guard let state = TaskState(state) else { return [] }
        let times = tasks.map { $0.times(until: ended ?? lastEvent)[state] ?? 0 }
        guard let longest = times.max(), longest > 0 else { return [] }
        return zip(tasks, times).filter { longest - $1 < Self.tie }.map { task, _ in task }
    }

    private func tasks(in state: TaskStateName, at instant: Double) -> [TracedTask] {
        tasks.filter { self.state(of: $0, at: instant) == state }
    }

    private func tasks(at place: TaskPlace) -> [TracedTask] {
        let times: [(task: TracedTask, time: Nanoseconds)] = tasks.filter { !$0.isMain }
            .compactMap { task in
                let time =
                    switch place {
                    case .firstToStart, .lastToStart: task.started
                    case .firstToEnd, .lastToEnd: task.outcome == .unfinished ? nil : task.ended
                    }
                return time.map { (task, $0) }
            }
        let sorted = times.map(\.time).sorted()
        guard let first = sorted.first, let last = sorted.last else { return [] }
        let isFirst = place == .firstToStart || place == .firstToEnd
        return times.filter { isFirst ? $0.time < first + Self.tie : $0.time + Self.tie > last }
            .map(\.task)
    }
}
