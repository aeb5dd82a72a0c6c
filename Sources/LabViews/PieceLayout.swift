import Screen
import TraceModel

/// A piece of output as lines: its time, the id of its task, and the text, folded where it is long.
struct PieceLayout {
    let piece: OutputPiece
    let theme: Theme
    let width: Int

    /// Digits that most ids of tasks fit.
    private static let markWidth = 3

    private var time: String { Seconds.decimal(piece.time, digits: 3) }
    private var room: Int { max(8, width - time.utf8.count - Self.markWidth - 1) }

    /// The number of lines, found without making them where the text is short.
    var rowCount: Int {
        let bytes = piece.text.utf8
        let breaks = bytes.reduce(0) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
        if breaks <= 1, bytes.count <= room { return breaks == 1 && !piece.endsLine ? 2 : 1 }
        return rows().count
    }

    func lines() -> [StyledLine] {
        let id = piece.task.map { "#\($0.rawValue)" } ?? ""
        let mark = TextWidth.padded(id, to: Self.markWidth, alignment: .right)
        let blank = String(repeating: " ", count: TextWidth.of(time + mark))
        let style = piece.stream == .standardError ? theme.error : theme.style(of: piece.task)
        return rows().enumerated().map { index, row in
            let margin = [(time, theme.dim), (mark + " ", theme.style(of: piece.task))]
            return StyledLine(
                spans: (index == 0 ? margin : [(blank + " ", .plain)]) + [(row, style)]
            )
        }
    }

    private func rows() -> [String] {
        var lines = piece.text.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true, lines.count > 1 { lines.removeLast() }
        return lines.flatMap { TextWidth.wrapped(TextWidth.visible(String($0)), to: room) }
    }
}
