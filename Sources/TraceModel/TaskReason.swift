/// What a task does at the moment, or why it does not go on.
public enum TaskReason: Equatable, Sendable {
    /// It computes.
    case computing(on: Executor?)
    /// It is in a call that blocks its thread.
    case call(BlockingCall?)
    /// It sleeps, until a time where that is known.
    case sleep(until: Nanoseconds?)
    /// It waits for its turn; `holders` are the tasks that its executor runs instead.
    case turn(on: Executor?, holders: [TaskID])
    /// It waits for the end of a task; nil where it is not known which.
    case task(TaskID?)
    /// It waits for the next child of its task group; so many of its children have not ended.
    case group(children: Int)
    /// It waits for a continuation to be resumed.
    case continuation
    /// It waits, and the runtime does not tell for what.
    case unknown
}

/// A wait that is over.
public struct FinishedWait: Equatable, Sendable {
    /// What it was for; nil where the task slept, or that is not known.
    public let wait: Wait?
    /// The time until which the task slept, where it did.
    public let sleptUntil: Nanoseconds?
    /// When it began.
    public let from: Nanoseconds
    /// When it was over.
    public let to: Nanoseconds
    /// The task that ended it; nil where none did, or that is not known.
    public let ender: TaskID?
}

extension Trace {
    /// What a task does at the end of what is known, or why it does not go on; of one that has ended,
    /// what it did last.
    public func reason(of task: TracedTask) -> TaskReason {
        guard let stretch = task.stretches.last else { return .unknown }
        switch stretch.state {
        case .running: return .computing(on: stretch.executor)
        case .blocking: return .call(stretch.call)
        case .sleeping: return .sleep(until: task.sleepsUntil)
        case .ready:
            let holders = stretch.executor.map { self.holders(of: $0) } ?? []
            return .turn(on: stretch.executor, holders: holders.filter { $0 != task.id })
        case .awaiting: return reason(stretch.wait ?? waits[task.id] ?? .unknown, of: task)
        }
    }

    private func reason(_ wait: Wait, of task: TracedTask) -> TaskReason {
        switch wait {
        case .task(let other): .task(other)
        case .continuation: .continuation
        case .group:
            .group(
                children: tasks.count {
                    $0.parent == task.id && $0.origin == .groupChild && $0.isUnfinished
                }
            )
        case .executor: .turn(on: task.stretches.last?.executor, holders: [])
        case .call, .unknown: .unknown
        }
    }

    /// The tasks that an executor runs at the end of what is known, by id; on threads of the pool also
    /// those of actors, which borrow them.
    public func holders(of executor: Executor) -> [TaskID] {
        let onThreads =
            ended == nil ? tasksOnThreads.compactMap(task) : tasks.filter(\.isUnfinished)
        return onThreads.filter { task in
            guard let stretch = task.stretches.last, stretch.state.isOnThread else { return false }
            return executor == .pool ? stretch.thread != .main : stretch.executor == executor
        }.map(\.id).sorted()
    }

    /// The latest place in the program's code at which a task is known to be: where it waits, where it
    /// blocks, where it went on or printed since.
    public func place(of task: TracedTask) -> PlaceID? {
        guard let stretch = task.stretches.last else { return nil }
        if stretch.state == .running, let output = lastOutput(of: task.id),
            output.time >= stretch.from, let place = output.place
        {
            return place
        }
        return stretch.place
    }
}

extension TracedTask {
    /// It lives, or did when the program ended.
    public var isUnfinished: Bool { ended == nil || outcome == .unfinished }

    /// It waits no more.
    mutating func finishWait(at time: Nanoseconds, by ender: TaskID?) {
        guard state == .sleeping || state == .awaiting, let stretch = stretches.last else { return }
        finishedWait = FinishedWait(
            wait: stretch.wait,
            sleptUntil: stretch.state == .sleeping ? sleepsUntil : nil,
            from: stretch.from,
            to: max(time, stretch.from),
            ender: ender
        )
    }
}
