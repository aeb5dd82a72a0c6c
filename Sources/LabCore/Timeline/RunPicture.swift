public import TraceModel

/// How the lanes of a timeline are grouped.
public enum LaneGrouping: Hashable, Sendable {
    /// A lane for each task, children below their parents.
    case tasks
    /// A lane for each thread and each executor.
    case threads
}

/// What the timeline shows of a run that is more than its tasks one by one.
///
/// It is made from the whole trace, and only what is asked for.
public struct RunPicture: Equatable, Sendable {
    /// How lanes are grouped.
    public internal(set) var grouping = LaneGrouping.tasks
    /// Tasks whose children, and theirs, have no lanes of their own.
    public internal(set) var folded: Set<TaskID> = []
    /// Idle gaps are drawn short.
    public internal(set) var foldsGaps = false

    /// The lanes of tasks that are not folded away.
    public private(set) var lanes: [TaskLane] = []
    /// Of each folded task, what it and all below it did.
    public private(set) var merged: [TaskID: MergedLane] = [:]
    /// Lanes of threads and executors.
    public private(set) var threads: [ThreadLane] = []
    /// The breaks of the axis; nil where there are none.
    public private(set) var folding: TimeFolding?

    /// Jobs that had begun when it was made last.
    private var jobs = 0

    /// Something of it takes the whole trace to be made.
    private var needsTrace: Bool { grouping == .threads || !folded.isEmpty || foldsGaps }

    /// A run of fewer jobs is drawn anew whenever there is more of it.
    private static let fewJobs = 10_000

    /// Makes what has changed with the run; `isWhole`: nothing is left for later.
    ///
    /// While a program runs, what takes a large trace to be made is made again only when that has grown
    /// by a twentieth.
    mutating func update(_ run: RunState, isWhole: Bool) {
        if isWhole || lanes.count != run.lanes.count || !folded.isEmpty {
            lanes = TaskLane.folding(run.lanes, folded)
        }
        guard needsTrace else {
            (merged, threads, folding) = ([:], [], nil)
            return
        }
        let count = run.jobCount
        guard isWhole || count < Self.fewJobs || count > jobs + jobs / 20 else { return }
        jobs = count
        make(run)
    }

    private mutating func make(_ run: RunState) {
        let trace = run.trace
        merged = [:]
        for lane in lanes where lane.below > 0 {
            let group = run.lanes[lane.position...(lane.position + lane.below)]
            merged[lane.task] = MergedLane(group.lazy.map { trace.tasks[$0.index] })
        }
        threads = grouping == .threads ? ThreadLane.all(of: trace) : []
        folding =
            foldsGaps ? TimeFolding(trace, until: run.now) : nil
    }

    /// Shows a new run as the one before was shown; which tasks are folded is that run's own.
    mutating func look(like before: RunPicture?) {
        grouping = before?.grouping ?? .tasks
        foldsGaps = before?.foldsGaps ?? false
    }

    /// Shows the same run, made again up to a moment, as it was shown: also what is folded, as far as it
    /// is there.
    mutating func look(like before: RunPicture, of trace: Trace) {
        look(like: before)
        folded = before.folded.filter { trace.position(of: $0) != nil }
    }

    /// Rows of the timeline.
    public var rowCount: Int {
        grouping == .tasks
            ? lanes.count : threads.reduce(0) { $0 + ($1.waiting.isEmpty ? 1 : 2) }
    }

    /// The row of a task, or of what it is folded into.
    public func row(of task: TaskID, in run: RunState) -> Int? {
        guard let position = run.lanes.firstIndex(where: { $0.task == task }) else { return nil }
        guard !folded.isEmpty else { return position }
        return lanes.lastIndex { $0.position <= position }
    }
}

extension RunPicture {
    /// The task in whose lane another is shown: its own, or that of what it is folded into.
    public func lane(of task: TaskID, in run: RunState) -> TaskID? {
        folded.isEmpty ? task : row(of: task, in: run).map { lanes[$0].task }
    }
}

extension RunState {
    /// A time as the axis counts it, with its gaps folded or not.
    public func drawn(_ time: Nanoseconds) -> Nanoseconds {
        picture.folding?.drawn(time) ?? time
    }

    /// The program's time of a time of the axis.
    func real(_ drawn: Nanoseconds) -> Nanoseconds {
        picture.folding?.real(drawn) ?? drawn
    }

    mutating func updatePicture(isWhole: Bool) {
        var picture = picture
        picture.update(self, isWhole: isWhole)
        self.picture = picture
    }
}
