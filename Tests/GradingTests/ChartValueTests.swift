import Curriculum
import Grading
import TestSupport
import Testing
import TraceModel

@Suite("What a chart draws")
struct ChartValueTests {
    /// `a` runs at once; `b` is ready until 4 s, hops at 6 s, and runs again at 9 s; `c` never ends.
    private let trace: Trace = {
        let second: Nanoseconds = 1_000_000_000
        var trace = Trace([
            at(0, .created(1, by: nil, origin: .unstructured, name: nil)),
            at(0, .started(1, on: .main)),
            at(0, .created(2, by: 1, origin: .groupChild, name: "a")),
            at(0, .created(3, by: 1, origin: .groupChild, name: "b")),
            at(0, on: 1, .started(2, on: .pool)),
            at(4 * second, on: 1, .ended(2, threw: false, cancelled: false)),
            at(4 * second, on: 1, .started(3, on: .pool)),
            at(6 * second, on: 1, .enqueued(3, on: .main, by: nil)),
            at(7 * second, on: 1, .enqueued(3, on: .pool, by: nil)),
            at(9 * second, on: 1, .started(3, on: .pool)),
            at(10 * second, on: 1, .ended(3, threw: false, cancelled: false)),
            at(10 * second, .created(4, by: 1, origin: .groupChild, name: "c")),
            at(10 * second, on: 1, .started(4, on: .pool)),
        ])
        trace.end(at: 12 * second, inGoodOrder: true)
        return trace
    }()

    private func values(_ quantity: Chart.Quantity) -> [String] {
        trace.values(of: Chart(.strip, of: quantity, note: "")).map { "\($0.title) \($0.seconds)" }
    }

    @Test("is a number for each task but main, in the order of creation")
    func tasks() {
        #expect(values(.ready) == ["a 0.0", "b 7.0", "c 0.0"])
        #expect(values(.running) == ["a 4.0", "b 3.0", "c 2.0"])
    }

    @Test("is none for a task that did not end, where its end is asked for")
    func ends() {
        #expect(values(.ended) == ["a 4.0", "b 10.0"])
        #expect(values(.elapsed) == ["a 4.0", "b 6.0"])
    }

    @Test("is a number for each turn, in the order of time, with all that it was ready before")
    func turns() {
        #expect(values(.delay) == ["a 0.0", "b 4.0", "b 3.0", "c 0.0"])
    }

    @Test("must be more than nothing")
    func nothing() {
        let chart = Chart(.bars, of: .sleeping, note: "")
        let step = Step(id: "step", title: "Step", chart: chart)
        #expect(step.faults(in: trace) == [.emptyChart(chart)])
        let shown = Step(id: "step", title: "Step", chart: Chart(.bars, of: .ready, note: ""))
        #expect(shown.faults(in: trace) == [])
    }
}
