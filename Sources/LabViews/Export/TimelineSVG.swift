public import LabCore
import Screen
import TraceModel

/// The timeline of a run as a picture for a page, in the look that it has in a terminal.
///
/// States differ in shape and pattern, and in colour besides; colours follow whether the page is light or
/// dark.
public struct TimelineSVG {
    private let run: RunState
    private let title: String
    private let width: Int
    private let lanes: [TaskLane]
    private let labelCells: Int

    /// More lanes than these are left out, and the picture says so.
    static let mostLanes = 200
    private static let widestLabel = 30
    /// Pixels; `SVGLook` relies on where rows begin.
    private static let row = 20
    private static let margin = 16
    private static let cell = 7.25
    private static let top = 72

    /// A picture so many pixels wide, of a run that has ended.
    public init(_ run: RunState, title: String, width: Int) {
        self.run = run
        self.title = title
        self.width = width
        lanes = Array(run.lanes.prefix(Self.mostLanes))
        let trace = run.trace
        let widest = lanes.map { TextWidth.of(Self.label(trace.tasks[$0.index], $0)) }.max() ?? 0
        labelCells = min(widest, Self.widestLabel)
    }

    /// Hands the text on, piece by piece.
    public func write(_ put: @escaping (String) throws -> Void) throws {
        var sink = TextSink(put)
        let size = "width=\"\(width)\" height=\"\(height)\" viewBox=\"0 0 \(width) \(height)\""
        try sink.write(
            """
            <svg xmlns="http://www.w3.org/2000/svg" \(size) role="img" aria-labelledby="asynclab-title">
            <title id="asynclab-title">\(SVGText.escaped(title))</title>
            <desc>\(SVGText.escaped(summary))</desc>
            \(SVGLook.definitions)
            <rect class="paper" width="\(width)" height="\(height)"/>
            \(text(Self.margin, 28, "ink title", cut(title, cell: 9.1)))
            \(text(Self.margin, 47, "faint", cut(summary, cell: Self.cell)))

            """
        )
        try sink.write(axis())
        for (position, lane) in lanes.enumerated() { try sink.write(row(lane, position)) }
        try sink.write(footer() + "</svg>\n")
        try sink.flush()
    }

    // MARK: Places

    private var plotX: Int { Self.margin + Int(Double(labelCells) * Self.cell) + 10 }
    /// Behind the lanes is room for the sign of an end.
    private var plotWidth: Int { max(50, width - plotX - Self.margin - 16) }
    private var bottom: Int { Self.top + max(1, lanes.count) * Self.row }
    private var isFolded: Bool { run.lanes.count > lanes.count }
    private var height: Int { bottom + (isFolded ? Self.row : 0) + 24 + legendRows * Self.row }

    /// Four cells a pixel: so short states are seen where the picture is enlarged.
    private static let cellsPerPixel = 4

    private var scale: TimeScale {
        let least: Nanoseconds = run.clock.clock == .virtual && run.now == 0 ? 100_000_000 : 0
        return TimeScale(
            width: plotWidth * Self.cellsPerPixel,
            now: run.now,
            isRunning: false,
            least: least
        )
    }

    /// Where a cell begins.
    private func x(_ column: Int) -> String {
        SVGText.pixels(quarters: plotX * Self.cellsPerPixel + column)
    }

    // MARK: Parts

    private var summary: String {
        let count = run.trace.tasks.count
        let clock = run.clock.clock == .virtual ? "virtual clock" : "live"
        var text = "\(count) \(count == 1 ? "task" : "tasks"), \(Seconds.text(run.now)), \(clock)"
        if let end = run.end { text += ": \(end.sentence)" }
        if run.droppedEvents > 0 { text += "; \(run.droppedEvents) events dropped" }
        return text
    }

    /// What there is room for.
    private func cut(_ text: String, cell: Double) -> String {
        TextWidth.truncated(TextWidth.visible(text), to: Int(Double(width - 32) / cell))
    }

