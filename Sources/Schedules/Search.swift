/// A search for a schedule that fails, of at most so many runs.
///
/// First all schedules, those with the fewest switches first, with half of the runs; if there are more,
/// random priorities with the rest. So a small program is searched whole, and of a larger one all that
/// a few switches can do, and more with a known probability. It always goes the same way.
public struct Search: Sendable {
    /// Runs at most.
    public let limit: Int
    private var steady = SteadySearch()
    /// Runs handed out and learned.
    private var handedOut = 0
    /// What was found out so far.
    public private(set) var coverage = Coverage()
    private var priorityRunsBegun = false

    /// How many things need to happen in an order, that runs by priorities look for.
    public static let depth = 2

    /// A search of `limit` runs at most, at least 1.
    public init(limit: Int) {
        self.limit = max(1, limit)
    }

    /// Nothing is left to run.
    public var isOver: Bool {
        coverage.runs == handedOut
            && (handedOut == limit || (steady.isExhausted && !steady.isCut))
    }

    /// The next schedule; nil: it is over, or runs that are under way must be learned first.
    public mutating func next() -> Schedule? {
        guard handedOut < limit else { return nil }
        if !priorityRunsBegun, handedOut < (limit + 1) / 2 || !coverage.hasChoices {
            if let switches = steady.next() {
                handedOut += 1
                return .steady(switches)
            }
            if !steady.isExhausted || steady.isComplete { return nil }
        }
        // What the runs so far had decides on those that come: all of them must be known.
        guard priorityRunsBegun || coverage.runs == handedOut else { return nil }
        if !priorityRunsBegun {
            priorityRunsBegun = true
            coverage.beginPriorities(depth: Self.depth)
        }
        handedOut += 1
        return .priorities(
            seed: UInt64(handedOut),
            depth: Self.depth,
            length: coverage.priorityLength
        )
    }

    /// Takes in the run of a schedule that was handed out, in the order in which they were.
    public mutating func learn(_ run: ScheduledRun, of schedule: Schedule) {
        if case .steady(let switches) = schedule {
            steady.learn(run, of: switches)
            coverage.learnSteady(
                run,
                switches: switches.count,
                isAll: steady.isComplete,
                isCut: steady.isCut
            )
        } else {
            coverage.learnByPriorities(run)
        }
    }
}
