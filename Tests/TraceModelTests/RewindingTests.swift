import TestSupport
import Testing

@testable import TraceModel

@Suite("A trace that is wound back")
struct RewindingTests {
    @Test("to a mark is as it was there, whatever came behind")
    func marks() {
        for seed in 1...300 as ClosedRange<UInt64> {
            var source = RandomEvents(seed: seed, clocks: seed % 2 == 0 ? .one : .wild)
            var whole = Trace()
            var marks: [(mark: TraceMark, trace: Trace)] = []
            for number in 0..<120 {
                if number % 10 == 0 { marks.append((whole.mark(), whole)) }
                whole.apply(source.next())
            }
            whole.end(at: whole.lastEvent, inGoodOrder: true)
            for (mark, trace) in marks where whole.rewound(to: mark) != trace {
                Issue.record("seed \(seed), \(trace.tasks.count) tasks")
                return
            }
        }
    }

    @Test("goes on from there as it did")
    func onwards() {
        for seed in 1...300 as ClosedRange<UInt64> {
            var source = RandomEvents(seed: seed, clocks: seed % 2 == 0 ? .one : .wild)
            let events = (0..<120).map { _ in source.next() }
            var whole = Trace()
            for event in events[..<50] { whole.apply(event) }
            let mark = whole.mark()
            for event in events[50...] { whole.apply(event) }
            var again = whole.rewound(to: mark)
            for event in events[50...] { again.apply(event) }
            if again != whole || Array(again.steps) != Array(whole.steps) {
                Issue.record("seed \(seed)")
                return
            }
        }
    }

    @Test("has its output as it stood, though a line went on")
    func openLines() {
        var trace = Trace([
            at(1, .printed(nil, stream: .standardOutput, text: "one ")),
            at(2, .printed(nil, stream: .standardError, text: "error\n")),
        ])
        let mark = trace.mark()
        trace.apply(at(3, .printed(nil, stream: .standardOutput, text: "two\n")))
        trace.apply(at(4, .printed(nil, stream: .standardOutput, text: "three\n")))
        #expect(trace.output.map(\.text) == ["one two\n", "error\n", "three\n"])
        var earlier = trace.rewound(to: mark)
        #expect(earlier.output.map(\.text) == ["one ", "error\n"])
        earlier.apply(at(3, .printed(nil, stream: .standardOutput, text: "2\n")))
        #expect(earlier.output.map(\.text) == ["one 2\n", "error\n"])
        #expect(trace.output.map(\.text) == ["one two\n", "error\n", "three\n"])
    }

    @Test("holds no more tasks in a mark than were alive")
    func sizes() {
        var trace = Trace()
        for id in 1...100 as ClosedRange<UInt32> {
            let task = TaskID(rawValue: id)
            trace.apply(at(0, .created(task, by: nil, origin: .unstructured, name: nil)))
            if id > 3 { trace.apply(at(1, .ended(task, threw: false, cancelled: false))) }
        }
        #expect(trace.mark().size == 3)
    }
}

@Suite("What a long run takes")
struct MemoryTests {
    @Test("is no more than a few words for a stretch and a task")
    func sizes() {
        #expect(MemoryLayout<Stretch>.stride == 24)
        #expect(MemoryLayout<Sleep>.stride == 8)
        #expect(MemoryLayout<TracedTask>.stride <= 256)
    }

    @Test("keeps all that a stretch says")
    func packing() {
        let executors: [Executor?] = [nil, .main, .pool, .actor(0), .actor(.max), .custom(7)]
        let waits: [Wait?] = [
            nil, .unknown, .task(nil), .task(4_000_000_000), .continuation, .group, .executor,
            .call,
        ]
        for state in TaskState.allCases {
            for (executor, wait) in executors.flatMap({ one in waits.map { (one, $0) } }) {
                for call in [nil] + BlockingCall.allCases.map(Optional.some) {
                    let stretch = Stretch(
                        from: .max,
                        state: state,
                        thread: ThreadNumber(rawValue: .max),
                        executor: executor,
                        call: call,
                        wait: wait,
                        place: PlaceID(rawValue: .max)
                    )
                    #expect(stretch.from == .max && stretch.state == state)
                    #expect(stretch.thread.rawValue == .max && stretch.place?.rawValue == .max)
                    #expect(stretch.executor == executor && stretch.call == call)
                    #expect(stretch.wait == wait)
                }
            }
        }
    }

    @Test("ids that are far apart, as in a damaged trace, take no room for those between")
    func farIDs() {
        var table = TaskTable()
        for shift in 0..<32 { table[TaskID(rawValue: 1 << shift)] = Int32(shift + 1) }
        for shift in 0..<32 { #expect(table[TaskID(rawValue: 1 << shift)] == Int32(shift + 1)) }
        #expect(table[TaskID(rawValue: 3)] == 0)
        #expect(table.roomForIDs <= 4 * 32 + 4096)
    }
}
