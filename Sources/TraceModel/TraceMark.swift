/// A moment of a run, noted so that the trace of it can be made of what the run became.
///
/// It holds what has changed since, or could: the tasks that were alive, and no more of what only grew
/// than where that ended. So it is small, however long the run.
public struct TraceMark: Sendable {
    /// Without tasks.
    fileprivate let trace: Trace
    fileprivate let tasks: TaskList.Mark

    /// How many tasks it holds.
    public var size: Int { tasks.size }
}

extension Trace {
    /// Notes what is known now.
    public func mark() -> TraceMark {
        var rest = self
        rest.tasks = TaskList()
        rest.output = output.end(from: firstOpenPiece)
        rest.switches = switches.end(from: switches.count)
        rest.sleeps = sleeps.end(from: sleeps.count)
        rest.stepLog.order = stepLog.order.end(from: stepLog.order.count)
        rest.stepLog.lost = stepLog.lost.end(from: stepLog.lost.count)
        rest.findTasks(as: nil)
        return TraceMark(trace: rest, tasks: tasks.mark())
    }

    /// The first piece of output to which something may still be added.
    private var firstOpenPiece: Int {
        lastPieces.values.filter { !output[$0].endsLine }.min() ?? output.count
    }

    /// The trace as it was at a mark, made before in this very run.
    public func rewound(to mark: TraceMark) -> Trace {
        var trace = mark.trace
        trace.tasks = tasks.rewound(to: mark.tasks)
        trace.output = trace.output.whole(in: output)
        trace.switches = trace.switches.whole(in: switches)
        trace.sleeps = trace.sleeps.whole(in: sleeps)
        trace.stepLog.order = trace.stepLog.order.whole(in: stepLog.order)
        trace.stepLog.lost = trace.stepLog.lost.whole(in: stepLog.lost)
        trace.findTasks(as: self)
        return trace
    }
}
