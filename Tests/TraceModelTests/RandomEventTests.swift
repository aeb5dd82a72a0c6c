import TestSupport
import Testing
import TraceModel

@Suite("Whatever events come")
struct RandomEventTests {
    @Test("the times per state add up to each task's lifetime", arguments: Clocks.allCases)
    fileprivate func addUp(clocks: Clocks) {
        for seed in 1...1000 as ClosedRange<UInt64> {
            var source = RandomEvents(seed: seed, clocks: clocks)
            var trace = Trace()
            for _ in 0..<60 {
                trace.apply(source.next())
                guard let wrong = trace.firstContradiction(now: trace.lastEvent) else { continue }
                Issue.record("seed \(seed), clocks \(clocks): \(wrong)")
                return
            }
            trace.end(at: trace.lastEvent, inGoodOrder: seed.isMultiple(of: 2))
            if let wrong = trace.firstContradiction(now: trace.lastEvent) {
                Issue.record("seed \(seed), clocks \(clocks), ended: \(wrong)")
                return
            }
            _ = trace.findings(end: .timeLimit)
        }
    }

    @Test("no thread has two tasks at a time, as long as time goes on")
    func oneTaskAThread() {
        for seed in 1...1000 as ClosedRange<UInt64> {
            var source = RandomEvents(seed: seed, clocks: .one)
            var trace = Trace()
            for _ in 0..<80 { trace.apply(source.next()) }
            trace.end(at: trace.lastEvent, inGoodOrder: true)
            if let wrong = trace.firstOverlap() {
                Issue.record("seed \(seed): \(wrong)")
                return
            }
        }
    }

    @Test("a task that wakes sleepers is never shown")
    func hiddenTimers() {
        for seed in 1...1000 as ClosedRange<UInt64> {
            var source = RandomEvents(seed: seed, clocks: .one)
            var trace = Trace([
                at(0, .slept(1, timer: 2, until: 5)), at(0, .slept(nil, timer: 3, until: 5)),
            ])
            for _ in 0..<60 { trace.apply(source.next()) }
            if trace.task(2) != nil || trace.task(3) != nil {
                Issue.record("seed \(seed)")
                return
            }
        }
    }
}

/// What the clocks of the threads show.
private enum Clocks: CaseIterable {
    /// One time for all, which goes on.
    case one
    /// Each thread's own time goes on.
    case eachThread
    /// Anything.
    case wild
}

/// Events without sense.
private struct RandomEvents {
    private var generator: SeededGenerator
    private var times: [Nanoseconds] = [0, 0, 0, 0]
    private let clocks: Clocks

    init(seed: UInt64, clocks: Clocks) {
        generator = SeededGenerator(seed: seed)
        self.clocks = clocks
    }

    mutating func next() -> TraceEvent {
        let thread = Int.random(in: 0..<4, using: &generator)
        return at(time(on: thread), on: UInt16(thread), fact())
    }

    private mutating func time(on thread: Int) -> Nanoseconds {
        let step = Nanoseconds.random(in: 0...5, using: &generator)
        switch clocks {
        case .one: times[0] += step
        case .eachThread: times[thread] += step
        case .wild: times[thread] = step < 3 ? step * 10 : generator.next()
        }
        return clocks == .one ? times[0] : times[thread]
    }

    private mutating func id() -> TaskID { TaskID(rawValue: .random(in: 1...6, using: &generator)) }
    private mutating func maybeID() -> TaskID? { Bool.random(using: &generator) ? id() : nil }
    private mutating func executor() -> Executor? {
        [nil, .main, .pool, .actor(2), .custom(1)].randomElement(using: &generator) ?? nil
    }

    private mutating func fact() -> TraceEvent.Fact {
        switch Int.random(in: 0..<12, using: &generator) {
        case 0: .created(id(), by: maybeID(), origin: .groupChild, name: nil)
        case 1, 2: .enqueued(id(), on: executor(), by: maybeID())
        case 3, 4: .started(id(), on: executor())
        case 5: .stopped(id())
        case 6:
            .ended(id(), threw: .random(using: &generator), cancelled: .random(using: &generator))
        case 7: .slept(maybeID(), timer: id(), until: generator.next())
        case 8: .timerFired(id())
        case 9: .yielded(id())
        case 10: .blocked(maybeID(), call: .usleep)
        default: .unblocked(maybeID())
        }
    }
}
