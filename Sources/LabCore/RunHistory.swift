public import TraceModel

/// A run as it was between two jobs, or as it is now: what the panes draw.
public struct RunMoment: Equatable, Sendable {
    /// What was known of its tasks and its output.
    public internal(set) var trace: Trace
    /// The time.
    public let now: Nanoseconds
    /// How many jobs had begun.
    public let job: Int
    /// How many of the events that are kept had happened.
    let events: Int
    /// An earlier moment than the last that is known.
    public let isPast: Bool
}

/// The events of a run, so that any moment of it can be drawn again.
///
/// A step is a job: from the start of a task's turn up to just before the next one's. Moments are made of
/// the whole run's trace: wound back to a mark, and the events behind the mark applied.
struct RunHistory: Equatable, Sendable {
    /// While one goes back, the trace is made anew once for so many events, or more.
    private static let stride = 4096
    /// At most so many marks.
    private static let mostMarks = 512
    /// All marks together hold at most so many tasks.
    private static let mostMarkedTasks = 100_000

    private(set) var events: EventStore
    /// Of each job, the events before its start.
    private var starts: [UInt32] = []
    private struct Mark {
        let mark: TraceMark
        /// How many events had happened.
        let events: Int
    }
    /// All over the run, not nearer to each other than `spacing`.
    private var marks: [Mark] = []
    private var spacing = RunHistory.stride
    /// Tasks that are alive in them.
    private var markedTasks = 0
    /// A trace near the moment that was made last, and the events in it.
    private var near = (trace: Trace(), events: 0)

    init(source: EventSource? = nil) {
        events = EventStore(source: source)
    }

    static func == (left: Self, right: Self) -> Bool {
        left.events.count == right.events.count && left.starts == right.starts
    }

    /// Jobs that have begun.
    var jobCount: Int { starts.count }

    /// Takes in an event, and `trace` with it.
    mutating func append(_ event: TraceEvent, isJob: Bool) {
        if isJob { starts.append(UInt32(truncatingIfNeeded: events.count)) }
        events.append(event)
    }

    /// The last mark is far enough behind for another.
    var wantsMark: Bool { events.count - (marks.last?.events ?? 0) >= spacing }

    /// Keeps a mark of now; where there are too many, every second goes.
    mutating func keep(_ mark: TraceMark) {
        marks.append(Mark(mark: mark, events: events.count))
        markedTasks += mark.size
        guard marks.count > Self.mostMarks || markedTasks > Self.mostMarkedTasks else { return }
        spacing *= 2
        marks = marks.enumerated().compactMap { $0.offset % 2 == 1 ? $0.element : nil }
        markedTasks = marks.reduce(0) { $0 + $1.mark.size }
    }

    /// The task of the job that is number `job`, counted from 1.
    func task(ofJob job: Int) -> TaskID? {
        guard starts.indices.contains(job - 1),
            case .started(let task, _)? = events.event(Int(starts[job - 1]))?.fact
        else { return nil }
        return task
    }

    /// How many events had happened when a job began, counted from 0; nil where there is none.
    func start(ofJob job: Int) -> Int? {
        starts.indices.contains(job) ? Int(starts[job]) : nil
    }

    /// How many jobs had begun within the first `count` events.
    private func jobs(within count: Int) -> Int {
        firstIndex(upTo: starts.count) { starts[$0] >= count }
    }

    /// The run after so many events, at a time that is not before the last of them.
    ///
    /// `whole` is all that is known of it; `earlier` a moment of it, from which less may be left to do.
    mutating func moment(
        after count: Int,
        at time: Nanoseconds = 0,
        of whole: Trace,
        from earlier: consuming RunMoment? = nil
    ) -> RunMoment {
        var (trace, known) = (Trace(), 0)
        if let earlier, isNearest(earlier, to: count) {
            (trace, known) = (earlier.trace, earlier.events)
        } else {
            (trace, known) = base(for: count, of: whole)
        }
        earlier = nil
        apply(known..<count, to: &trace)
        return RunMoment(
            trace: trace,
            now: max(time, trace.lastEvent),
            job: jobs(within: count),
            events: count,
            isPast: true
        )
    }

    /// Nothing that is known is nearer before the moment after so many events.
    private func isNearest(_ moment: RunMoment, to count: Int) -> Bool {
        let mark = marks.last { $0.events <= count }?.events ?? 0
        let known = near.events <= count ? max(near.events, mark) : mark
        return known...count ~= moment.events
    }

    /// A trace of not many events less; where there is none, it is made and kept.
    private mutating func base(for count: Int, of whole: Trace) -> (trace: Trace, events: Int) {
        let mark = marks.last { $0.events <= count }
        let events = mark?.events ?? 0
        // So far behind that it is not made anew for the next step back: that takes the longer, the more
        // tasks there are.
        let reach = max(Self.stride, (mark?.mark.size ?? 0) / 4)
        if near.events > count || near.events < events {
            near = (mark.map { whole.rewound(to: $0.mark) } ?? Trace(), events)
        }
        if count - near.events > reach + Self.stride {
            apply(near.events..<count - reach, to: &near.trace)
            near.events = count - reach
        }
        return near
    }

    private func apply(_ positions: Range<Int>, to trace: inout Trace) {
        var start = positions.lowerBound
        while start < positions.upperBound {
            let end = min(positions.upperBound, start + 1 << 14)
            let events = events.events(in: start..<end)
            for index in events.indices { trace.apply(events[index]) }
            start = end
        }
    }
}

extension RunState {
    /// What is on the screen: the end of what is known, or an earlier moment.
    public var shown: RunMoment { past ?? whole }

    /// How many jobs have begun.
    public var jobCount: Int { history?.jobCount ?? 0 }

    /// The task of the last job that is on the screen.
    var shownTask: TaskID? { history?.task(ofJob: shown.job) }

    /// One job back; false where there is none before.
    mutating func goBack() -> Bool {
        guard let start = history?.start(ofJob: shown.job - 1) else { return false }
        show(after: start)
        return true
    }

    /// One job forward in what is known, or to the end of the one that is under way; false at its end.
    mutating func goForward() -> Bool {
        guard let past, let history else { return false }
        let isWithin = history.start(ofJob: past.job).map { past.events < $0 } ?? false
        if let start = history.start(ofJob: isWithin ? past.job : past.job + 1) {
            show(after: start)
        } else {
            self.past = nil
        }
        return true
    }

    /// Shows the run after so many events, at a time that is not before the last of them.
    mutating func show(after count: Int, at time: Nanoseconds = 0) {
        // Out of the state, so that what nobody else holds is not copied.
        let earlier = past.take()
        var history = history.take()
        var moment = history?.moment(after: count, at: time, of: trace, from: earlier)
        moment?.trace.learn(from: trace)
        (past, self.history) = (moment, history)
    }

    /// All that is known.
    private var whole: RunMoment {
        RunMoment(
            trace: trace,
            now: now,
            job: history?.jobCount ?? 0,
            events: history?.events.count ?? 0,
            isPast: false
        )
    }
}
