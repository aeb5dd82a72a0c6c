/// Nanoseconds in each state.
public struct StateTimes: Equatable, Sendable {
    private var times = [Nanoseconds](repeating: 0, count: TaskState.allCases.count)

    /// No time in any state.
    public init() {}

    /// The time in one state.
    public internal(set) subscript(state: TaskState) -> Nanoseconds {
        get { times[Int(state.rawValue)] }
        set { times[Int(state.rawValue)] = newValue }
    }

    static func += (left: inout StateTimes, right: StateTimes) {
        for index in left.times.indices { left.times[index] += right.times[index] }
    }
}

/// What a task comes to in one run.
public struct TaskFigures: Equatable, Sendable {
    /// Its id in that run.
    public let id: TaskID
    /// Its name in that run, or what stands for one.
    public let title: String
    /// It was given a name.
    public let isNamed: Bool
    /// Its position in `Trace.tasks`.
    public let index: Int
    /// When it was created.
    public let created: Nanoseconds
    /// When it ended, with the program at the latest.
    public let ended: Nanoseconds
    /// Its times in each state, which add up to its lifetime.
    public let states: StateTimes

    init(_ task: TracedTask, at index: Int, until end: Nanoseconds) {
        id = task.id
        title = task.title
        isNamed = task.name != nil
        self.index = index
        created = task.created
        ended = max(task.ended ?? end, task.created)
        var states = StateTimes()
        for position in task.stretches.indices {
            let stretch = task.stretches[position]
            let to = task.end(ofStretch: position, now: end)
            states[stretch.state] += to - min(stretch.from, to)
        }
        self.states = states
    }

    /// From its creation to its end.
    public var lifetime: Nanoseconds { ended - created }
}
