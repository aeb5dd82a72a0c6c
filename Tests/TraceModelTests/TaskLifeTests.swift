import TestSupport
import Testing
import TraceModel

@Suite("A task's life")
struct TaskLifeTests {
    /// Task 1, created at 0 and started on the main actor at 10.
    static let main: [TraceEvent] = [
        at(0, .created(1, by: nil, origin: .unstructured, name: nil)),
        at(0, .started(1, on: .main)),
    ]

    @Test("goes from ready to running to its end")
    func plainLife() {
        let trace = Trace([
            at(0, .created(2, by: nil, origin: .unstructured, name: "tea")),
            at(0, .enqueued(2, on: .pool, by: nil)),
            at(20, on: 1, .started(2, on: .pool)),
            at(50, on: 1, .ended(2, threw: false, cancelled: false)),
        ])
        #expect(trace.life(of: 2) == "0 ready pool, 20 running 1, 50 ended returned")
        #expect(trace.lane(of: 2) == "▒▒███✓")
        #expect(trace.task(2)?.title == "tea")
    }

    @Test(
        "ends as it was told",
        arguments: [
            (false, false, TaskOutcome.returned), (true, false, .threw), (false, true, .cancelled),
            (true, true, .cancelled),
        ]
    )
    func outcomes(threw: Bool, cancelled: Bool, expected: TaskOutcome) {
        let trace = Trace(Self.main + [at(30, .ended(1, threw: threw, cancelled: cancelled))])
        #expect(trace.task(1)?.outcome == expected)
        #expect(trace.task(1)?.ended == 30)
    }

    @Test("sleeps, is ready when its timer comes due, and runs again")
    func sleeping() {
        let trace = Trace(
            Self.main + [
                at(20, .slept(1, timer: 9, until: 50)),
                at(20, .stopped(1)),
                at(50, on: 2, .timerFired(9)),
                at(52, on: 1, .started(9, on: .pool)),
                at(60, on: 1, .enqueued(1, on: .main, by: 9)),
                at(61, on: 1, .ended(9, threw: false, cancelled: false)),
                at(80, .started(1, on: .main)),
                at(90, .ended(1, threw: false, cancelled: false)),
            ]
        )
        #expect(trace.lane(of: 1) == "██···▒▒▒█✓")
        #expect(trace.task(9) == nil)
        #expect(trace.tasks.count == 1)
    }

    @Test("knows until when it sleeps, and only while it sleeps")
    func deadline() {
        var trace = Trace(
            Self.main + [at(20, .slept(1, timer: 9, until: 50)), at(20, .stopped(1))]
        )
        #expect(trace.task(1)?.sleepsUntil == 50)
        trace.apply(at(55, .enqueued(1, on: .main, by: 9)))
        #expect(trace.task(1)?.sleepsUntil == nil)
    }

