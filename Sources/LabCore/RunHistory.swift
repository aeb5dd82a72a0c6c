public import TraceModel

/// A run as it was between two jobs, or as it is now: what the panes draw.
public struct RunMoment: Equatable, Sendable {
    /// What was known of its tasks and its output.
    public internal(set) var trace: Trace
    /// The time.
    public let now: Nanoseconds
    /// Its tasks in the order of their lanes.
    public let lanes: [TaskLane]
    /// How many jobs had begun.
    public let job: Int
    /// An earlier moment than the last that is known.
    public let isPast: Bool
}

/// The events of a run, so that any moment of it can be drawn again.
///
/// A step is a job: from the start of a task's turn up to just before the next one's.
struct RunHistory: Equatable, Sendable {
    struct Start: Equatable, Sendable {
        /// Events before it.
        let events: Int
        let task: TaskID
    }

    /// More events than these are not kept.
    static let mostEvents = 1_000_000
    /// While one goes back, the trace is made anew once for so many events.
    private static let stride = 4096

    private var events: [TraceEvent] = []
    /// The starts of the jobs that are kept, in order.
    private(set) var starts: [Start] = []
    /// Jobs that have begun, also those that are not kept.
    private(set) var jobCount = 0
    private(set) var isCut = false
    private let limit: Int
    /// A trace to begin with, and the events in it.
    private var base = (trace: Trace(), events: 0)

    init(limit: Int = RunHistory.mostEvents) {
        self.limit = limit
    }

    static func == (left: Self, right: Self) -> Bool {
        left.events == right.events && left.starts == right.starts
            && left.jobCount == right.jobCount
    }

    /// Takes in an event and the trace with it.
    mutating func append(_ event: TraceEvent, _ trace: Trace) {
        // The runtime's hidden tasks are not among the trace's: what they do is no step.
        if case .started(let task, _) = event.fact, trace.task(task) != nil {
            jobCount += 1
            if !isCut { starts.append(Start(events: events.count, task: task)) }
        }
        guard events.count < limit else {
            isCut = true
            return
        }
        events.append(event)
    }

    /// The task of the job that is number `job`, counted from 1.
    func task(ofJob job: Int) -> TaskID? {
        starts.indices.contains(job - 1) ? starts[job - 1].task : nil
    }

    /// The run just before the job that follows number `job`, as it went on from `earlier`.
    mutating func moment(afterJob job: Int, from earlier: RunMoment? = nil) -> RunMoment {
        let end = starts[job].events
        var trace: Trace
        if let earlier, earlier.job < job {
            trace = earlier.trace
            for event in events[starts[earlier.job].events..<end] { trace.apply(event) }
        } else {
            trace = self.trace(until: end)
        }
        return RunMoment(
            trace: trace,
            now: trace.lastEvent,
            lanes: TaskLane.lanes(of: trace),
            job: job,
            isPast: true
        )
    }

    private mutating func trace(until end: Int) -> Trace {
        if base.events > end || end - base.events > 2 * Self.stride {
            var trace = Trace()
            let start = max(0, end - Self.stride)
            for event in events[..<start] { trace.apply(event) }
            base = (trace, start)
        }
        var trace = base.trace
        for event in events[base.events..<end] { trace.apply(event) }
        return trace
    }
}

extension RunState {
    /// What is on the screen: the end of what is known, or an earlier moment.
    public var shown: RunMoment {
        past
            ?? RunMoment(
                trace: trace,
                now: now,
                lanes: lanes,
                job: history?.jobCount ?? 0,
                isPast: false
            )
    }

    /// How many jobs have begun.
    public var jobCount: Int { history?.jobCount ?? 0 }

    /// The task of the last job that is on the screen.
    var shownTask: TaskID? { history?.task(ofJob: shown.job) }

    /// One job back; false where there is none before.
    mutating func goBack() -> Bool {
        guard let count = history?.starts.count else { return false }
        let job = min(shown.job, count) - 1
        guard job >= 0, let moment = history?.moment(afterJob: job) else { return false }
        past = moment
        past?.trace.learn(from: trace)
        return true
    }

    /// One job forward in what is known; false at its end.
    mutating func goForward() -> Bool {
        guard let past, let history else { return false }
        self.past =
            past.job + 1 < history.starts.count
            ? self.history?.moment(afterJob: past.job + 1, from: past) : nil
        self.past?.trace.learn(from: trace)
        return true
    }
}
