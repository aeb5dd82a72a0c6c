/// A task came onto a thread, changed its executor there, or was suspended.
///
/// Unlike a stretch, a step is there even where it took no time: under the virtual clock computing takes none.
struct TaskStep: Equatable, Sendable {
    let task: TaskID
    let time: Nanoseconds
    /// Running, sleeping or awaiting.
    let state: TaskState
    /// Running: who runs it.
    let executor: Executor?
    /// Awaiting: what for.
    let wait: Wait?
    /// Suspended: where it will go on.
    let place: PlaceID?

    /// The step that a task makes with a stretch; nil where it only becomes ready or blocks.
    init?(_ task: TaskID, _ stretch: Stretch, notBefore earliest: Nanoseconds) {
        guard stretch.state != .ready, stretch.state != .blocking else { return nil }
        self.task = task
        time = max(stretch.from, earliest)
        state = stretch.state
        executor = stretch.executor
        wait = stretch.wait
        place = stretch.place
    }

    var isSuspended: Bool { state == .sleeping || state == .awaiting }
}

extension Trace {
    /// Who ran a task, turn by turn, be it for no time at all; without those that are not known.
    public func executors(of task: TaskID) -> [Executor] {
        steps.compactMap { $0.task == task && $0.state == .running ? $0.executor : nil }
    }
}
