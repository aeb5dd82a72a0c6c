/// What the search for findings knows of a run that has ended.
struct FindingSearch {
    let trace: Trace
    /// When it ended.
    let ended: Nanoseconds
    /// How it ended, where that is known.
    let end: RunEnd?
    /// How much there was of what could be worth a word.
    let loads: ExecutorLoads
    /// The times that tasks kept an executor, by executor, of those that are worth looking at.
    let turns: [Executor: [Turn]]
    /// The times that tasks were ready, by the executor that they waited for, of the same.
    let queues: [Executor: [QueueTime]]

    init(_ trace: Trace, ended: Nanoseconds, end: RunEnd?) {
        self.trace = trace
        self.ended = ended
        self.end = end
        loads = ExecutorLoads(trace, until: ended)
        let worth = loads.worthLooking(atLeast: ended / 50)
        var turns: [Executor: [Turn]] = [:]
        var queues: [Executor: [QueueTime]] = [:]
        for task in trace.tasks where !worth.isEmpty {
            for turn in Turn.all(of: task, until: ended) {
                guard let executor = turn.executor, worth.contains(executor) else { continue }
                turns[executor, default: []].append(turn)
            }
            for (index, stretch) in task.stretches.enumerated() where stretch.state == .ready {
                guard let executor = stretch.executor, worth.contains(executor) else { continue }
                let to = task.end(ofStretch: index, now: ended)
                queues[executor, default: []].append(
                    QueueTime(
                        task: task.id,
                        span: Span(from: stretch.from, to: to),
                        place: stretch.place
                    )
                )
            }
        }
        self.turns = turns
        self.queues = queues
    }

    /// A share of the whole run below which nothing is worth a word: a fiftieth.
    func isWorthAWord(_ time: Nanoseconds, atLeast least: Nanoseconds) -> Bool {
        time >= least && time >= ended / 50
    }
}

/// What is too short to be a finding, whatever share of the run it is.
enum FindingLimits {
    /// Blocking in all, of one task: shorter, nobody would notice.
    static let blocking: Nanoseconds = 1_000_000
    /// Others waited while a call blocked: an idle thread of a busy machine can need some milliseconds to
    /// take a job, and is no reason.
    static let waiting: Nanoseconds = 20_000_000
    /// Others waited while a task computed, or an actor or the pool was busy: a task that the system does
    /// not let run for a while looks the same, and on a busy machine that can be some ten milliseconds.
    static let computing: Nanoseconds = 100_000_000
    /// Time that could be saved: what a person feels.
    static let saving: Nanoseconds = 50_000_000
}

/// A time that a task was on a thread with one executor, without a pause.
struct Turn {
    let task: TaskID
    let executor: Executor?
    let thread: ThreadNumber
    var span: Span
    /// Where it went on.
    let place: PlaceID?
    /// The parts of it in which a call blocked.
    var blocking: [Span] = []
    /// The first of them.
    var firstCall: Stretch?

    var blockingTime: Nanoseconds { blocking.reduce(0) { $0 + $1.length } }
    var computingTime: Nanoseconds { span.length - blockingTime }

    static func all(of task: TracedTask, until ended: Nanoseconds) -> [Turn] {
        var turns: [Turn] = []
        var isOpen = false
        for (index, stretch) in task.stretches.enumerated() {
            guard stretch.state.isOnThread else {
                isOpen = false
                continue
            }
            let span = Span(from: stretch.from, to: task.end(ofStretch: index, now: ended))
            if isOpen, let last = turns.indices.last, turns[last].executor == stretch.executor,
                turns[last].thread == stretch.thread
            {
                turns[last].span.to = span.to
            } else {
                turns.append(Turn(task.id, stretch, span))
            }
            isOpen = true
            if stretch.state == .blocking { turns[turns.count - 1].block(stretch, span) }
        }
        return turns
    }

    private init(_ task: TaskID, _ stretch: Stretch, _ span: Span) {
        self.task = task
        executor = stretch.executor
        thread = stretch.thread
        place = stretch.place
        self.span = span
    }

    private mutating func block(_ stretch: Stretch, _ span: Span) {
        blocking.append(span)
        firstCall = firstCall ?? stretch
    }
}

/// A time that a task waited for an executor.
struct QueueTime {
    let task: TaskID
    let span: Span
    let place: PlaceID?
}

/// A time from a moment to another.
struct Span: Equatable {
    var from: Nanoseconds
    var to: Nanoseconds

    var length: Nanoseconds { to > from ? to - from : 0 }
}

/// The times that belong to at least one of some spans: in order, none touching another.
struct SpanUnion {
    private(set) var spans: [Span] = []

    init(_ all: some Sequence<Span>) {
        for span in all.filter({ $0.length > 0 }).sorted(by: { $0.from < $1.from }) {
            if let last = spans.last, span.from <= last.to {
                spans[spans.count - 1].to = max(last.to, span.to)
            } else {
                spans.append(span)
            }
        }
    }

    var length: Nanoseconds { spans.reduce(0) { $0 + $1.length } }

    /// The times that lie within a span too.
    func within(_ span: Span) -> [Span] {
        let first = firstIndex(upTo: spans.count) { spans[$0].to > span.from }
        return spans[first...].prefix { $0.from < span.to }.map {
            Span(from: max($0.from, span.from), to: min($0.to, span.to))
        }
    }

    /// How much of a span belongs to them.
    func length(within span: Span) -> Nanoseconds {
        within(span).reduce(0) { $0 + $1.length }
    }

    /// The times that belong to both.
    func intersection(_ other: SpanUnion) -> SpanUnion {
        SpanUnion(other.spans.flatMap { within($0) })
    }
}
