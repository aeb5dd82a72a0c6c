import LabCore
import Screen
import TraceModel

/// What the program printed, each line with its time and its task; and why it did not run.
struct OutputPane {
    let state: LabState
    let theme: Theme

    /// Of a flood only its last pieces are shown; `--plain` and `--save` have them all.
    private static let mostPieces = 2000

    func lines(width: Int) -> [StyledLine] {
        guard let run = state.run else {
            return [StyledLine("What the program prints is shown here.", style: theme.dim)]
        }
        if case .failed(let reasons) = run.phase {
            return reasons.flatMap { reason in
                TextSetter(theme: theme, width: width).lines(
                    reason,
                    style: reason.contains("error:") ? theme.error : .plain
                )
            }
        }
        let hidden = max(0, run.trace.output.count - Self.mostPieces)
        var lines = run.trace.output.suffix(Self.mostPieces).flatMap { self.lines(of: $0, run) }
        if hidden > 0 {
            lines.insert(StyledLine("\(hidden) lines before these", style: theme.dim), at: 0)
        }
        if run.droppedEvents > 0 {
            let text = "\(run.droppedEvents) events were dropped: the trace is full."
            lines += TextSetter(theme: theme, width: width).lines(text, style: theme.error)
        }
        if case .ended(let end) = run.phase {
            let isGood = end == .exited(0)
            let text = "\(Seconds.decimal(run.now, digits: 3)) \(end.sentence)"
            lines.append(StyledLine(text, style: isGood ? theme.dim : theme.error))
        }
        return lines
    }

    private func lines(of piece: OutputPiece, _ run: RunState) -> [StyledLine] {
        var rows = piece.text.split(separator: "\n", omittingEmptySubsequences: false)
        if rows.last?.isEmpty == true { rows.removeLast() }
        let mark = TextWidth.padded(
            piece.task.map { "\($0.rawValue)" } ?? "",
            to: 3,
            alignment: .right
        )
        let time = Seconds.decimal(piece.time, digits: 3)
        let isError = piece.stream == .standardError
        return rows.enumerated().map { index, row in
            StyledLine(spans: [
                (index == 0 ? time : String(repeating: " ", count: time.count), theme.dim),
                (mark + " ", theme.style(of: piece.task)),
                (String(row), isError ? theme.error : theme.style(of: piece.task)),
            ])
        }
    }
}
