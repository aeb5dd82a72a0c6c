import LabCore
import TraceModel

/// What a lane is drawn from: states one after the other.
enum LaneTrack {
    case task(TracedTask)
    /// Several tasks in one lane.
    case merged(MergedLane)

    /// When it begins.
    var from: Nanoseconds {
        switch self {
        case .task(let task): task.created
        case .merged(let lane): lane.stretches.first?.from ?? 0
        }
    }

    /// When it is over; nil where it is not.
    var end: Nanoseconds? {
        switch self {
        case .task(let task): task.ended
        case .merged(let lane):
            lane.stretches.last.flatMap { $0.state == nil ? $0.from : nil }
        }
    }

    var count: Int {
        switch self {
        case .task(let task): task.stretches.count
        case .merged(let lane): lane.stretches.count
        }
    }

    func start(_ index: Int) -> Nanoseconds {
        switch self {
        case .task(let task): task.stretches[index].from
        case .merged(let lane): lane.stretches[index].from
        }
    }

    /// The end of a stretch, `limit` at the latest.
    func end(_ index: Int, until limit: Nanoseconds) -> Nanoseconds {
        let end = index + 1 < count ? start(index + 1) : end ?? limit
        return min(max(end, start(index)), limit)
    }

    /// Nil where nothing is alive.
    func state(_ index: Int) -> TaskState? {
        switch self {
        case .task(let task): task.stretches[index].state
        case .merged(let lane): lane.stretches[index].state
        }
    }

    /// The stretch that holds a time; nil before the first and from the end on.
    func index(at time: Nanoseconds) -> Int? {
        guard time >= from, end.map({ time < $0 }) ?? true else { return nil }
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if start(middle) <= time { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? low - 1 : nil
    }

    /// How it ended, several tasks as the first of them; nil while one lives.
    var outcome: TaskOutcome? {
        switch self {
        case .task(let task): task.outcome
        case .merged(let lane): lane.outcome
        }
    }

    /// True where one of several tasks threw within a time.
    func hidesFailure(from: Nanoseconds, to: Nanoseconds) -> Bool {
        guard case .merged(let lane) = self else { return false }
        var (low, high) = (0, lane.failures.count)
        while low < high {
            let middle = (low + high) / 2
            if lane.failures[middle] < from { low = middle + 1 } else { high = middle }
        }
        return low < lane.failures.count && lane.failures[low] < to
    }
}
