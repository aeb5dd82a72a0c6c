/// A task made another one ready, which had been suspended.
public struct WakeUp: Equatable, Sendable {
    /// When.
    public let time: Nanoseconds
    /// The task that could go on.
    public let task: TaskID
    /// The task that made it ready.
    public let waker: TaskID

    /// A wake-up.
    public init(time: Nanoseconds, task: TaskID, waker: TaskID) {
        self.time = time
        self.task = task
        self.waker = waker
    }
}

/// All wake-ups of a run, gathered from its events in their order.
///
/// A trace itself knows no more than the last of each task.
public struct WakeUps: Equatable, Sendable {
    /// In the order in which they happened; among the wakers can be hidden tasks of the runtime.
    public private(set) var all: [WakeUp] = []
    /// What those that are suspended wait for.
    private var waits: [TaskID: Wait] = [:]
    private var creators: [TaskID: TaskID] = [:]
    /// The task that ended last on each thread, until another starts there.
    private var endedOn: [ThreadNumber: TaskID] = [:]

    /// Nothing has happened yet.
    public init() {}

    /// Takes in what the trace tells next.
    public mutating func apply(_ event: TraceEvent) {
        switch event.fact {
        case .created(let task, let creator, _, _): creators[task] = creator
        case .stopped(let task, let wait, _): waits[task] = wait
        case .started(let task, _):
            waits[task] = nil
            endedOn[event.thread] = nil
        case .ended(let task, _, _):
            waits[task] = nil
            endedOn[event.thread] = task
        case .enqueued(let task, _, let waker, _):
            guard let wait = waits.removeValue(forKey: task),
                let waker = waker ?? ended(wait, of: task, on: event.thread), waker != task
            else { return }
            all.append(WakeUp(time: event.time, task: task, waker: waker))
        default: break
        }
    }

    /// The task on a thread whose end was waited for: whoever is made ready right behind that names no
    /// waker, as there is none any more.
    private func ended(_ wait: Wait, of task: TaskID, on thread: ThreadNumber) -> TaskID? {
        guard let ended = endedOn[thread] else { return nil }
        return switch wait {
        case .task(let other): other == nil || other == ended ? ended : nil
        case .group: creators[ended] == task ? ended : nil
        default: nil
        }
    }
}
