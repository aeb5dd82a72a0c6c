public import LabCore
import Schedules
import Screen
import TraceModel

/// A run that has ended, as text: the timeline, a table of the tasks, and what there is to say.
public struct RunText {
    private let run: RunState
    private let width: Int
    private let theme: Theme

    /// More lanes than these are left out of the timeline; the table has them all.
    private static let mostLanes = 40

    /// A text of lines at most `width` cells wide.
    ///
    /// `isAscii` keeps to plain ASCII.
    public init(_ run: RunState, width: Int, isAscii: Bool) {
        self.run = run
        self.width = width
        theme = Theme(appearance: Appearance(glyphs: isAscii ? .ascii : .unicode, colors: .none))
    }

    /// The text, without a last line end.
    ///
    /// `threads` is the width of the global pool.
    public func text(threads: Int) -> String {
        var parts: [String] = []
        if !run.trace.tasks.isEmpty { parts += [timeline(), table()] }
        let findings = FindingText(run).sentences.map { "- \(TextWidth.visible($0))" }
        if !findings.isEmpty { parts.append(findings.joined(separator: "\n")) }
        let stuck = StuckText(run, isAscii: theme.glyphs == .ascii).lines
        if !stuck.isEmpty {
            parts.append(stuck.map { TextWidth.visible($0) }.joined(separator: "\n"))
        }
        parts.append(end(threads: threads))
        return parts.joined(separator: "\n\n")
    }

    private func timeline() -> String {
        var state = LabState(kept: run, title: "", program: nil)
        _ = update(&state, .commanded(.scrollToStart))
        let lanes = min(run.trace.tasks.count, Self.mostLanes)
        // The axis, and below the lanes the legend.
        let size = Size(width: width, height: lanes + 2)
        var frame = Frame(size: size)
        TimelinePane(state: state, theme: theme, area: Rect(size), inspectorRows: 0)
            .draw(in: &frame)
        let rows = (0..<size.height).map { frame.row($0) }
        let hidden = run.trace.tasks.count - lanes
        let more = hidden > 0 ? ["... and \(hidden) more tasks"] : []
        return (rows[0...lanes] + more + [rows[lanes + 1]]).joined(separator: "\n")
    }

    private func table() -> String {
        let head =
            ["id", "task", "outcome", "created", "ended"] + TaskState.allCases.map(\.word)
        let rows = run.trace.tasks.map { task -> [String] in
            let times = task.times(until: run.now)
            return [
                "\(task.id.rawValue)",
                TextWidth.truncated(
                    TextWidth.visible(task.title),
                    to: 24,
                    glyphs: theme.glyphs
                ),
                (task.outcome ?? .unfinished).rawValue, decimal(task.created),
                decimal(task.ended ?? run.now),
            ] + TaskState.allCases.map { decimal(times[$0] ?? 0) }
        }
        let widths = head.indices.map { column in
            ([head] + rows).map { TextWidth.of($0[column]) }.max() ?? 0
        }
        return ([head] + rows).map { row in
            row.enumerated().map { column, text in
                let isText = column == 1 || column == 2
                return TextWidth.padded(
                    text,
                    to: widths[column],
                    alignment: isText ? .left : .right
                )
            }.joined(separator: "  ")
        }.joined(separator: "\n")
    }

    private func end(threads: Int) -> String {
        let clock =
            run.clock.clock == .live
            ? "live"
            : run.clock.schedule?.text.map { "virtual clock, schedule \($0)" }
                ?? "virtual clock, seed \(run.clock.seed)"
        // Without a pool nothing was watched.
        let pool = threads == 1 ? "1 thread in the pool, " : "\(threads) threads in the pool, "
        var text = "\(clock), " + (threads > 0 ? pool : "")
        if case .ended(let end) = run.phase {
            text += "\(Seconds.decimal(run.now, digits: 3)) s: \(end.sentence)"
        }
        if run.droppedEvents > 0 { text += "; \(run.droppedEvents) events dropped" }
        return text
    }

    private func decimal(_ time: Nanoseconds) -> String {
        Seconds.decimal(time, digits: 3)
    }
}
