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
    /// How many of the events that are kept had happened.
    let events: Int
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
    /// Of a whole run at most so many traces are kept to begin with.
    private static let mostBases = 8

    private(set) var events: [TraceEvent] = []
    /// Of each event, the latest time up to there: clocks of two threads may disagree a little.
    private var times: [Nanoseconds] = []
    /// The starts of the jobs that are kept, in order.
    private(set) var starts: [Start] = []
    /// Jobs that have begun, also those that are not kept.
    private(set) var jobCount = 0
    private(set) var isCut = false
    /// Who is woken by which of the runtime's hidden tasks.
    private(set) var sleepers: [TaskID: TaskID] = [:]
    private let limit: Int
    /// A trace to begin with, and the events in it.
    private struct Base {
        var trace = Trace()
        var events = 0
    }
    /// One near the moment that was made last.
    private var near = Base()
    /// Others all over the run, at multiples of `spacing`, made while it is recorded.
    private var bases: [Base] = []
    private var spacing = RunHistory.stride

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
        if case .slept(let sleeper?, let timer, _) = event.fact, !isCut {
            sleepers[timer] = sleeper
        }
        guard events.count < limit else {
            isCut = true
            return
        }
        events.append(event)
        times.append(max(times.last ?? 0, event.time))
        if events.count % spacing == 0 { keep(trace) }
    }

    /// Keeps a trace to begin with; where there are too many, every second goes.
    private mutating func keep(_ trace: Trace) {
        bases.append(Base(trace: trace, events: events.count))
        guard bases.count > Self.mostBases else { return }
        spacing *= 2
        bases.removeAll { $0.events % spacing != 0 }
    }

    /// The task of the job that is number `job`, counted from 1.
    func task(ofJob job: Int) -> TaskID? {
        starts.indices.contains(job - 1) ? starts[job - 1].task : nil
    }

    /// How many events had happened at a time, with all of that time.
    func eventCount(at time: Nanoseconds) -> Int {
        Self.firstIndex(upTo: times.count) { times[$0] > time }
    }

    /// The time of the last of the first `count` events.
    func time(after count: Int) -> Nanoseconds { count > 0 ? times[count - 1] : 0 }

    /// How many jobs had begun within the first `count` events.
    private func jobs(within count: Int) -> Int {
        Self.firstIndex(upTo: starts.count) { starts[$0].events >= count }
    }

    /// The first index for which something holds that holds for all behind it.
    private static func firstIndex(upTo count: Int, where holds: (Int) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if holds(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// The run just before the job that follows number `job`, as it went on from `earlier`.
    mutating func moment(afterJob job: Int, from earlier: RunMoment? = nil) -> RunMoment {
        moment(after: starts[job].events, from: earlier)
    }

    /// The run after so many events, at a time that is not before the last of them.
    mutating func moment(
        after count: Int,
        at time: Nanoseconds = 0,
        from earlier: RunMoment? = nil
    ) -> RunMoment {
        var base = base(for: count)
        if let earlier, earlier.events <= count, earlier.events >= base.events {
            base = Base(trace: earlier.trace, events: earlier.events)
        }
        var trace = base.trace
        for event in events[base.events..<count] { trace.apply(event) }
        return RunMoment(
            trace: trace,
            now: max(time, trace.lastEvent),
            lanes: TaskLane.lanes(of: trace),
            job: jobs(within: count),
            events: count,
            isPast: true
        )
    }

    /// A trace of not many events less; where there is none, it is made and kept.
    private mutating func base(for count: Int) -> Base {
        var base = bases.last { $0.events <= count } ?? Base()
        if near.events <= count, near.events > base.events { base = near }
        guard count - base.events > 2 * Self.stride else { return base }
        for event in events[base.events..<count - Self.stride] { base.trace.apply(event) }
        base.events = count - Self.stride
        near = base
        return base
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
                events: history?.events.count ?? 0,
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
        show(moment)
        return true
    }

    /// One job forward in what is known, or to the end of the one that is under way; false at its end.
    mutating func goForward() -> Bool {
        guard let past, let history else { return false }
        let isWithin =
            history.starts.indices.contains(past.job)
            && past.events < history.starts[past.job].events
        let job = isWithin ? past.job : past.job + 1
        guard job < history.starts.count else {
            self.past = nil
            return true
        }
        if let moment = self.history?.moment(afterJob: job, from: past) { show(moment) }
        return true
    }

    /// Shows the run after so many events, at a time.
    mutating func show(after count: Int, at time: Nanoseconds) {
        let earlier = past
        if let moment = history?.moment(after: count, at: time, from: earlier) { show(moment) }
    }

    private mutating func show(_ moment: RunMoment) {
        past = moment
        past?.trace.learn(from: trace)
    }
}
