// What one event changes of a task: at one go, as there are millions of them.

extension TracedTask {
    /// An executor was asked to run it; `turn` is its place among those that are ready.
    ///
    /// Returns the thread that it left.
    mutating func beReady(
        on executor: Executor?,
        by waker: TaskID?,
        at place: PlaceID?,
        _ time: Nanoseconds,
        turn: Int,
        _ steps: inout StepLog
    ) -> ThreadNumber? {
        finishWait(at: time, by: waker)
        let left = thread
        let place = place ?? stretches.last?.place
        wasEnqueued = true
        timer = nil
        sleepsUntil = nil
        let stretch = Stretch(from: time, state: .ready, executor: executor, place: place)
        enter(stretch, step: steps.next, turn: turn, &steps)
        return left
    }

    /// It came onto a thread; returns the one that it left.
    mutating func start(
        on executor: Executor?,
        _ thread: ThreadNumber,
        at time: Nanoseconds,
        _ steps: inout StepLog
    ) -> ThreadNumber? {
        if isMainStart(executor) {
            isMain = true
            name = name ?? "main"
        }
        let left = self.thread
        finishWait(at: time, by: nil)
        started = started ?? time
        let last = stretches.last
        let stretch = Stretch(
            from: time,
            state: .running,
            thread: thread,
            executor: executor == .actor(0) ? last?.actorAskedFor ?? executor : executor,
            place: last?.place
        )
        take(stretch, &steps)
        return left
    }

    /// It left its thread, to wait; returns the state that it is in now.
    mutating func stop(
        for wait: Wait,
        at place: PlaceID?,
        _ time: Nanoseconds,
        turn: Int,
        _ steps: inout StepLog
    ) -> TaskState {
        let state: TaskState = timer == nil ? .awaiting : timerHasFired ? .ready : .sleeping
        let stretch = Stretch(
            from: time,
            state: state,
            executor: state == .ready ? .pool : nil,
            wait: state == .awaiting && wait != .unknown ? wait : nil,
            place: place
        )
        take(stretch, turn: turn, &steps)
        return state
    }

    /// It has ended: nothing changes of it any more.
    mutating func end(at time: Nanoseconds, _ outcome: TaskOutcome) {
        ended = time
        self.outcome = outcome
        stretches.close()
    }

    /// A new state begins, which may be a step.
    mutating func take(_ stretch: Stretch, turn: Int = 0, _ steps: inout StepLog) {
        let step = steps.next
        if stretch.isStep { steps.order.append(id) }
        enter(stretch, step: step, turn: turn, &steps)
    }

    /// The thread that it is on; nil where it is on none.
    var thread: ThreadNumber? {
        state.isOnThread ? stretches.last?.thread : nil
    }

    /// The program's own task is the one that starts on the main actor without having been
    /// enqueued or created by another.
    private func isMainStart(_ executor: Executor?) -> Bool {
        parent == nil && executor == .main && stretches.count == 1 && !wasEnqueued
    }
}