    @Test("wakes at once from a sleep that is cancelled, whose timer then means nothing")
    func cancelledSleep() {
        let trace = Trace(
            Self.main + [
                at(20, .slept(1, timer: 9, until: 1000)),
                at(20, .stopped(1)),
                at(40, on: 1, .enqueued(1, on: .main, by: 3)),
                at(50, .started(1, on: .main)),
                at(60, .stopped(1)),
                at(1000, on: 2, .timerFired(9)),
                at(1001, on: 1, .started(9, on: .pool)),
                at(1002, on: 1, .ended(9, threw: false, cancelled: false)),
            ]
        )
        #expect(
            trace.life(of: 1) == "0 running, 20 sleeping, 40 ready main, 50 running, 60 awaiting"
        )
    }

    @Test("does not sleep when its timer came due before it left its thread")
    func sleepOverBeforeItBegan() {
        let trace = Trace(
            Self.main + [
                at(20, .slept(1, timer: 9, until: 21)),
                at(21, on: 2, .timerFired(9)),
                at(22, on: 1, .started(9, on: .pool)),
                at(23, on: 1, .ended(9, threw: false, cancelled: false)),
                at(40, .stopped(1)),
                at(60, .enqueued(1, on: .main, by: nil)),
            ]
        )
        #expect(trace.life(of: 1) == "0 running, 40 awaiting, 60 ready main")
    }

    @Test("awaits when it leaves its thread for anything else")
    func awaiting() {
        let trace = Trace(
            Self.main + [
                at(20, .stopped(1)), at(40, .enqueued(1, on: .main, by: 2)),
                at(50, .started(1, on: .main)),
            ]
        )
        #expect(trace.lane(of: 1) == "██──▒")
    }

    @Test("blocks within a slice, which goes on")
    func blocking() throws {
        let trace = Trace(
            Self.main + [
                at(20, .blocked(1, call: .usleep)), at(50, .unblocked(1)),
                at(60, .ended(1, threw: false, cancelled: false)),
            ]
        )
        #expect(trace.life(of: 1) == "0 running, 20 blocking usleep, 50 running, 60 ended returned")
        #expect(trace.lane(of: 1) == "██▓▓▓█✓")
        let slices = try #require(trace.task(1)).slices(until: 100)
        #expect(slices.map(\.from) == [0] && slices.map(\.to) == [60])
    }

    @Test("is not changed by a call that blocks another thread")
    func blockingElsewhere() {
        let trace = Trace(
            Self.main + [
                at(20, on: 3, .blocked(nil, call: .sleep)),
                at(30, on: 3, .blocked(1, call: .sleep)),
            ]
        )
        #expect(trace.life(of: 1) == "0 running")
    }

    @Test("is ready from the moment of a yield, for the executor that ran it")
    func yielding() {
        let trace = Trace(
            Self.main + [at(20, .yielded(1)), at(50, .started(1, on: .main))]
        )
        #expect(trace.life(of: 1) == "0 running, 20 ready main, 50 running")
    }

    @Test("enqueued twice waits once, for the executor told last")
    func doubleEnqueue() {
        let trace = Trace([
            at(0, .created(2, by: nil, origin: .unstructured, name: nil)),
            at(10, .enqueued(2, on: .pool, by: nil)),
            at(20, .enqueued(2, on: .pool, by: nil)),
            at(30, .enqueued(2, on: .main, by: nil)),
            at(40, .started(2, on: .main)),
        ])
        #expect(trace.life(of: 2) == "0 ready, 10 ready pool, 30 ready main, 40 running")
    }

    @Test("begins with its start where its creation was not seen")
    func unseenCreation() throws {
        let trace = Trace([at(30, on: 1, .started(7, on: .pool))])
        #expect(trace.life(of: 7) == "30 running 1")
        let task = try #require(trace.task(7))
        #expect(task.origin == nil && task.parent == nil && task.title == "task 7" && !task.isMain)
    }

    @Test("is on one thread at a time when two threads report out of step")
    func outOfStep() throws {
        let trace = Trace([
            at(0, .created(2, by: nil, origin: .unstructured, name: nil)),
            at(10, on: 1, .started(2, on: .pool)),
            // Thread 2 runs it already while thread 1 has still to say that it left.
            at(30, on: 1, .enqueued(2, on: .pool, by: nil)),
            at(29, on: 2, .started(2, on: .pool)),
            at(35, on: 1, .stopped(2)),
            at(50, on: 2, .ended(2, threw: false, cancelled: false)),
        ])
        #expect(trace.life(of: 2) == "0 ready, 10 running 1, 30 running 2, 50 ended returned")
        let slices = try #require(trace.task(2)).slices(until: 50)
        #expect(slices.map(\.thread.rawValue) == [1, 2])
        #expect(slices.map(\.from) == [10, 30] && slices.map(\.to) == [30, 50])
    }

    @Test("leaves its thread when another task starts there")
    func replaced() {
        let trace = Trace(Self.main + [at(20, .started(2, on: .main)), at(30, .stopped(2))])
        #expect(trace.life(of: 1) == "0 running, 20 awaiting")
        #expect(trace.life(of: 2) == "20 running, 30 awaiting")
        #expect(trace.task(on: .main) == nil)
    }

    @Test("begins when it is first on a thread, also where it leaves it in the same moment")
    func start() {
        var trace = Trace(
            Self.main + [
                at(10, .created(2, by: 1, origin: .unstructured, name: "tea")),
                at(10, .enqueued(2, on: .main, by: 1)), at(20, .stopped(1)),
            ]
        )
        #expect(trace.task(2)?.started == nil)
        for event in [
            at(30, .started(2, on: .main)), at(30, .slept(2, timer: 9, until: 50)),
            at(30, .stopped(2)), at(50, on: 2, .timerFired(9)), at(50, .started(2, on: .main)),
        ] {
            trace.apply(event)
        }
        #expect(trace.life(of: 2) == "10 ready main, 30 sleeping, 50 running")
        #expect(trace.task(2)?.started == 30)
        #expect(trace.task(1)?.started == 0)
    }

    @Test("that took no time leaves no trace of it")
    func zeroLength() {
        let trace = Trace([
            at(0, .created(2, by: nil, origin: .unstructured, name: nil)),
            at(10, on: 1, .started(2, on: .pool)), at(10, on: 1, .stopped(2)),
            at(10, on: 1, .enqueued(2, on: nil, by: nil)),
        ])
        #expect(trace.life(of: 2) == "0 ready")
    }

    @Test("is the program's own when it starts on the main actor unasked and uncreated by another")
    func mainTask() {
        let own = Trace(Self.main)
        #expect(own.task(1)?.isMain == true && own.task(1)?.title == "main")
        let asked = Trace([
            at(0, .created(1, by: nil, origin: .unstructured, name: nil)),
            at(1, .enqueued(1, on: .main, by: nil)), at(2, .started(1, on: .main)),
        ])
        #expect(asked.task(1)?.isMain == false)
        let child = Trace(
            Self.main + [
                at(5, .created(2, by: 1, origin: .unstructured, name: nil)),
                at(6, .started(2, on: .main)),
            ]
        )
        #expect(child.task(2)?.isMain == false && child.task(2)?.parent == 1)
    }
}
