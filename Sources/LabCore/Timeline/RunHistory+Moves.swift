public import TraceModel

// What has changed with the last job.

extension RunHistory {
    /// Events that are looked at, at most: a job can be long.
    private static let mostLookedAt = 4096

    /// The tasks that something happened to, of the first `count` events, since the job before the last
    /// one was over: with those that were woken while time passed in between.
    func moved(within count: Int, since job: Int, in trace: Trace) -> Set<TaskID> {
        guard let begin = start(ofJob: job - 1) else { return [] }
        let end = min(count, events.count)
        let between = endOfJob(before: min(begin, end), in: trace)
        let start = max(between, end - Self.mostLookedAt)
        guard start < end else { return [] }
        return Set(events.events(in: start..<end).compactMap { moved(by: $0, in: trace) })
    }

    /// How many events there are up to the last one of a job, of those before a job begins.
    private func endOfJob(before start: Int, in trace: Trace) -> Int {
        let last = events.last(before: start) { !isOfNoJob($0.fact, trace) }
        return max(last.map { $0.0 + 1 } ?? 0, start - Self.mostLookedAt)
    }

    /// Timers and the runtime's hidden tasks, which wake sleepers while no job runs.
    private func isOfNoJob(_ fact: TraceEvent.Fact, _ trace: Trace) -> Bool {
        switch fact {
        case .timerFired, .preferred, .placed, .other: true
        case .enqueued(_, _, let waker, _): waker.flatMap { trace.task($0) } == nil
        case .started(let task, _), .stopped(let task, _, _), .ended(let task, _, _):
            trace.task(task) == nil
        default: false
        }
    }

    private func moved(by event: TraceEvent, in trace: Trace) -> TaskID? {
        if case .printed = event.fact { return nil }
        return subject(of: event, in: trace)
    }
}

extension RunState {
    /// The tasks that are elsewhere, or came again to where they are, since the last job that is on the
    /// screen began; none while the run goes on by itself.
    public var moved: Set<TaskID> {
        guard isPaused || past != nil, let history else { return [] }
        let shown = shown
        return history.moved(within: shown.events, since: shown.job, in: trace)
    }
}
