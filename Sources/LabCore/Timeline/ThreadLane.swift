public import TraceModel

/// What one thread did, or one executor.
public struct ThreadLane: Equatable, Sendable {
    /// Whose lane it is.
    public enum Owner: Hashable, Sendable {
        case thread(ThreadNumber)
        case executor(Executor)
    }

    /// A time during which a task was there, in one state.
    public struct Part: Equatable, Sendable {
        /// The task.
        public let task: TaskID
        /// Running or blocking.
        public let state: TaskState
        /// When it came, or began to block.
        public let from: Nanoseconds
        /// When that ended; the largest number where it has not.
        public let to: Nanoseconds
    }

    /// How many tasks waited for their turn, from a time on.
    public struct Waiting: Equatable, Sendable {
        /// From when on.
        public let from: Nanoseconds
        /// How many.
        public let count: Int
    }

    /// Whose lane it is.
    public let owner: Owner
    /// In the order of time; on a thread they do not overlap.
    public internal(set) var parts: [Part] = []
    /// Who waited for the executor; empty for a thread, and where nobody ever did.
    public internal(set) var waiting: [Waiting] = []
    /// The latest end of the parts up to each: of an executor with several threads they overlap.
    private(set) var latestEnds: [Nanoseconds] = []

    /// The first part that can hold a time or come behind it.
    public func firstPart(at time: Nanoseconds) -> Int {
        firstIndex(upTo: latestEnds.count) { latestEnds[$0] > time }
    }

    /// How many waited at a time.
    public func waiting(at time: Nanoseconds) -> Int {
        let index = firstIndex(upTo: waiting.count) { waiting[$0].from > time }
        return index > 0 ? waiting[index - 1].count : 0
    }
}

extension ThreadLane {
    /// The lanes of all threads, then of all executors, of a trace.
    static func all(of trace: Trace) -> [ThreadLane] {
        var lanes: [Owner: ThreadLane] = [:]
        var changes: [Executor: [(time: Nanoseconds, difference: Int)]] = [:]
        for task in trace.tasks {
            for index in task.stretches.indices {
                let stretch = task.stretches[index]
                let to = task.end(ofStretch: index, now: .max)
                if stretch.state.isOnThread {
                    let part = Part(task: task.id, state: stretch.state, from: stretch.from, to: to)
                    add(part, .thread(stretch.thread), to: &lanes)
                    if let executor = stretch.executor {
                        add(part, .executor(executor), to: &lanes)
                    }
                } else if stretch.state == .ready, let executor = stretch.executor,
                    stretch.from < to
                {
                    changes[executor, default: []].append((stretch.from, 1))
                    if to < .max { changes[executor, default: []].append((to, -1)) }
                }
            }
        }
        for (executor, changes) in changes {
            lanes[.executor(executor), default: ThreadLane(owner: .executor(executor))]
                .waiting = sums(changes)
        }
        return lanes.values.map { $0.inOrder() }.sorted { $0.owner < $1.owner }
    }

    private static func add(_ part: Part, _ owner: Owner, to lanes: inout [Owner: ThreadLane]) {
        lanes[owner, default: ThreadLane(owner: owner)].parts.append(part)
    }

    private static func sums(_ changes: [(time: Nanoseconds, difference: Int)]) -> [Waiting] {
        var waiting: [Waiting] = []
        var count = 0
        let changes = changes.sorted { $0.time < $1.time }
        for (index, change) in changes.enumerated() {
            count += change.difference
            let next = index + 1
            if next < changes.count, changes[next].time == change.time { continue }
            waiting.append(Waiting(from: change.time, count: count))
        }
        return waiting
    }

    private func inOrder() -> ThreadLane {
        var lane = self
        lane.parts.sort { ($0.from, $0.to, $0.task) < ($1.from, $1.to, $1.task) }
        lane.latestEnds.reserveCapacity(parts.count)
        for part in lane.parts {
            lane.latestEnds.append(max(part.to, lane.latestEnds.last ?? 0))
        }
        return lane
    }
}

extension ThreadLane.Owner: Comparable {
    /// Threads come before executors, both in the order of their numbers.
    public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    private var rank: (Int, UInt32) {
        switch self {
        case .thread(let number): (0, UInt32(number.rawValue))
        case .executor(.main): (1, 0)
        case .executor(.pool): (2, 0)
        case .executor(.actor(let number)): (3, number)
        case .executor(.custom(let number)): (4, number)
        }
    }
}
