import Curriculum
import Grading
import LabCore
import Screen
import TraceModel

/// The chart of a step, drawn of the run that is on the screen, with what one sees in it.
struct ChartText {
    let chart: Chart
    let run: RunState
    let theme: Theme

    /// More bars than these say no more.
    private static let mostBars = 12

    /// All lines at a width; none where there is nothing to draw.
    func lines(_ setter: TextSetter) -> [StyledLine] {
        let values = run.trace.values(of: chart)
        guard !values.isEmpty else { return [] }
        return setter.lines(title, style: theme.strong) + picture(values, setter.width)
            + setter.lines(chart.note)
    }

    private func picture(_ values: [ChartValue], _ width: Int) -> [StyledLine] {
        let style = state.map { theme.style($0) } ?? theme.good
        let seconds = values.map(\.seconds)
        switch chart.kind {
        case .strip:
            return StripChart(values: seconds, text: text, theme: theme, style: style)
                .lines(width: width)
        case .histogram:
            return Histogram(values: seconds, text: text, theme: theme, style: style)
                .lines(width: width)
        case .bars:
            let bars = values.prefix(Self.mostBars).map { value in
                BarChart.Bar(
                    label: TextWidth.visible(value.title),
                    value: value.seconds,
                    text: text(value.seconds),
                    style: style,
                    sign: state.map { theme.sign($0) }
                )
            }
            let more = values.count - bars.count
            let rest =
                more > 0 ? [StyledLine("and \(more) more tasks", style: theme.dim)] : []
            let longest = seconds.max()
            return BarChart(bars, theme: theme, longest: longest).lines(width: width) + rest
        }
    }

    /// What is drawn, of what, and in which order.
    private var title: String {
        let what =
            switch chart.quantity {
            case .delay: "How long each turn was ready before it ran"
            case .elapsed: "From start to end"
            case .ended: "When each task ended"
            default: "Time \(chart.quantity.rawValue)"
            }
        switch (chart.kind, chart.quantity) {
        case (.histogram, .delay): return "\(what): how many turns"
        case (.histogram, _): return "\(what): how many tasks"
        case (.strip, .delay): return "\(what), in the order of time"
        case (.strip, _): return "\(what), task by task"
        case (.bars, _): return what
        }
    }

    private var state: TaskState? {
        TaskState.allCases.first { $0.word == chart.quantity.rawValue }
            ?? (chart.quantity == .delay ? .ready : nil)
    }

    private func text(_ seconds: Double) -> String {
        Seconds.text(Nanoseconds((seconds * 1e9).rounded()))
    }

    private func text(_ range: ClosedRange<Double>) -> String {
        range.lowerBound == range.upperBound
            ? text(range.lowerBound) : "\(text(range.lowerBound)) to \(text(range.upperBound))"
    }
}
