/// What a run has become, held against another one: of a program before and after a change, or of what
/// was wanted and what is.
public struct RunComparison: Equatable, Sendable {
    /// One of the two runs.
    public struct Side: Sendable {
        let trace: Trace
        let end: Nanoseconds
        let clock: TraceClock

        /// A run that ended at a time of its clock.
        public init(_ trace: Trace, end: Nanoseconds, clock: TraceClock) {
            self.trace = trace
            self.end = end
            self.clock = clock
        }
    }

    /// From the start of the program to its end.
    public let makespan: TimeChange
    /// The time of all tasks in each state.
    private let stateChanges: [TimeChange]
    /// The tasks of both runs: parents before their children, in the order of the run now.
    public let pairs: [TaskPair]
    /// Positions in `pairs` of the tasks of both runs that changed, those that changed most first.
    public private(set) var changed: [Int] = []
    /// Positions in `pairs` of the tasks that only the run now has.
    public private(set) var new: [Int] = []
    /// Positions in `pairs` of the tasks that only the run before had.
    public private(set) var gone: [Int] = []
    /// How many tasks are as they were.
    public private(set) var sameCount = 0
    /// What came in another order.
    public let order: OrderChange
    /// Which differences mean something.
    public let sharpness: Sharpness

    /// No time tells the two runs apart.
    public var hasSameTimes: Bool {
        changed.isEmpty && new.isEmpty && gone.isEmpty && sharpness.isSame(makespan)
    }

    /// Compares two runs, in time that grows with the number of their tasks and events.
    public init(before: Side, now: Side) {
        makespan = TimeChange(before: before.end, now: now.end)
        let isExact = [before, now].allSatisfy {
            $0.clock == .virtual && $0.trace.uncontrolled.isEmpty
        }
        sharpness = isExact ? .exact : .rough
        var totals = (before: StateTimes(), now: StateTimes())
        let pairing = TaskPairing(before.trace, now.trace)
        order = OrderChange(before.trace, now.trace, pairing)
        pairs = pairing.order.map { first, second in
            let pair = TaskPair(
                before: first.map {
                    TaskFigures(before.trace.tasks[$0], at: $0, until: before.end)
                },
                now: second.map { TaskFigures(now.trace.tasks[$0], at: $0, until: now.end) }
            )
            if let figures = pair.before { totals.before += figures.states }
            if let figures = pair.now { totals.now += figures.states }
            return pair
        }
        stateChanges = TaskState.allCases.map {
            TimeChange(before: totals.before[$0], now: totals.now[$0])
        }
        sort()
    }

    /// The time of all tasks in a state.
    public func total(_ state: TaskState) -> TimeChange { stateChanges[Int(state.rawValue)] }

    /// What became of a task.
    public func verdict(on pair: TaskPair) -> TaskPair.Verdict {
        guard let lifetime = pair.lifetime, let end = pair.end else {
            return pair.now == nil ? .gone : .new
        }
        if !sharpness.isSame(lifetime) { return lifetime.isLess ? .faster : .slower }
        if !sharpness.isSame(end) { return end.isLess ? .earlier : .later }
        return .same
    }

    /// Sorts the pairs by what became of them.
    private mutating func sort() {
        var found: [(index: Int, difference: Nanoseconds)] = []
        for (index, pair) in pairs.enumerated() {
            switch verdict(on: pair) {
            case .faster, .slower, .earlier, .later: found.append((index, pair.largestDifference))
            case .same: sameCount += 1
            case .new: new.append(index)
            case .gone: gone.append(index)
            }
        }
        changed = found.sorted { ($1.difference, $0.index) < ($0.difference, $1.index) }
            .map(\.index)
    }
}

/// One task in two runs.
public struct TaskPair: Equatable, Sendable {
    /// In the run before; nil for a new one.
    public let before: TaskFigures?
    /// In the run now; nil where it is gone.
    public let now: TaskFigures?

    /// What became of it.
    public enum Verdict: String, CaseIterable, Sendable {
        /// It takes less time from its creation to its end.
        case faster
        /// It takes more.
        case slower
        /// It takes as long as before, and ends before it did.
        case earlier
        /// It takes as long, and ends after it did.
        case later
        /// It is as it was.
        case same
        /// Only the run now has it.
        case new
        /// Only the run before had it.
        case gone
    }

    /// What to call it: as it is called now.
    public var title: String { (now ?? before)?.title ?? "" }

    /// From its creation to its end; nil where one run does not have it.
    public var lifetime: TimeChange? { change(of: \.lifetime) }
    /// The moment of its creation; nil where one run does not have it.
    public var creation: TimeChange? { change(of: \.created) }
    /// The moment of its end; nil where one run does not have it.
    public var end: TimeChange? { change(of: \.ended) }

    /// Its time in a state; nil where one run does not have it.
    public func time(_ state: TaskState) -> TimeChange? { change { $0.states[state] } }

    var largestDifference: Nanoseconds {
        max(lifetime?.difference ?? 0, end?.difference ?? 0)
    }

    private func change(of figure: (TaskFigures) -> Nanoseconds) -> TimeChange? {
        guard let before, let now else { return nil }
        return TimeChange(before: figure(before), now: figure(now))
    }
}
