/// The state of a task at one moment: it is in exactly one, at every moment of its life.
public enum TaskState: UInt8, CaseIterable, Sendable {
    /// On a thread, using the processor.
    case running
    /// On a thread that is stuck in a blocking call.
    case blocking
    /// Could run, but its executor is busy.
    case ready
    /// Suspended until a time.
    case sleeping
    /// Suspended until something else happens.
    case awaiting

    /// The word used on every screen and in `--json`.
    public var word: String {
        switch self {
        case .running: "running"
        case .blocking: "blocking"
        case .ready: "ready"
        case .sleeping: "sleeping"
        case .awaiting: "awaiting"
        }
    }

    /// The letter for where there is room for one.
    public var letter: Character {
        switch self {
        case .running: "R"
        case .blocking: "B"
        case .ready: "q"
        case .sleeping: "s"
        case .awaiting: "a"
        }
    }

    /// True on a thread.
    public var isOnThread: Bool { self == .running || self == .blocking }
}

/// How a task's life ended.
public enum TaskOutcome: String, CaseIterable, Sendable {
    case returned
    case threw
    /// Ended, either way, after it had been cancelled.
    case cancelled
    /// The program ended before it.
    case unfinished
}

/// One time during which a task was on a thread.
public struct Slice: Equatable, Sendable {
    /// The task.
    public let task: TaskID
    /// The thread that it was on.
    public let thread: ThreadNumber
    /// Who ran it; nil where that is not known.
    public let executor: Executor?
    /// Where it went on; nil where that is not known.
    public var place: PlaceID?
    /// When it came onto the thread.
    public let from: Nanoseconds
    /// When it left the thread, or the end of what is known.
    public let to: Nanoseconds
}

/// A task and its whole life.
public struct TracedTask: Equatable, Sendable {
    /// The id that the Swift runtime gave it.
    public let id: TaskID
    /// The name that the program gave it; "main" for the program's own.
    public internal(set) var name: String?
    /// The task that created it; nil for the program's own and for those created outside any task.
    public let parent: TaskID?
    /// Nil where its creation was not seen.
    public internal(set) var origin: TaskOrigin?
    /// True for the task that an async `main` runs in.
    public internal(set) var isMain = false
    /// When it was created, or first seen.
    public let created: Nanoseconds
    /// Where it was created, if that is known.
    public internal(set) var createdAt: PlaceID?
    /// When it was on a thread for the first time, be it for no time at all; nil until then.
    public internal(set) var started: Nanoseconds?
    /// Nil while it lives.
    public internal(set) var ended: Nanoseconds?
    /// Nil while it lives.
    public internal(set) var outcome: TaskOutcome?
    /// The state it is in now, that of the last stretch; after its end the last one.
    ///
    /// Kept beside the stretches, as it is asked for of very many tasks at a time.
    public private(set) var state = TaskState.ready
    /// In the order of time, the first at `created`, without gaps; neighbours differ.
    public internal(set) var stretches: TraceLog<Stretch>
    /// Positions of the stretches in which it blocks.
    private(set) var blockings = TraceLog<UInt32>()
    /// Of those that are ready, the one with the lowest became so first.
    public internal(set) var turn = 0
    /// The time until which it sleeps, where it does.
    public internal(set) var sleepsUntil: Nanoseconds?
    /// What it waited for last, and what ended that; nil where it has not waited yet.
    public internal(set) var finishedWait: FinishedWait?

    /// The timer whose firing wakes it; nil where it waits for none.
    var timer: TaskID?
    var timerHasFired = false
    /// An executor was asked to run it at least once.
    var wasEnqueued = false
    /// The time of its last change, be it one that is no stretch.
    var changed: Nanoseconds = 0
    /// The number of the step that its last stretch began with, where that is one.
    var lastStep: UInt32 = 0
    /// Position of what it printed last among all output; -1: nothing.
    var lastOutput: Int32 = -1

    /// What to call it on a screen: its name, or "task 7".
    public var title: String { name ?? "\(kindWord) \(id.rawValue)" }

    /// What it is, where it has no name: "async let" or "task".
    public var kindWord: String { origin == .asyncLet ? "async let" : "task" }

    /// Nanoseconds in each state from its creation to `now` or its end.
    public func times(until now: Nanoseconds) -> [TaskState: Nanoseconds] {
        var times = [Nanoseconds?](repeating: nil, count: TaskState.allCases.count)
        for index in stretches.indices {
            let stretch = stretches[index]
            let time = end(ofStretch: index, now: now) - stretch.from
            times[Int(stretch.state.rawValue)] = (times[Int(stretch.state.rawValue)] ?? 0) + time
        }
        return TaskState.allCases.reduce(into: [:]) { $0[$1] = times[Int($1.rawValue)] }
    }

