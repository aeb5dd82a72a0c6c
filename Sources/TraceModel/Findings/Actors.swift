/// Findings about actors: tasks wait for one, or meet in it.
extension FindingSearch {
    /// For each actor that tasks waited for while others had it: a finding of the one that waited longest.
    var actorContention: [Finding] {
        queues.keys.compactMap { executor -> (UInt32, Finding)? in
            guard case .actor(let number) = executor, number > 0 else { return nil }
            return contention(executor).map { (number, $0) }
        }.sorted { $0.0 < $1.0 }.map(\.1)
    }

    private func contention(_ actor: Executor) -> Finding? {
        let kept = SpanUnion((turns[actor] ?? []).map(\.span))
        var waited: [TaskID: Nanoseconds] = [:]
        for queue in queues[actor] ?? [] {
            let time = kept.within(queue.span).reduce(0) { $0 + $1.length }
            if time > 0 { waited[queue.task, default: 0] += time }
        }
        guard let longest = waited.keys.min(by: { (waited[$1] ?? 0, $0) < (waited[$0] ?? 0, $1) }),
            let time = waited[longest], isWorthAWord(time, atLeast: FindingLimits.saving)
        else { return nil }
        let others = waited.count - 1
        let more = others > 0 ? ", and \(Self.others(others)) waited for it too" : ""
        let message =
            "\(title(longest)) waited \(Self.seconds(time)) for \(trace.phrase(for: actor)), "
            + "which \(names(holders(of: actor, before: longest))) kept\(more)."
        let place = queues[actor]?.first { $0.task == longest && $0.span.length > 0 }?.place
        return Finding(.actorContention, longest, time, at: line(place), message)
    }

    /// Who had an actor while a task waited for it, the one that had it longest first.
    private func holders(of actor: Executor, before task: TaskID) -> [TaskID] {
        let waits = SpanUnion((queues[actor] ?? []).filter { $0.task == task }.map(\.span))
        var shares: [TaskID: Nanoseconds] = [:]
        for turn in turns[actor] ?? [] where turn.task != task {
            let share = waits.within(turn.span).reduce(0) { $0 + $1.length }
            if share > 0 { shares[turn.task, default: 0] += share }
        }
        return shares.keys.sorted { (shares[$1] ?? 0, $0) < (shares[$0] ?? 0, $1) }
    }

    /// For each line where tasks slept within an actor and others ran in it meanwhile: a finding of the first.
    var sleepInActor: [Finding] {
        // Most runs have no sleep that is long enough, or no actors: then steps need not be gone through.
        guard loads.haveActors,
            isWorthAWord(loads.longestSleep, atLeast: FindingLimits.waiting)
        else { return [] }
        let visits = visits
        var first: [Visit.Line: Finding] = [:]
        var order: [Visit.Line] = []
        for sleep in sleeps(in: visits) {
            guard let visitor = visitor(of: sleep, visits), first[sleep.line] == nil else {
                continue
            }
            let name = title(sleep.task)
            let message =
                "\(name) slept \(Self.seconds(sleep.span.length)) inside \(trace.phrase(for: sleep.line.actor)), "
                + "and \(title(visitor)) ran in it meanwhile: what \(name) had read of it may have changed."
            first[sleep.line] = Finding(
                .sleepInActor,
                sleep.task,
                sleep.span.length,
                at: sleep.line.line,
                message
            )
            order.append(sleep.line)
        }
        return order.compactMap { first[$0] }
    }

    /// The first other task that came into an actor while one slept within it.
    private func visitor(of sleep: ActorSleep, _ visits: [Executor: [Visit]]) -> TaskID? {
        let visits = visits[sleep.line.actor] ?? []
        let first = firstIndex(upTo: visits.count) { visits[$0].step > sleep.left }
        return visits[first...].prefix { $0.step < sleep.cameBack }.first { $0.task != sleep.task }?
            .task
    }

    /// Each time that a task came into an actor, by actor, in order.
    private var visits: [Executor: [Visit]] {
        var visits: [Executor: [Visit]] = [:]
        for (index, step) in trace.steps.enumerated() {
            guard let executor = step.executor, case .actor(let number) = executor, number > 0
            else { continue }
            visits[executor, default: []].append(Visit(step: index, task: step.task))
        }
        return visits
    }

    /// The sleeps of tasks that are in the middle of an actor's function.
    ///
    /// `Task.sleep` leaves the actor. So that one is within it is told by two things together: the task was
    /// on the actor before and comes back to it, and a function of the actor's type waits for the sleep.
    private func sleeps(in visits: [Executor: [Visit]]) -> [ActorSleep] {
        guard !visits.isEmpty else { return [] }
        // Where each task was in an actor last, and the sleep that it began since.
        var last: [TaskID: (actor: Executor, step: Int)] = [:]
        var open: [TaskID: ActorSleep] = [:]
        var sleeps: [ActorSleep] = []
        for (index, step) in trace.steps.enumerated() {
            if step.state == .sleeping, let last = last[step.task],
                let line = line(inside: last.actor, step.place)
            {
                open[step.task] = ActorSleep(step, last.actor, at: line, left: last.step)
            } else if step.state == .running {
                open[step.task]?.wake(at: step.time)
                guard let executor = step.executor, case .actor = executor else { continue }
                last[step.task] = (executor, index)
                guard var sleep = open.removeValue(forKey: step.task),
                    sleep.line.actor == executor
                else { continue }
                sleep.cameBack = index
                sleeps.append(sleep)
            }
        }
        return sleeps.filter { isWorthAWord($0.span.length, atLeast: FindingLimits.waiting) }
    }

    /// The line of a function of an actor's type that is there, or waits for what is.
    private func line(inside actor: Executor, _ place: PlaceID?) -> CodeLine? {
        guard let name = trace.executorNames[actor] else { return nil }
        return trace.places.stack(at: place).first { $0.function.hasPrefix(name + ".") }
    }
}

/// A task came into an actor, at a step of the trace.
private struct Visit {
    let step: Int
    let task: TaskID

    /// A line at which tasks sleep within an actor.
    struct Line: Hashable {
        let actor: Executor
        let line: CodeLine
    }
}

/// A sleep of a task within an actor.
private struct ActorSleep {
    let task: TaskID
    let line: Visit.Line
    private(set) var span: Span
    private var isAwake = false
    /// The steps of the trace at which it was in the actor before, and was so again.
    let left: Int
    var cameBack = Int.max

    init(_ step: TaskStep, _ actor: Executor, at inside: CodeLine, left: Int) {
        task = step.task
        line = Visit.Line(actor: actor, line: inside)
        span = Span(from: step.time, to: step.time)
        self.left = left
    }

    /// It goes on; its first time counts.
    mutating func wake(at time: Nanoseconds) {
        if !isAwake { span.to = time }
        isAwake = true
    }
}
