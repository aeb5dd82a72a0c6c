import TestSupport
import Testing
import TraceModel

@Suite("Whatever events come")
struct RandomEventTests {
    @Test("the times per state add up to each task's lifetime", arguments: Clocks.allCases)
    func addUp(clocks: Clocks) {
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