    /// Nanoseconds in a state from its creation to `now` or its end.
    func time(in state: TaskState, until now: Nanoseconds) -> Nanoseconds {
        var time: Nanoseconds = 0
        for index in stretches.indices where stretches[index].state == state {
            time += end(ofStretch: index, now: now) - stretches[index].from
        }
        return time
    }

    /// When the stretch at `index` ended, `now` at the latest and its start at the earliest.
    public func end(ofStretch index: Int, now: Nanoseconds) -> Nanoseconds {
        let next = stretches.index(after: index)
        let end = next < stretches.endIndex ? stretches[next].from : ended ?? now
        return max(end, stretches[index].from)
    }

    /// The stretch that holds `time`, or nil before its creation and from its end on.
    public func stretchIndex(at time: Nanoseconds) -> Int? {
        guard time >= created, ended.map({ time < $0 }) ?? true else { return nil }
        let behind = firstIndex(upTo: stretches.count) { stretches[$0].from > time }
        return behind > 0 ? behind - 1 : nil
    }

    /// It blocks in one of the stretches at these positions.
    ///
    /// Does not look at them one by one: there can be very many.
    public func blocks(inStretches positions: ClosedRange<Int>) -> Bool {
        let first = firstIndex(upTo: blockings.count) { blockings[$0] >= positions.lowerBound }
        return first < blockings.count && blockings[first] <= positions.upperBound
    }

    /// The task with no more of what only grows than its end, which may still change.
    func withEndsOnly() -> TracedTask {
        var task = self
        task.stretches = stretches.end(from: Swift.max(0, stretches.count - 1))
        task.blockings = blockings.end(from: Swift.max(0, blockings.count - 1))
        return task
    }

    /// The task of which this has the ends; their beginnings are those of what it became.
    func whole(in later: TracedTask) -> TracedTask {
        var task = self
        task.stretches = stretches.whole(in: later.stretches)
        task.blockings = blockings.whole(in: later.blockings)
        return task
    }

    /// Its times on a thread, up to `now`: neighbouring stretches on one thread are one slice.
    public func slices(until now: Nanoseconds) -> [Slice] {
        var slices: [Slice] = []
        for (index, stretch) in stretches.enumerated() where stretch.state.isOnThread {
            let to = end(ofStretch: index, now: now)
            if let last = slices.last, last.to == stretch.from, last.thread == stretch.thread,
                stretches[index - 1].state.isOnThread, last.executor == stretch.executor
            {
                slices[slices.count - 1] = Slice(
                    task: id,
                    thread: last.thread,
                    executor: last.executor,
                    place: last.place,
                    from: last.from,
                    to: to
                )
            } else {
                slices.append(
                    Slice(
                        task: id,
                        thread: stretch.thread,
                        executor: stretch.executor,
                        place: stretch.place,
                        from: stretch.from,
                        to: to
                    )
                )
            }
        }
        return slices
    }

    /// Begins a new state, not before the last change: clocks of two threads disagree by a little.
    ///
    /// Step number `step` is it, if it is one; what takes no time at all is noted as lost. `turn` is that of
    /// a task that becomes ready now.
    mutating func enter(
        _ stretch: Stretch,
        step: UInt32,
        turn: Int,
        _ steps: inout StepLog
    ) {
        var stretch = stretch
        stretch.from = max(stretch.from, changed)
        state = stretch.state
        if stretch.state == .ready { self.turn = turn }
        changed = stretch.from
        guard let last = stretches.last else { return append(stretch, step) }
        if last.isContinued(by: stretch) { return steps.lose(step, stretch) }
        if stretch.from == last.from {
            // What took no time at all never was; before it may have been what is now again.
            stretches.removeLast()
            if last.state == .blocking { blockings.removeLast() }
            steps.lose(lastStep, last)
            if stretches.last.map({ $0.isContinued(by: stretch) }) ?? false {
                return steps.lose(step, stretch)
            }
        }
        append(stretch, step)
    }

    private mutating func append(_ stretch: Stretch, _ step: UInt32) {
        if stretch.state == .blocking { blockings.append(UInt32(stretches.count)) }
        stretches.append(stretch)
        lastStep = step
    }
}

extension Stretch {
    /// The actor whose turn a task that is ready waits for.
    var actorAskedFor: Executor? {
        guard state == .ready, case .actor = executor else { return nil }
        return executor
    }
}
