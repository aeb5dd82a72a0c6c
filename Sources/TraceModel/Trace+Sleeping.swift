// Sleeping and blocking.

extension Trace {
    mutating func sleep(_ id: TaskID?, timer: TaskID, until deadline: Nanoseconds) {
        if position(of: timer) == nil, sleep(servedBy: timer) == nil {
            sleeps.append(Sleep(timer: timer, sleeper: id))
            table[timer] = Int32(-sleeps.count)
        }
        guard let id, let index = living(id) else { return }
        tasks[index].timer = timer
        tasks[index].timerHasFired = false
        tasks[index].sleepsUntil = deadline
    }

    mutating func fire(_ timer: TaskID, at time: Nanoseconds) {
        guard let id = sleeper(wokenBy: timer), let index = living(id),
            tasks[index].timer == timer
        else { return }
        tasks[index].timerHasFired = true
        if tasks[index].state == .sleeping {
            finishWait(of: id, by: nil, at: time)
            let place = tasks[index].stretches.last?.place
            enter(index, Stretch(from: time, state: .ready, executor: .pool, place: place))
        }
    }

    /// Hidden task `timer` has done its work.
    ///
    /// A sleeper that it did not enqueue was still on its way to suspension: it goes on without,
    /// and what it waits for next is not this timer.
    mutating func timerTaskIsDone(_ timer: TaskID) {
        guard let id = sleeper(wokenBy: timer), let index = living(id),
            tasks[index].timer == timer, tasks[index].state.isOnThread
        else { return }
        tasks[index].timer = nil
        tasks[index].sleepsUntil = nil
    }

    mutating func block(
        _ id: TaskID?,
        call: BlockingCall?,
        at place: PlaceID?,
        _ event: TraceEvent
    ) {
        change(id, event, from: .running, to: .blocking, call: call, at: place)
    }

    mutating func unblock(_ id: TaskID?, _ event: TraceEvent) {
        change(id, event, from: .blocking, to: .running, call: nil)
    }

    private mutating func change(
        _ id: TaskID?,
        _ event: TraceEvent,
        from: TaskState,
        to: TaskState,
        call: BlockingCall?,
        at place: PlaceID? = nil
    ) {
        guard let id, onThread[event.thread] == id, let index = living(id),
            var stretch = tasks[index].stretches.last, stretch.state == from
        else { return }
        stretch.from = event.time
        stretch.state = to
        stretch.call = call
        stretch.place = place ?? stretch.place
        enter(index, stretch)
    }
}
