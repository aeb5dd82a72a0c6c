public import Curriculum
public import TraceModel

/// Two runs by their marks: whether a comparison is still one of them.
struct ComparedRuns: Equatable, Sendable {
    private let ids: [RunID]
    private let ends: [Nanoseconds]
    private let tasks: [Int]

    init(_ runs: [RunState]) {
        ids = runs.map(\.id)
        ends = runs.map(\.now)
        tasks = runs.map { $0.trace.tasks.count }
    }
}

/// The pair that the learner went to, and the task that was selected then.
struct PairChoice: Equatable, Sendable {
    let position: Int
    let task: TaskID?
}

/// The lanes of one task in two runs.
public struct PairLane: Equatable, Sendable {
    /// The task, in both.
    public let pair: TaskPair
    /// Its lane in the run before; nil for a new one.
    public let before: TaskLane?
    /// Its lane in the run now; nil where it is gone.
    public let now: TaskLane?

    /// Generations from the outermost.
    public var depth: Int { (now ?? before)?.depth ?? 0 }

    /// All pairs in the order of the comparison.
    static func all(
        _ comparison: RunComparison,
        _ before: RunState,
        _ now: RunState
    ) -> [PairLane] {
        let first = byPosition(before)
        let second = byPosition(now)
        return comparison.pairs.map { pair in
            PairLane(
                pair: pair,
                before: pair.before.flatMap { first[$0.index] },
                now: pair.now.flatMap { second[$0.index] }
            )
        }
    }

    private static func byPosition(_ run: RunState) -> [TaskLane?] {
        var lanes = [TaskLane?](repeating: nil, count: run.trace.tasks.count)
        for lane in run.lanes { lanes[lane.index] = lane }
        return lanes
    }
}

// Two runs that are held against each other.

extension LabState {
    /// A screen for two kept runs, the later one in the timeline.
    public init(
        kept run: RunState,
        comparedWith before: RunState,
        title: String,
        program: ProgramReference?
    ) {
        self.init(kept: run, title: title, program: program)
        runs[.previous(0)] = before
        isComparing = true
        refreshComparison()
        selectedTask = comparison.flatMap { comparison in
            comparison.changed.first.flatMap { comparison.pairs[$0].now?.id }
        }
        selectTaskIfNone()
    }

    /// The run that the one of this place is to be held against: of what was wanted, or of the program
    /// before the learner changed it; while runs are compared, also the one before.
    public var runAbove: RunState? {
        // Mostly there is none, which is to be known at once.
        guard runs.count > 1 else { return nil }
        return runToHoldAgainst ?? (isComparing ? earlierRunOfPlace : nil)
    }

    /// There is a run that the one of this place can be compared with.
    public var canCompare: Bool {
        run?.end != nil && (runToHoldAgainst ?? earlierRunOfPlace)?.end != nil
    }

    private var runToHoldAgainst: RunState? {
        exercise == nil ? runBefore : hasRun ? wantedRun : nil
    }

    /// The run of this place before the last one.
    private var earlierRunOfPlace: RunState? {
        hasRun ? runs[.previous(position)] : nil
    }

    /// Keeps the run of this place, if it has ended, as the one before that which begins now.
    ///
    /// It cannot be gone through any more.
    mutating func keepRunOfPlace() {
        guard var last = run, last.end != nil else { return }
        last.history = nil
        last.past = nil
        last.window = nil
        last.trail = TimelineTrail()
        last.picture = RunPicture()
        last.updatePicture(isWhole: true)
        runs[.previous(position)] = last
    }

    mutating func toggleComparison() {
        guard isComparing || canCompare else {
            notice = whyNoComparison
            return
        }
        isComparing.toggle()
        guard isComparing else { return }
        isInspecting = false
        focus = .timeline
        scroll[.output] = nil
        unfoldAll()
    }

    /// Where two runs are compared each task has its lane, and time is as it was.
    mutating func unfoldAll() {
        guard let run, let place = place(of: run.id) else { return }
        let picture = run.picture
        guard picture.grouping != .tasks || !picture.folded.isEmpty || picture.foldsGaps else {
            return
        }
        if picture.foldsGaps { runs[place]?.window = nil }
        changePicture { $0 = RunPicture() }
    }

    private var whyNoComparison: String {
        if case .kept = subject {
            return "Two kept runs are compared by: asynclab compare BEFORE NOW"
        }
        if program == nil { return "This step has no program to run." }
        guard let run, run.end != nil else {
            return runUnderWay == nil
                ? "No run to compare yet: press r." : "It can be compared when the run has ended."
        }
        return "There is one run so far. Press r to run it again, then d compares the two."
    }

    /// The position of the pair that is looked at, also of one that is gone; nil for none.
    public var selectedPair: Int? {
        if let choice = pairChoice, choice.task == selectedTask,
            pairLanes.indices.contains(choice.position)
        {
            return choice.position
        }
        return selectedTask.flatMap { task in pairLanes.firstIndex { $0.now?.task == task } }
    }

    /// Looks at another pair; one that is gone is no task of the run now.
    mutating func movePair(by rows: Int) {
        guard !pairLanes.isEmpty else { return }
        goToPair(max(0, min(pairLanes.count - 1, (selectedPair ?? 0) + rows)))
    }

    mutating func goToPair(_ position: Int) {
        if let task = pairLanes[position].now?.task, task != selectedTask {
            scroll[.code] = nil
            selectedTask = task
        }
        pairChoice = PairChoice(position: position, task: selectedTask)
    }

    /// Compares the two runs anew where they are not those of the last comparison.
    mutating func refreshComparison() {
        guard isComparing, let now = run, let before = runAbove, now.end != nil, before.end != nil
        else {
            (comparison, comparedRuns, pairLanes, pairChoice) = (nil, nil, [], nil)
            return
        }
        let compared = ComparedRuns([before, now])
        guard compared != comparedRuns else { return }
        comparedRuns = compared
        let comparison = RunComparison(before: before.side, now: now.side)
        pairChoice = nil
        self.comparison = comparison
        pairLanes = PairLane.all(comparison, before, now)
    }
}

extension RunState {
    /// The run as one of two.
    public var side: RunComparison.Side {
        RunComparison.Side(trace, end: trace.ended ?? now, clock: clock.clock)
    }
}
