public import TraceModel

/// What several tasks did together: at each moment the weightiest of their states.
///
/// A task that blocks comes before one that runs; those before one that is ready; a task that sleeps or
/// awaits is seen only where no other does more.
public struct MergedLane: Equatable, Sendable {
    /// A time in which the weightiest state is one; nil: no task is alive.
    public struct Stretch: Equatable, Sendable {
        /// When it began; it lasts until the next.
        public let from: Nanoseconds
        /// The state.
        public let state: TaskState?
    }

    /// In the order of time; neighbours differ.
    ///
    /// The last is without a state where all tasks have ended.
    public private(set) var stretches: [Stretch] = []
    /// Times between two changes in which no task ran, blocked or could have run.
    public private(set) var gaps: [Range<Nanoseconds>] = []
    private var lastChange: Nanoseconds = 0
    /// Positions of the stretches in which a task blocks.
    private var blockings: [Int] = []
    /// When tasks ended by throwing, in order.
    public private(set) var failures: [Nanoseconds] = []

    /// How the first of the tasks ended, where all have.
    public private(set) var outcome: TaskOutcome?

    /// States, the weightiest first.
    public static let order: [TaskState] = [.blocking, .running, .ready, .sleeping, .awaiting]

    /// A task enters or leaves a state.
    private struct Change {
        let time: Nanoseconds
        let state: UInt8
        let difference: Int8
    }

    /// The lane of some tasks, as far as they are known.
    ///
    /// Takes time as the number of their stretches does, and a little more.
    init(_ tasks: some Sequence<TracedTask>) {
        var changes: [Change] = []
        var outcomes: [TaskOutcome?] = []
        for task in tasks {
            outcomes.append(task.outcome)
            // A life that takes no time ends a gap too.
            for time in [task.created, task.ended].compactMap(\.self) {
                changes.append(Change(time: time, state: 0, difference: 0))
            }
            for index in task.stretches.indices {
                let stretch = task.stretches[index]
                let to = task.end(ofStretch: index, now: .max)
                guard stretch.from < to else { continue }
                let state = stretch.state.rawValue
                changes.append(Change(time: stretch.from, state: state, difference: 1))
                if to < .max { changes.append(Change(time: to, state: state, difference: -1)) }
            }
            if task.outcome == .threw, let ended = task.ended { failures.append(ended) }
        }
        outcome = outcomes.contains(nil) ? nil : outcomes.first.flatMap { $0 }
        changes.sort { $0.time < $1.time }
        failures.sort()
        lastChange = changes.last?.time ?? 0
        count(changes)
    }

    private mutating func count(_ changes: [Change]) {
        var counts = [Int](repeating: 0, count: TaskState.allCases.count)
        // Where nothing takes time, tasks change all the same: that ends a gap too.
        var idleFrom: Nanoseconds?
        for (index, change) in changes.enumerated() {
            counts[Int(change.state)] += Int(change.difference)
            let next = index + 1
            if next < changes.count, changes[next].time == change.time { continue }
            let state = Self.order.first { counts[Int($0.rawValue)] > 0 }
            if let from = idleFrom { gaps.append(from..<change.time) }
            let isIdle = state == nil || state == .sleeping || state == .awaiting
            idleFrom = isIdle ? change.time : nil
            if let last = stretches.last, last.state == state { continue }
            if state == .blocking { blockings.append(stretches.count) }
            stretches.append(Stretch(from: change.time, state: state))
        }
    }
}

extension MergedLane {
    /// A task blocks in one of the stretches at these positions.
    public func blocks(inStretches positions: ClosedRange<Int>) -> Bool {
        let first = firstIndex(upTo: blockings.count) { blockings[$0] >= positions.lowerBound }
        return first < blockings.count && blockings[first] <= positions.upperBound
    }

    /// The gaps, with the last one where the run is over; what happened at some times between them, given
    /// in their order, ends them too.
    func gaps(
        until ended: Nanoseconds?,
        endedBy times: [Nanoseconds] = []
    ) -> [Range<Nanoseconds>] {
        var gaps = gaps
        if let ended, let last = stretches.last, lastChange < ended,
            last.state == nil || last.state == .sleeping || last.state == .awaiting
        {
            gaps.append(lastChange..<ended)
        }
        return times.isEmpty ? gaps : Self.split(gaps, at: times)
    }

    private static func split(
        _ gaps: [Range<Nanoseconds>],
        at times: [Nanoseconds]
    ) -> [Range<Nanoseconds>] {
        var times = times[...]
        return gaps.flatMap { gap -> [Range<Nanoseconds>] in
            times = times.drop { $0 <= gap.lowerBound }
            var parts: [Range<Nanoseconds>] = []
            var from = gap.lowerBound
            while let time = times.first, time < gap.upperBound {
                if from < time { parts.append(from..<time) }
                from = time
                times = times.dropFirst()
            }
            return parts + [from..<gap.upperBound]
        }
    }
}
