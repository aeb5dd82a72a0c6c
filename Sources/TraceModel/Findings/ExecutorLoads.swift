/// How long the executors of a run were kept and waited for at most.
///
/// It is found in one pass that keeps nothing of a stretch. So a long run costs memory only for those of
/// its executors of which there could be something to say.
struct ExecutorLoads {
    /// Of one executor.
    private struct Load {
        let executor: Executor
        /// The longest time that a task had it.
        var longestTurn: Nanoseconds = 0
        /// The longest time in all that a task waited for it.
        var longestWait: Nanoseconds = 0
        /// The time that all tasks waited for it, together.
        var waiting: Nanoseconds = 0
        /// How long calls blocked threads of the pool on it.
        var blocking: Nanoseconds = 0
        /// A call blocked on it.
        var isBlocked = false
        /// Of the task that is looked at.
        var turn: Nanoseconds = 0
        var wait: Nanoseconds = 0
    }

    private var loads: [Load] = []
    private var positions: [Executor: Int] = [:]
    /// The load that was asked for last: mostly it is the next one, too.
    private var last = 0
    /// Those that the task that is looked at has waited for.
    private var awaited: [Int] = []
    /// The longest time from the beginning of a sleep until its task was on a thread again.
    private(set) var longestSleep: Nanoseconds = 0

    init(_ trace: Trace, until ended: Nanoseconds) {
        for task in trace.tasks {
            add(task, until: ended)
            for index in awaited {
                loads[index].longestWait = max(loads[index].longestWait, loads[index].wait)
                loads[index].wait = 0
            }
            awaited.removeAll(keepingCapacity: true)
        }
    }

    /// Tasks were on an actor of their own number.
    var haveActors: Bool {
        loads.contains { load in
            if case .actor(let number) = load.executor { number > 0 } else { false }
        }
    }

    /// The executors of which there could be something to say; `share` is the least part of the run.
    func worthLooking(atLeast share: Nanoseconds) -> Set<Executor> {
        let turn = max(share, FindingLimits.waiting)
        let wait = max(share, FindingLimits.saving)
        let onPool = loads.filter { isOnPool($0.executor) }
        let mayStarve = onPool.reduce(into: 0) { $0.add($1.blocking) } >= wait
        let worth = loads.filter { load in
            load.longestTurn >= turn && load.waiting >= turn || load.longestWait >= wait
                || load.executor == .main && load.isBlocked && load.waiting > 0
                || mayStarve && isOnPool(load.executor)
        }
        return Set(worth.map(\.executor))
    }

    private func isOnPool(_ executor: Executor) -> Bool {
        if case .actor = executor { true } else { executor == .pool }
    }

    private mutating func add(_ task: TracedTask, until ended: Nanoseconds) {
        var asleep: Nanoseconds?
        var from = task.created
        var stretch: Stretch?
        func finish(_ to: Nanoseconds) {
            guard let stretch else { return }
            let time = to > from ? to - from : 0
            if stretch.state == .sleeping { asleep = asleep ?? from }
            if stretch.state.isOnThread, let began = asleep {
                longestSleep = max(longestSleep, from - min(from, began))
                asleep = nil
            }
            if let executor = stretch.executor { add(stretch, on: executor, time) }
        }
        for next in task.stretches {
            finish(next.from)
            if let stretch, !isOneTurn(stretch, next) { endTurn(stretch) }
            (stretch, from) = (next, next.from)
        }
        finish(max(task.ended ?? ended, from))
        if let stretch { endTurn(stretch) }
        if let asleep { longestSleep = max(longestSleep, ended - min(ended, asleep)) }
    }

    private func isOneTurn(_ stretch: Stretch, _ next: Stretch) -> Bool {
        next.state.isOnThread && next.executor == stretch.executor && next.thread == stretch.thread
    }

    private mutating func endTurn(_ stretch: Stretch) {
        guard stretch.state.isOnThread, let executor = stretch.executor else { return }
        let index = index(of: executor)
        loads[index].longestTurn = max(loads[index].longestTurn, loads[index].turn)
        loads[index].turn = 0
    }

    private mutating func add(_ stretch: Stretch, on executor: Executor, _ time: Nanoseconds) {
        let index = index(of: executor)
        switch stretch.state {
        case .ready:
            if loads[index].wait == 0 { awaited.append(index) }
            loads[index].wait.add(time)
            loads[index].waiting.add(time)
        case .running: loads[index].turn.add(time)
        case .blocking:
            loads[index].turn.add(time)
            loads[index].isBlocked = true
            if stretch.thread != .main { loads[index].blocking.add(time) }
        case .sleeping, .awaiting: break
        }
    }

    private mutating func index(of executor: Executor) -> Int {
        if last < loads.count, loads[last].executor == executor { return last }
        last = positions[executor, default: loads.count]
        if last == loads.count {
            positions[executor] = last
            loads.append(Load(executor: executor))
        }
        return last
    }
}

extension Nanoseconds {
    /// Adds, to no more than there can be: the times of a damaged trace can be any.
    fileprivate mutating func add(_ time: Nanoseconds) {
        let (sum, isTooLong) = addingReportingOverflow(time)
        self = isTooLong ? .max : sum
    }
}
