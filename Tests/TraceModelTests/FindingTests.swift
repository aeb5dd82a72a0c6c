import TestSupport
import Testing
import TraceModel

@Suite("Findings")
struct FindingTests {
    private let second: Nanoseconds = 1_000_000_000

    private func messages(
        _ events: [TraceEvent],
        end: Nanoseconds,
        inGoodOrder: Bool = true,
        as runEnd: RunEnd? = nil
    ) -> [String] {
        var trace = Trace(events)
        trace.end(at: end, inGoodOrder: inGoodOrder)
        return trace.findings(end: runEnd).map { "\($0.kind.rawValue): \($0.message)" }
    }

    private func blocked(_ time: Nanoseconds, on executor: Executor) -> [TraceEvent] {
        [
            at(0, .created(2, by: nil, origin: .groupChild, name: "tea")),
            at(0, .enqueued(2, on: executor, by: nil)),
            at(0, .started(2, on: executor)), at(10, .blocked(2, call: .usleep)),
            at(10 + time, .unblocked(2)), at(20 + time, .ended(2, threw: false, cancelled: false)),
        ]
    }

    @Test("name a task that kept its thread, the thread, the call and the time")
    func blockedThread() {
        #expect(
            messages(blocked(second / 2, on: .main), end: second) == [
                "blocked-thread: tea kept the main actor's thread for 0.500 s in usleep without using it."
            ]
        )
        #expect(
            messages(blocked(second, on: .pool), end: 2 * second) == [
                "blocked-thread: tea kept its thread for 1.000 s in usleep without using it."
            ]
        )
    }

    @Test("name an actor that a task kept where it was in it whenever it blocked")
    func blockedInTwo() {
        let events: [TraceEvent] = [
            at(0, .created(2, by: nil, origin: .groupChild, name: "tea")),
            at(0, on: 1, .started(2, on: .actor(1))), at(0, .executorNamed(.actor(1), "Store")),
            at(10, on: 1, .blocked(2, call: .usleep)),
            at(10 + second, on: 1, .unblocked(2)),
        ]
        let later: [TraceEvent] = [
            at(20 + second, on: 1, .switched(2, on: .pool)),
            at(20 + second, on: 1, .blocked(2, call: .usleep)),
            at(20 + 2 * second, on: 1, .unblocked(2)),
        ]
        let message = "blocked-thread: tea kept its thread"
        #expect(
            messages(events, end: 2 * second).first
                == message + " and the actor Store for 1.000 s in usleep without using it."
        )
        #expect(
            messages(events + later, end: 3 * second).first
                == message + " for 2.000 s in usleep without using it."
        )
    }

    @Test("are silent about blocking that nobody would notice")
    func shortBlocking() {
        #expect(messages(blocked(999_999, on: .main), end: second) == [])
        #expect(messages(blocked(1_000_000, on: .main), end: second).count == 1)
    }

    @Test("name a task that the end of the program cut off, and what it was doing")
    func unfinished() {
        let events =
            TaskLifeTests.main + [
                at(10, .created(2, by: 1, origin: .unstructured, name: nil)),
                at(10, .enqueued(2, on: .pool, by: 1)),
            ]
        #expect(
            messages(events, end: 50) == [
                "unfinished-task: The program ended while task 2 was ready."
            ]
        )
    }

    @Test("are silent about tasks that ended, and about the program's own")
    func finished() {
        let ended = TaskLifeTests.main + [at(10, .stopped(1))]
        #expect(messages(ended, end: 50, inGoodOrder: false) == [])
        #expect(messages(ended + [at(20, .ended(2, threw: true, cancelled: false))], end: 50) == [])
    }

    @Test("wait for the end of the program")
    func notYet() {
        #expect(Trace(blocked(second, on: .main)).findings() == [])
    }

    private func waiting(_ waits: [(TaskID, Wait)], for reason: StopReason) -> [TraceEvent] {
        TaskLifeTests.main + [
            at(0, .created(2, by: 1, origin: .unstructured, name: "fetch")),
            at(0, .created(3, by: 1, origin: .unstructured, name: nil)),
            at(10, .stopped(1)), at(10, .started(2, on: .pool)), at(20, .stopped(2)),
            at(20, .started(3, on: .pool)), at(30, .blocked(3, call: .semaphore)),
            at(40, .gaveUp(reason)),
        ] + waits.map { at(40, .waits($0, $1)) }
    }

    @Test("of a deadlock say of each task what it waits for")
    func deadlock() {
        let waits: [(TaskID, Wait)] = [(1, .task(2)), (2, .continuation), (3, .call)]
        #expect(
            messages(waiting(waits, for: .deadlock), end: 40, inGoodOrder: false) == [
                "waiting: main waits for task 2 'fetch'.",
                "waiting: fetch waits for a continuation that nobody resumed.",
                "continuation-never-resumed: fetch waited for a continuation that nobody resumed.",
                "waiting: task 3 is blocked waiting for a semaphore.",
            ]
        )
    }

    @Test(
        "have words for everything that a task can wait for",
        arguments: [
            (Wait.task(3), "waits for task 3."), (.task(2), "waits for itself."),
            (.task(nil), "waits for another task."),
            (.group, "waits for the next child of its task group."),
            (.executor, "waits for its turn."), (.call, "is blocked."),
            (.unknown, "waits, and it is not known for what."),
        ]
    )
    func waits(_ wait: Wait, _ words: String) {
        let found = messages(waiting([(2, wait)], for: .deadlock), end: 40, inGoodOrder: false)
        #expect(found.contains("waiting: fetch \(words)"))
        // Of the others nothing was told.
        #expect(found.first == "waiting: main waits, and it is not known for what.")
    }

    @Test("of a livelock say who yielded without end, and what the others waited for")
    func livelock() {
        let events =
            TaskLifeTests.main + [
                at(0, .created(2, by: 1, origin: .unstructured, name: "fetch")),
                at(10, .started(2, on: .pool)), at(20, .stopped(2)),
                at(20, .enqueued(1, on: .main, by: nil)), at(30, .gaveUp(.livelock)),
                at(30, .waits(1, .continuation)), at(30, .waits(2, .group)),
            ]
        #expect(
            messages(events, end: 40, inGoodOrder: false) == [
                "yielding: main yielded without end.",
                "waiting: fetch waits for the next child of its task group.",
            ]
        )
    }

    @Test("name the task that was on a thread when the time limit came, and how it was there")
    func timeLimit() {
        let computing = TaskLifeTests.main
        let blocked = computing + [at(10, .blocked(1, call: .read))]
        func found(_ events: [TraceEvent], _ end: RunEnd) -> [String] {
            messages(events, end: 90, inGoodOrder: false, as: end)
        }
        #expect(
            found(computing, .timeLimit) == [
                "running-at-limit: main was still running when the time limit came."
            ]
        )
        #expect(
            found(blocked, .timeLimit) == [
                "running-at-limit: main was blocked in read when the time limit came."
            ]
        )
        #expect(found(computing, .stopped("asked")) == [])
        #expect(found(computing + [at(10, .stopped(1))], .timeLimit) == [])
    }

    @Test("do not take the time in which the report of a crash is written for blocking")
    func crash() {
        let report = "\n*** Signal 4: Backtracing from 0x7f4bd816df7f..."
        var events = blocked(second, on: .pool).dropLast(2)
        events.removeLast()
        let crash: [TraceEvent] = [
            at(100, .printed(2, stream: .standardError, text: "Fatal error: no\n")),
            at(200, .printed(2, stream: .standardError, text: report)),
            at(300, .blocked(2, call: .read)),
            at(second, .unblocked(2)),
            at(second, .printed(nil, stream: .standardError, text: " done ***\n")),
        ]
        let end = RunEnd.signaled("SIGILL")
        var trace = Trace(Array(events) + crash)
        trace.end(at: 2 * second, inGoodOrder: false)
        #expect(
            trace.findings(end: end).map(\.message) == [
                "The program ended while tea was running."
            ]
        )
        let task = trace.task(2)
        #expect(task?.stretches.contains { $0.state == .blocking } == false)
        #expect(task?.ended == 200)
        #expect(trace.ended == 2 * second)
        // Another task that was stopped just before, and let go when the report was written.
        let stopped: [TraceEvent] = [
            at(0, .created(3, by: nil, origin: .groupChild, name: "rice")),
            at(0, on: 1, .started(3, on: .pool)), at(150, on: 1, .blocked(3, call: .mutex)),
        ]
        var two = Trace(
            stopped + Array(events) + crash + [at(second, on: 1, .unblocked(3))]
        )
        two.end(at: 2 * second, inGoodOrder: false)
        #expect(two.task(3)?.ended == 200)
        // The report of another process stops nobody.
        let other =
            Array(events) + [
                at(200, .printed(nil, stream: .standardError, text: report)),
                at(300, .blocked(2, call: .read)),
            ]
        #expect(
            messages(other, end: second, inGoodOrder: false).first
                == "blocked-thread: tea kept its thread for 1.000 s in read without using it."
        )
        // Without its first lines: a task that waits for a lock until a signal ends all.
        let lock = Array(events) + [at(300, .blocked(2, call: .mutex))]
        #expect(
            messages(lock, end: second, inGoodOrder: false, as: end) == [
                "unfinished-task: The program ended while tea was blocking."
            ]
        )
        #expect(messages(lock, end: second, inGoodOrder: false, as: .exited(0)).count == 2)
    }

    @Test("do not trip over times near the largest")
    func largeTimes() {
        let trace = messages(blocked(.max - 100, on: .main), end: .max)
        #expect(trace.count == 1)
    }
}
