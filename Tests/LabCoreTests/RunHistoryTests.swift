import TestSupport
import Testing
import TraceModel

@testable import LabCore

@Suite("The history of a run")
struct RunHistoryTests {
    /// A task that is created, and then has its turn again and again.
    private static func event(_ number: Int) -> TraceEvent {
        let time = Nanoseconds(number)
        if number == 0 {
            return at(time, .created(1, by: nil, origin: .unstructured, name: nil))
        }
        return at(time, number % 2 == 1 ? .started(1, on: .pool) : .enqueued(1, on: .pool, by: nil))
    }

    private static func run(_ events: [TraceEvent], isReadAgain: Bool = false) -> RunState {
        let source = EventSource(count: events.count) { Array(events[$0]) }
        var run = RunState(
            id: RunID(rawValue: 1),
            phase: .starting,
            source: isReadAgain ? source : nil
        )
        if isReadAgain {
            run.read(source, dropped: 0)
        } else {
            run.apply(.traced(events, dropped: 0))
        }
        return run
    }

    /// What the first events alone make.
    private static func replayed(_ events: some Sequence<TraceEvent>) -> Trace {
        events.reduce(into: Trace()) { $0.apply($1) }
    }

    @Test("is the same whichever way one comes to a moment, far or near", arguments: [false, true])
    func anyOrder(isReadAgain: Bool) throws {
        let events = (0..<20_001).map(Self.event)
        var run = Self.run(events, isReadAgain: isReadAgain)
        #expect(run.jobCount == 10_000)
        var jobs = [9_999, 9_998, 9_000, 4_000, 3_999, 9_999, 0, 1, 5_000]
        jobs += (2_000..<2_100).reversed()
        for job in jobs {
            run.show(after: 2 * job + 1)
            let moment = try #require(run.past)
            #expect(moment.trace == Self.replayed(events.prefix(2 * job + 1)))
            #expect(moment.now == UInt64(2 * job))
            #expect(moment.job == job)
            #expect(run.shownTask == (job > 0 ? 1 : nil))
        }
    }

    @Test("gives the moment of any time, from any other", arguments: [false, true])
    func times(isReadAgain: Bool) throws {
        let events = (0..<20_001).map(Self.event)
        var run = Self.run(events, isReadAgain: isReadAgain)
        for time: UInt64 in [19_000, 3, 3, 12_345, 0, 20_000, 8_191, 8_192, 8_193] {
            let count = try #require(run.history?.events.count(at: time))
            #expect(count == Int(time) + 1)
            #expect(run.history?.events.time(after: count) == time)
            run.show(after: count, at: time)
            #expect(run.past?.trace == Self.replayed(events.prefix(count)))
            #expect(run.past?.job == (Int(time) + 1) / 2)
        }
    }

    @Test("of a whole run, with lives, sleeps and output of many tasks, has every moment right")
    func manyTasks() {
        var generator = SeededGenerator(seed: 7)
        let events = RandomRun(tasks: 400, seed: 7).events
        var run = Self.run(events)
        run.apply(.ended(.exited(0), at: 1 << 40, inGoodOrder: true))
        var counts = (0..<60).map { _ in Int.random(in: 0...events.count, using: &generator) }
        counts += counts.prefix(10).flatMap { [max(0, $0 - 1), $0, min(events.count, $0 + 1)] }
        for count in counts {
            run.show(after: count)
            let replayed = Self.replayed(events.prefix(count))
            if run.past?.trace != replayed {
                Issue.record("after \(count) of \(events.count) events")
                return
            }
        }
    }

    @Test("has no end: of a run of more than a million events each can be gone to")
    func noLimit() throws {
        let count = 1_200_000
        let source = EventSource(count: count) { $0.map(Self.event) }
        var run = RunState(id: RunID(rawValue: 1), phase: .starting, source: source)
        run.read(source, dropped: 0)
        #expect(run.jobCount == count / 2)
        run.show(after: 1_100_001)
        #expect(run.past?.job == 550_000)
        #expect(run.past?.trace.task(1)?.stretches.count == 1_100_001)
        #expect(run.shownTask == 1)
        let goesBack = run.goBack()
        #expect(goesBack)
        #expect(run.past?.now == 1_099_998)
    }

    @Test("times that go back a little, as clocks of two threads may, hide no event")
    func unsteadyTimes() {
        var events = EventStore()
        for time: UInt64 in [0, 10, 9, 20] { events.append(at(time, .yielded(1))) }
        #expect(events.count(at: 9) == 1)
        #expect(events.count(at: 10) == 3)
        #expect(events.count(at: 30) == 4)
    }

    @Test("of a file that was cut short has what can be read")
    func cutShort() {
        let events = (0..<3_000).map(Self.event)
        let source = EventSource(count: 5_000) { Array(events[$0.clamped(to: 0..<3_000)]) }
        var run = RunState(id: RunID(rawValue: 1), phase: .starting, source: source)
        run.read(source, dropped: 0)
        #expect(run.history?.events.count == 3_000)
        run.show(after: 2_999)
        #expect(run.past?.trace == Self.replayed(events.prefix(2_999)))
    }
}

/// The events of tasks that live one after another and beside each other, as a runtime would tell them.
private struct RandomRun {
    private(set) var events: [TraceEvent] = []
    private var generator: SeededGenerator
    private var time: Nanoseconds = 0
    private var nextID: UInt32 = 1
    private var alive: [TaskID] = []

    init(tasks: Int, seed: UInt64) {
        generator = SeededGenerator(seed: seed)
        for _ in 0..<tasks {
            make()
            while alive.count > 20 { takeTurn() }
        }
        while !alive.isEmpty { takeTurn() }
    }

    private mutating func newID() -> TaskID {
        nextID += 1
        return TaskID(rawValue: nextID - 1)
    }

    private mutating func add(_ fact: TraceEvent.Fact, on thread: UInt16 = 1) {
        // Often nothing takes time, as under the virtual clock.
        time += Nanoseconds.random(in: 0...2, using: &generator)
        events.append(at(time, on: thread, fact))
    }

    private mutating func make() {
        let id = newID()
        add(.created(id, by: alive.last, origin: .groupChild, name: "task \(id.rawValue)"))
        add(.enqueued(id, on: .pool, by: alive.last))
        alive.append(id)
    }

    private mutating func takeTurn() {
        let index = Int.random(in: alive.indices, using: &generator)
        let id = alive[index]
        let thread = UInt16.random(in: 1...3, using: &generator)
        add(
            .started(id, on: [.pool, .main, .actor(2)].randomElement(using: &generator)),
            on: thread
        )
        if Bool.random(using: &generator) {
            let text = ["a\n", "b", "c\nd"].randomElement(using: &generator) ?? ""
            add(.printed(id, stream: .standardOutput, text: text), on: thread)
        }
        switch Int.random(in: 0..<6, using: &generator) {
        case 0:
            let timer = newID()
            add(.slept(id, timer: timer, until: time + 5), on: thread)
            add(.stopped(id), on: thread)
            add(.timerFired(timer), on: thread)
        case 1: add(.yielded(id), on: thread)
        case 2: add(.stopped(id, for: .task(alive.randomElement(using: &generator))), on: thread)
        case 3:
            add(.blocked(id, call: .usleep), on: thread)
            add(.unblocked(id), on: thread)
            add(.stopped(id, for: .continuation), on: thread)
        default:
            add(.ended(id, threw: false, cancelled: false), on: thread)
            alive.remove(at: index)
            return
        }
        add(.enqueued(id, on: .pool, by: alive.first), on: 2)
    }
}
