public import TraceModel

// What has changed with the last job.

extension RunHistory {
    /// Events that are looked at, at most: a job can be long.
    private static let mostLookedAt = 4096

    /// The tasks that something happened to, of the first `count` events, since the last job before
    /// began.
    func moved(within count: Int, since job: Int, in trace: Trace) -> Set<TaskID> {
        guard starts.indices.contains(job - 1) else { return [] }
        let end = min(count, events.count)
        let start = max(starts[job - 1].events, end - Self.mostLookedAt)
        guard start < end else { return [] }
        return Set((start..<end).compactMap { moved(byEvent: $0, in: trace) })
    }

    private func moved(byEvent index: Int, in trace: Trace) -> TaskID? {
        if case .printed = events[index].fact { return nil }
        return subject(ofEvent: index, in: trace)
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
