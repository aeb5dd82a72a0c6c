import Testing
import TraceModel

@testable import LabCore

@Suite("The history of a run")
struct RunHistoryTests {
    private let task = TaskID(rawValue: 1)

    /// A task that is created, and then has its turn again and again.
    private func event(_ number: UInt64) -> TraceEvent {
        let fact: TraceEvent.Fact =
            number == 0
            ? .created(task, by: nil, origin: .unstructured, name: nil)
            : number % 2 == 1 ? .started(task, on: .pool) : .enqueued(task, on: .pool, by: nil)
        return TraceEvent(time: number, thread: .main, fact: fact)
    }

    private func history(_ count: UInt64, limit: Int) -> RunHistory {
        var history = RunHistory(limit: limit)
        var trace = Trace()
        for number in 0..<count {
            trace.apply(event(number))
            history.append(event(number), trace)
        }
        return history
    }

    @Test("is the same whichever way one comes to a moment, far or near")
    func anyOrder() {
        var history = history(20_001, limit: 100_000)
        #expect(history.jobCount == 10_000)
        var jobs = [9_999, 9_998, 9_000, 4_000, 3_999, 9_999, 0, 1, 5_000]
        jobs += (2_000..<2_100).reversed()
        for job in jobs {
            var trace = Trace()
            for number in 0..<UInt64(2 * job + 1) { trace.apply(event(number)) }
            let moment = history.moment(afterJob: job)
            #expect(moment.trace == trace)
            #expect(moment.now == UInt64(2 * job))
            #expect(moment.job == job)
        }
    }

    @Test("gives the moment of any time, from any other")
    func times() {
        var history = history(20_001, limit: 100_000)
        var earlier: RunMoment?
        for time: UInt64 in [19_000, 3, 3, 12_345, 0, 20_000, 8_191, 8_192, 8_193] {
            var trace = Trace()
            for number in 0...time { trace.apply(event(number)) }
            let count = history.eventCount(at: time)
            #expect(count == Int(time) + 1)
            let moment = history.moment(after: count, at: time, from: earlier)
            #expect(moment.trace == trace)
            #expect(moment.job == Int((time + 1) / 2))
            earlier = moment
        }
    }

    @Test("times that go back a little, as clocks of two threads may, hide no event")
    func unsteadyTimes() {
        var history = RunHistory()
        var trace = Trace()
        for time: UInt64 in [0, 10, 9, 20] {
            let event = TraceEvent(time: time, thread: .main, fact: .yielded(task))
            trace.apply(event)
            history.append(event, trace)
        }
        #expect(history.eventCount(at: 9) == 1)
        #expect(history.eventCount(at: 10) == 3)
        #expect(history.eventCount(at: 30) == 4)
    }

    @Test("goes on from an earlier moment")
    func onwards() {
        var history = history(101, limit: 1000)
        let first = history.moment(afterJob: 3)
        #expect(history.moment(afterJob: 30, from: first) == history.moment(afterJob: 30))
    }

    @Test("keeps no more than it may, and says so")
    func limit() {
        let history = history(101, limit: 20)
        #expect(history.isCut)
        #expect(history.jobCount == 50)
        #expect(history.starts.count == 10)
    }

    @Test("that is cut leads back from the end to the last job it has, with a notice")
    func cut() {
        var run = RunState(id: RunID(rawValue: 1), phase: .starting)
        run.history = RunHistory(limit: 20)
        run.apply(.traced((0..<101).map(event), dropped: 0))
        run.apply(.ended(.exited(0), at: 200, inGoodOrder: true))
        var state = LabState(kept: run, title: "a", program: nil)
        _ = update(&state, .commanded(.stepBack))
        #expect(state.notice == "Only the first 10 of 50 jobs are kept.")
        #expect(state.run?.shown.job == 9)
        _ = update(&state, .commanded(.stepForward))
        #expect(state.run?.shown.isPast == false)
    }
}
