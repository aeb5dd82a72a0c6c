/// A task came onto a thread, changed its executor there, or was suspended.
///
/// Unlike a stretch, a step is there even where it took no time: under the virtual clock computing takes none.
struct TaskStep: Equatable, Sendable {
    let task: TaskID
    private let stretch: Stretch

    init(_ task: TaskID, _ stretch: Stretch) {
        self.task = task
        self.stretch = stretch
    }

    var time: Nanoseconds { stretch.from }
    /// Running, sleeping or awaiting.
    var state: TaskState { stretch.state }
    /// Running: who runs it.
    var executor: Executor? { stretch.executor }
    /// Awaiting: what for.
    var wait: Wait? { stretch.wait }
    /// Suspended: where it will go on.
    var place: PlaceID? { stretch.place }

    var isSuspended: Bool { state == .sleeping || state == .awaiting }
}

extension Stretch {
    /// It begins with a step: it does not where a task only becomes ready or blocks.
    var isStep: Bool { state != .ready && state != .blocking }
}

/// The steps of all tasks in the order in which they happened.
///
/// Most are stretches of their tasks. So there is only whose each was, and those that took no time.
struct StepLog: Equatable, Sendable {
    struct Lost: Equatable, Sendable {
        let number: UInt32
        let stretch: Stretch
    }

    /// Whose each step was.
    var order = TraceLog<TaskID>()
    /// Steps that are no stretches, each with its number.
    var lost = TraceLog<Lost>()

    /// The number of the next step.
    var next: UInt32 { UInt32(truncatingIfNeeded: order.count) }

    /// Notes that a step is no stretch, or no more.
    mutating func lose(_ number: UInt32, _ stretch: Stretch) {
        if stretch.isStep { lost.append(Lost(number: number, stretch: stretch)) }
    }
}

extension Trace {
    /// What each task did in turn, of all tasks in the order in which it happened.
    var steps: some Sequence<TaskStep> {
        var lost = stepLog.lost.sorted { $0.number < $1.number }[...]
        var next = [Int32](repeating: 0, count: tasks.count)
        var number = 0
        return AnyIterator<TaskStep> {
            guard number < stepLog.order.count else { return nil }
            let task = stepLog.order[number]
            defer { number += 1 }
            if let first = lost.first, first.number == UInt32(truncatingIfNeeded: number) {
                lost = lost.dropFirst()
                return TaskStep(task, first.stretch)
            }
            guard let position = position(of: task) else { return nil }
            let stretches = tasks[position].stretches
            var index = Int(next[position])
            while index < stretches.count, !stretches[index].isStep { index += 1 }
            guard index < stretches.count else { return nil }
            next[position] = Int32(index + 1)
            return TaskStep(task, stretches[index])
        }
    }

    /// When tasks did what took no time at all, in the order of time.
    public var timesOfMomentarySteps: [Nanoseconds] {
        stepLog.lost.map(\.stretch.from).sorted()
    }

    /// Who ran a task, turn by turn, be it for no time at all; without those that are not known.
    public func executors(of task: TaskID) -> [Executor] {
        steps.compactMap { $0.task == task && $0.state == .running ? $0.executor : nil }
    }
}
