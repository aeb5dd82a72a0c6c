import Curriculum
import LabCore
import Screen
import Testing
import TraceModel

@testable import LabViews

@Suite("A chart")
struct ChartTests {
    private let theme = Theme(appearance: Appearance())
    private let ascii = Theme(appearance: Fixture.ascii)

    private func text(_ lines: [StyledLine]) -> [String] {
        lines.map { $0.spans.map(\.text).joined() }
    }

    private func bars(_ values: [Double], _ theme: Theme, sign: Character? = nil) -> [String] {
        let bars = values.enumerated().map { index, value in
            BarChart.Bar(label: "page \(index + 1)", value: value, text: "\(value)", sign: sign)
        }
        return text(BarChart(bars, theme: theme).lines(width: 23))
    }

    @Test("of bars ends in eighths of a cell; what is more than nothing is seen")
    func eighths() {
        #expect(
            bars([2, 1.55, 0.01, 0], theme) == [
                "page 1 ███████████  2.0", "page 2 ████████▌   1.55",
                "page 3 ▏           0.01", "page 4              0.0",
            ]
        )
    }

    @Test("of bars is made of # or of a state's sign elsewhere")
    func otherBars() {
        #expect(bars([2, 1], ascii) == ["page 1 ############ 2.0", "page 2 ######       1.0"])
        #expect(
            bars([2, 1], theme, sign: "▒") == [
                "page 1 ▒▒▒▒▒▒▒▒▒▒▒▒ 2.0", "page 2 ▒▒▒▒▒▒       1.0",
            ]
        )
    }

    private func strip(_ values: [Double], width: Int, _ theme: Theme) -> [String] {
        let chart = StripChart(values: values, text: { "\($0)" }, theme: theme)
        return text(chart.lines(width: width))
    }

    @Test("of few values is a strip with its numbers below")
    func fewValues() {
        #expect(
            strip([0, 0.5, 1, 2], width: 40, theme) == [
                "▁▁▁▁▁▁▁ ▃▃▃▃▃▃▃ ▅▅▅▅▅▅▅ ███████ ", "0.0     0.5     1.0     2.0     ",
            ]
        )
        #expect(strip([0, 0.5, 1, 2], width: 40, ascii)[0].first == "_")
    }

    @Test("of many values has a cell each, and then the greatest of several")
    func manyValues() {
        let values = (0..<16).map(Double.init)
        #expect(strip(values, width: 16, theme)[0] == "▁▂▂▃▃▄▄▅▅▆▆▇▇███")
        #expect(strip(values, width: 16, theme)[1] == "highest: 15.0")
        #expect(
            strip(values, width: 8, theme) == [
                "▂▃▄▅▆▇██", "highest: 15.0; a cell shows the highest of several",
            ]
        )
        #expect(strip([], width: 8, theme) == [])
    }

    private func bins(_ values: [Double]) -> [String] {
        Histogram(values: values, text: { "\($0)" }, theme: theme).bins.map {
            let from = ($0.range.lowerBound * 1000).rounded() / 1000
            return "\(from): \($0.count)"
        }
    }

    @Test("of how many holds each value once, in stretches of 1, 2 or 5 times a power of ten")
    func histogram() {
        #expect(
            bins([0, 0.1, 0.2, 0.2, 0.3]) == [
                "0.0: 1", "0.05: 0", "0.1: 1", "0.15: 0", "0.2: 2", "0.25: 0", "0.3: 1",
            ]
        )
        #expect(bins([5, 5, 5]) == ["5.0: 3"])
        #expect(bins([]) == [])
        for count in [2, 9, 100, 777] {
            let values = (0..<count).map { Double(($0 * 7919) % 1000) / 37 }
            let histogram = Histogram(values: values, text: { "\($0)" }, theme: theme)
            #expect(histogram.bins.count <= 8)
            #expect(histogram.bins.reduce(0) { $0 + $1.count } == count)
            for bin in histogram.bins {
                let inside = values.count { bin.range.lowerBound...bin.range.upperBound ~= $0 }
                #expect(inside >= bin.count)
            }
        }
    }

    // MARK: In a step

    private func state(_ chart: Chart, guess: Int?, runs: Bool = true) -> LabState {
        let step = Fixture.lesson.steps[0]
        let lesson = Lesson(
            id: "test",
            number: 2,
            title: "Sleeping",
            minutes: 5,
            steps: [
                Step(
                    id: step.id,
                    title: step.title,
                    program: step.program,
                    question: step.question,
                    chart: chart
                )
            ]
        )
        var state = LabState(subject: .lesson(lesson, step: 0))
        if let guess { _ = update(&state, .commanded(.choose(guess))) }
        guard runs else { return state }
        for _ in 0..<2 { _ = update(&state, .commanded(.run)) }
        for report in Fixture.reports { Fixture.report(&state, report) }
        while state.focus != .lesson { _ = update(&state, .commanded(.nextPane)) }
        return state
    }

    @Test("stands behind the verdict of its step, at 80x24")
    func step() {
        let chart = Chart(.bars, of: .ready, note: "The second waits for the first.")
        #expect(
            Fixture.screen(state(chart, guess: 1), 80, 24) == """
                 asynclab  2 Sleeping  step 1/1 ●       [Lesson] Code  Run   live  ended 0.75 s
                ┌ Lesson ──────────────────────────────────────────────────────────────────────┐
                │ Two downloads                                                                │
                │                                                                              │
                │                                                                              │
                │ How long will it take?                                                       │
                │   1) 0.50 s                                                                  │
                │ ✓ 2) 0.75 s                                                                  │
                │ You said 2, and so it is: 0.75 s.                                            │
                │                                                                              │
                │ Time ready                                                                   │
                │ download 1                                          0.000 s                  │
                │ download 2 ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒  0.25 s                  │
                │ The second waits for the first.                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                │                                                                              │
                └──────────────────────────────────────────────────────────────────────────────┘
                 → next step  r run again  , . job by job  v virtual  Tab pane  ? keys  q quit
                """
        )
        #expect(!Fixture.screen(state(chart, guess: 1, runs: false), 80, 24).contains("Time ready"))
    }

    @Test("stands below the output too, where there is room")
    func belowOutput() {
        let chart = Chart(.histogram, of: .elapsed, note: "One of each.")
        var state = state(chart, guess: 1)
        while state.focus != .timeline { _ = update(&state, .commanded(.nextPane)) }
        let screen = Fixture.screen(state, 80, 40)
        #expect(screen.contains("From start to end: how many tasks"))
        #expect(screen.contains("One of each."))
        // On the smallest screen there is room for the verdict alone.
        #expect(Fixture.screen(state, 80, 24).contains("You said 2, and so it is"))
    }
}
