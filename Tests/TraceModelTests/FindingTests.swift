import TestSupport
import Testing
import TraceModel

@Suite("Findings")
struct FindingTests {
    private let second: Nanoseconds = 1_000_000_000

    private func messages(_ events: [TraceEvent], end: Nanoseconds, inGoodOrder: Bool = true)
        -> [String]
    {
        var trace = Trace(events)
        trace.end(at: end, inGoodOrder: inGoodOrder)
        return trace.findings.map { "\($0.kind.rawValue): \($0.message)" }
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
        #expect(Trace(blocked(second, on: .main)).findings == [])
    }

    @Test("do not trip over times near the largest")
    func largeTimes() {
        let trace = messages(blocked(.max - 100, on: .main), end: .max)
        #expect(trace.count == 1)
    }
}
