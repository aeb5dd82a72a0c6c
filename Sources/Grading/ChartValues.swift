public import Curriculum
public import TraceModel

/// One number that a chart draws.
public struct ChartValue: Equatable, Sendable {
    /// The task.
    public let task: TaskID
    /// What to call it.
    public let title: String
    /// The number.
    public let seconds: Double
}

extension Trace {
    /// What a chart draws of this run: of each task but the program's own, in the order of creation, or of
    /// each turn, in the order of time.
    ///
    /// A task that never came to what is asked for has no number.
    public func values(of chart: Chart) -> [ChartValue] {
        let end = ended ?? lastEvent
        let tasks = tasks.filter { !$0.isMain }
        guard chart.quantity == .delay else {
            return tasks.compactMap { task in
                time(chart.quantity, of: task, until: end).map { value(task, $0) }
            }
        }
        return tasks.flatMap { task in
            task.delays.map { (turn: $0.turn, value: value(task, $0.delay)) }
        }
        .sorted { ($0.turn, $0.value.task) < ($1.turn, $1.value.task) }
        .map(\.value)
    }

    private func value(_ task: TracedTask, _ time: Nanoseconds) -> ChartValue {
        ChartValue(task: task.id, title: task.title, seconds: Double(time) / 1e9)
    }

    private func time(
        _ quantity: Chart.Quantity,
        of task: TracedTask,
        until end: Nanoseconds
    ) -> Nanoseconds? {
        switch quantity {
        case .delay: nil
        case .ended: task.outcome == .unfinished ? nil : task.ended
        case .elapsed:
            task.started.flatMap { start in
                task.outcome == .unfinished ? nil : task.ended.map { $0 - min($0, start) }
            }
        case .running, .blocking, .ready, .sleeping, .awaiting:
            TaskState.allCases.first { $0.word == quantity.rawValue }
                .map { task.times(until: end)[$0] ?? 0 }
        }
    }
}

extension TracedTask {
    /// For each turn on a thread when it began, and how long the task was ready before.
    fileprivate var delays: [(turn: Nanoseconds, delay: Nanoseconds)] {
        var readySince: Nanoseconds?
        var wasOnThread = false
        var delays: [(turn: Nanoseconds, delay: Nanoseconds)] = []
        for stretch in stretches {
            if stretch.state.isOnThread, !wasOnThread {
                delays.append((stretch.from, stretch.from - (readySince ?? stretch.from)))
            }
            wasOnThread = stretch.state.isOnThread
            // On its way from one executor to another it is ready too.
            readySince = stretch.state == .ready ? readySince ?? stretch.from : nil
        }
        return delays
    }
}
