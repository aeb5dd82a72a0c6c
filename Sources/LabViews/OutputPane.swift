import Curriculum
import LabCore
import Schedules
import Screen
import TraceModel

/// What the program printed, each line with its time and its task; and why it did not run.
struct OutputPane {
    let state: LabState
    let theme: Theme
    var kept = KeptOutput()

    /// Of a flood only its last pieces are shown; `--plain` and `--save` have them all.
    private static let mostPieces = 2000

    /// The text at a width, made for the lines that are asked for only.
    func text(width: Int) -> PaneText {
        guard let run = state.run else {
            let hint = "What the program prints is shown here."
            return PaneText(TextSetter(theme: theme, width: width).lines(hint, style: theme.dim))
        }
        if case .failed(let reasons) = run.phase {
            return PaneText(reasons.flatMap { failure($0, width) })
        }
        let trace = run.shown.trace
        let pieces = trace.outputBeforeCrash
        let hidden = max(0, pieces.count - Self.mostPieces)
        var text = PaneText(
            hidden > 0 ? [StyledLine("\(hidden) lines before these", style: theme.dim)] : []
        )
        let shown = pieces.suffix(Self.mostPieces)
        text.append(kept.text(of: shown, in: run, theme: theme, width: width))
        text.append(report(trace.crashReport, width))
        if !run.shown.isPast { text.append(remarks(run, width)) }
        return text
    }

    /// A line of the compiler or of an error: messages are wrapped, excerpts of source are not, or
    /// the marks below them would point nowhere.
    private func failure(_ line: String, _ width: Int) -> [StyledLine] {
        guard let first = line.first, first != " " else { return [StyledLine(line)] }
        var text = line
        if let program = state.program, text.hasPrefix(program.path + ":") {
            text = program.fileName + text.dropFirst(program.path.count)
        }
        let style = text.contains("error:") ? theme.error : .plain
        return TextSetter(theme: theme, width: width).lines(text, style: style)
    }

    /// Of the report of a crash, the places in the program, and how much more there is.
    private func report(_ report: CrashReport?, _ width: Int) -> [StyledLine] {
        guard let report, let program = state.program else { return [] }
        let setter = TextSetter(theme: theme, width: width)
        let places = report.places(in: program.path).map { "at \(program.fileName):\($0)" }
        let more = "(\(report.lineCount) lines of crash report: see them with --plain)"
        return places.flatMap { setter.lines($0, style: theme.error, indent: 2) }
            + setter.lines(more, style: theme.dim)
    }

    /// What was dropped, and how the run ended.
    private func remarks(_ run: RunState, _ width: Int) -> [StyledLine] {
        let setter = TextSetter(theme: theme, width: width)
        var lines: [StyledLine] = []
        if run.droppedEvents > 0 {
            let text = "\(run.droppedEvents) events were dropped: the trace is full."
            lines += setter.lines(text, style: theme.error)
        }
        lines += run.caveats.flatMap { setter.lines($0, style: theme.dim) }
        lines += run.remarks.flatMap { setter.lines($0, style: theme.error) }
        if case .ended(let end) = run.phase {
            let text = "\(Seconds.decimal(run.now, digits: 3)) \(end.sentence)"
            lines += setter.lines(text, style: end == .exited(0) ? theme.dim : theme.error)
            let choices = run.chosenSchedule?.text.map { "your choices: --schedule \($0)" }
            lines += choices.map { setter.lines($0, style: theme.dim) } ?? []
        }
        return lines
    }
}
