/// Findings about who keeps an executor while others wait for it.
extension FindingSearch {
    /// Tasks that kept the main actor while others waited for it, in the order of the tasks.
    var mainActorHeld: [Finding] {
        held(on: .main) { turn, waited in
            let isBlocked = turn.blockingTime >= turn.computingTime
            let least = isBlocked ? FindingLimits.waiting : FindingLimits.computing
            return isWorthAWord(waited, atLeast: least)
        }.map { hold in
            let doing = hold.call.map { ", \($0.phrase)," } ?? ""
            let message =
                "\(title(hold.task)) held the main actor for \(Self.seconds(hold.time))\(doing)"
                + " while \(Self.others(hold.waiters.count)) waited for it."
            return Finding(.mainActorHeld, hold.task, hold.waited, at: line(hold.place), message)
        }
    }

    /// Tasks that computed for long while others waited for a turn.
    var neverYields: [Finding] {
        queues.keys.sorted { trace.name(of: $0) < trace.name(of: $1) }.flatMap { executor in
            held(on: executor) { turn, waited in
                turn.computingTime > turn.blockingTime
                    && isWorthAWord(
                        min(waited, turn.computingTime),
                        atLeast: FindingLimits.computing
                    )
            }.map { hold in
                let message =
                    "\(title(hold.task)) computed for \(Self.seconds(hold.time)) without a pause, while "
                    + "\(names(hold.waiters)) waited for \(trace.phrase(for: executor))."
                return Finding(.neverYields, hold.task, hold.time, at: line(hold.place), message)
            }
        }
    }

    /// What a task kept an executor for, in all its turns that count.
    private struct Hold {
        let task: TaskID
        let time: Nanoseconds
        /// How long somebody waited.
        let waited: Nanoseconds
        let waiters: [TaskID]
        /// Where it blocked or went on; where that is not known, where the task was made.
        let place: PlaceID?
        let call: BlockingCall?
    }

    /// The tasks with turns that count, given a turn and how long others waited meanwhile.
    private func held(
        on executor: Executor,
        where counts: (Turn, Nanoseconds) -> Bool
    ) -> [Hold] {
        let waiting = SpanUnion((queues[executor] ?? []).map(\.span))
        var found: [TaskID: [Turn]] = [:]
        for turn in turns[executor] ?? [] {
            let waited = waiting.within(turn.span).reduce(0) { $0 + $1.length }
            if counts(turn, waited) { found[turn.task, default: []].append(turn) }
        }
        return found.keys.sorted().map { task in
            let turns = found[task] ?? []
            let spans = turns.map(\.span)
            let call = turns[0].firstCall
            let isBlocked = turns[0].blockingTime >= turns[0].computingTime
            return Hold(
                task: task,
                time: spans.reduce(0) { $0 + $1.length },
                waited: spans.reduce(0) { sum, span in
                    sum + waiting.within(span).reduce(0) { $0 + $1.length }
                },
                waiters: waiters(for: executor, during: spans).filter { $0 != task },
                place: (isBlocked ? call?.place : turns[0].place) ?? trace.task(task)?.createdAt,
                call: isBlocked ? call?.call : nil
            )
        }
    }

    /// The times when tasks waited for a thread of the pool while calls blocked threads of it: one finding,
    /// of the task that blocked longest.
    ///
    /// A thread that is free takes a job at once. So where one waits, none was.
    var poolStarved: [Finding] {
        let onPool = turns.filter { executor, _ in
            if case .actor = executor { true } else { executor == .pool }
        }.values.joined().filter { $0.thread != .main && !$0.blocking.isEmpty }
        let waiting = SpanUnion((queues[.pool] ?? []).map(\.span))
        let starved = SpanUnion(onPool.flatMap(\.blocking)).intersection(waiting)
        let time = starved.length
        guard isWorthAWord(time, atLeast: FindingLimits.saving) else { return [] }
        let sides = sides(of: starved, onPool)
        let worst = sides.blockers[0]
        let message =
            "No thread of the pool was free for \(Self.seconds(time)): \(names(sides.blockers)) blocked "
            + (sides.waiters.isEmpty
                ? "theirs by turns, and had to wait for each other."
                : (sides.blockers.count == 1 ? "one" : "theirs")
                    + ", and \(names(sides.waiters)) had to wait.")
        let place = onPool.first { $0.task == worst }?.firstCall?.place
        return [Finding(.poolStarved, worst, time, at: line(place), message)]
    }

    /// The tasks that blocked threads in some times, the one that did so longest first, and those that
    /// waited for one.
    ///
    /// Many do both, by turns: such a task is named once, for what it did longer. Where that would leave
    /// one side without a task, all that blocked are on the other.
    private func sides(
        of starved: SpanUnion,
        _ onPool: [Turn]
    ) -> (blockers: [TaskID], waiters: [TaskID]) {
        var blocked: [TaskID: Nanoseconds] = [:]
        for turn in onPool {
            let share = turn.blocking.reduce(0) { $0 + starved.length(within: $1) }
            if share > 0 { blocked[turn.task, default: 0] += share }
        }
        var waited: [TaskID: Nanoseconds] = [:]
        for queue in queues[.pool] ?? [] {
            let share = starved.length(within: queue.span)
            if share > 0 { waited[queue.task, default: 0] += share }
        }
        let all = blocked.keys.sorted { (blocked[$1] ?? 0, $0) < (blocked[$0] ?? 0, $1) }
        let blockers = all.filter { (blocked[$0] ?? 0) >= (waited[$0] ?? 0) }
        let waiters = waited.keys.sorted().filter { (waited[$0] ?? 0) > (blocked[$0] ?? 0) }
        return blockers.isEmpty ? (all, waiters.filter { blocked[$0] == nil }) : (blockers, waiters)
    }
}
