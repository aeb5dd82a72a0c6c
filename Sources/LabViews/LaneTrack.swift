import LabCore
import TraceModel

/// What a lane is drawn from: states one after the other.
protocol LaneTrack {
    /// When it begins.
    var from: Nanoseconds { get }
    /// When it is over; nil where it is not.
    var end: Nanoseconds? { get }
    /// Stretches.
    var count: Int { get }
    func start(_ index: Int) -> Nanoseconds
    /// Nil where nothing is alive.
    func state(_ index: Int) -> TaskState?
    /// A task blocks in one of the stretches at these positions.
    func blocks(inStretches positions: ClosedRange<Int>) -> Bool
    /// How it ended; nil while it lives.
    var outcome: TaskOutcome? { get }
    /// True where one of several tasks threw within a time.
    func hidesFailure(from: Nanoseconds, to: Nanoseconds) -> Bool
}

extension LaneTrack {
    /// The end of a stretch, `limit` at the latest.
    func end(_ index: Int, until limit: Nanoseconds) -> Nanoseconds {
        let end = index + 1 < count ? start(index + 1) : end ?? limit
        return min(max(end, start(index)), limit)
    }

    /// The stretch that holds a time; nil before the first and from the end on.
    func index(at time: Nanoseconds) -> Int? {
        guard time >= from, end.map({ time < $0 }) ?? true else { return nil }
        let behind = firstIndex(upTo: count) { start($0) > time }
        return behind > 0 ? behind - 1 : nil
    }
}

/// One task.
struct TaskTrack: LaneTrack {
    let from: Nanoseconds
    let end: Nanoseconds?
    let outcome: TaskOutcome?
    private let task: TracedTask
    private let stretches: TraceLog<Stretch>

    /// The life of a task.
    init(_ task: TracedTask) {
        self.task = task
        from = task.created
        end = task.ended
        outcome = task.outcome
        stretches = task.stretches
    }

    var count: Int { stretches.count }
    func start(_ index: Int) -> Nanoseconds { stretches[index].from }
    func state(_ index: Int) -> TaskState? { stretches[index].state }
    func hidesFailure(from: Nanoseconds, to: Nanoseconds) -> Bool { false }

    func blocks(inStretches positions: ClosedRange<Int>) -> Bool {
        task.blocks(inStretches: positions)
    }
}

/// Several tasks in one lane.
extension MergedLane: LaneTrack {
    var from: Nanoseconds { stretches.first?.from ?? 0 }
    var end: Nanoseconds? { stretches.last.flatMap { $0.state == nil ? $0.from : nil } }
    var count: Int { stretches.count }
    func start(_ index: Int) -> Nanoseconds { stretches[index].from }
    func state(_ index: Int) -> TaskState? { stretches[index].state }

    func hidesFailure(from: Nanoseconds, to: Nanoseconds) -> Bool {
        let first = firstIndex(upTo: failures.count) { failures[$0] >= from }
        return first < failures.count && failures[first] < to
    }
}