    private func axis() -> String {
        let scale = scale
        var parts = ""
        var free = 0
        for tick in scale.ticks(labelWidth: 60 * Self.cellsPerPixel) {
            let column = scale.column(of: tick.time)
            let left = plotX + column / Self.cellsPerPixel
            let label = tick.time == 0 ? "0 s" : tick.label
            let x = x(column)
            parts += "<path class=\"grid\" d=\"M\(x) \(Self.top - 4)V\(bottom)\"/>\n"
            guard left >= free, left + label.count * 8 <= width else { continue }
            parts += text(left, Self.top - 8, "faint", label) + "\n"
            free = left + label.count * 8 + 8
        }
        if run.trace.tasks.isEmpty {
            parts += text(plotX, Self.top + 14, "ink", "The program made no tasks.") + "\n"
        }
        return parts
    }

    private func row(_ lane: TaskLane, _ position: Int) -> String {
        let task = run.trace.tasks[lane.index]
        let y = Self.top + position * Self.row
        let label = TextWidth.truncated(Self.label(task, lane), to: Self.widestLabel)
        let shapes = SVGLane(task: task, scale: scale, now: run.now).shapes(at: y, x: x)
        return """
            <g><title>\(SVGText.escaped(told(task)))</title>
            \(text(Self.margin, y + 14, "ink label", label))
            \(shapes)</g>

            """
    }

    /// A task in a sentence, for who points at its lane.
    private func told(_ task: TracedTask) -> String {
        let times = task.times(until: run.now)
        let states = TaskState.allCases.compactMap { state in
            times[state].map { "\(state.word) \(Seconds.text($0))" }
        }
        let outcome = task.outcome.map { ": \($0.rawValue)" } ?? ""
        return "#\(task.id.rawValue) \(task.title)\(outcome)\n" + states.joined(separator: ", ")
    }

    private func footer() -> String {
        let y = bottom + (isFolded ? Self.row : 0) + 24
        let hidden = run.lanes.count - lanes.count
        let note =
            isFolded
            ? text(Self.margin, bottom + 16, "faint", "... and \(hidden) more tasks") + "\n" : ""
        return note
            + legend.map { entry in
                let top = y + entry.row * Self.row - 14
                let sign =
                    entry.state.map { SVGLane.sample($0, at: top, from: entry.x) }
                    ?? text(entry.x + 8, top + 14, entry.style, entry.sign)
                return sign + text(entry.x + 32, top + 14, "ink", entry.word) + "\n"
            }.joined()
    }

    // MARK: Legend

    private struct LegendEntry {
        let state: TaskState?
        let sign: String
        let style: String
        let word: String
        var x = 0
        var row = 0
    }

    private var legend: [LegendEntry] {
        var entries = TaskState.allCases.map {
            LegendEntry(state: $0, sign: "", style: "", word: $0.word)
        }
        let seen = Set(run.trace.tasks.compactMap(\.outcome))
        for outcome in TaskOutcome.allCases where outcome == .returned || seen.contains(outcome) {
            let sign = String(SVGLane.theme.sign(outcome))
            let style = "end \(outcome.rawValue)"
            entries.append(
                LegendEntry(state: nil, sign: sign, style: style, word: outcome.rawValue)
            )
        }
        var (x, row) = (Self.margin, 0)
        for index in entries.indices {
            let needed = 32 + entries[index].word.count * 8 + 16
            if x + needed > width, x > Self.margin { (x, row) = (Self.margin, row + 1) }
            (entries[index].x, entries[index].row) = (x, row)
            x += needed
        }
        return entries
    }

    private var legendRows: Int { (legend.last?.row ?? 0) + 1 }

    private static func label(_ task: TracedTask, _ lane: TaskLane) -> String {
        // Blanks at the start would be dropped.
        String(repeating: "\u{A0}", count: min(lane.depth, 8)) + "#\(task.id.rawValue) "
            + TextWidth.visible(task.name ?? task.kindWord)
    }

    private func text(_ x: Int, _ y: Int, _ style: String, _ text: String) -> String {
        "<text class=\"\(style)\" x=\"\(x)\" y=\"\(y)\">\(SVGText.escaped(text))</text>"
    }
}
