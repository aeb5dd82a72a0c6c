public import LabCore
public import Screen
public import TraceModel

/// What a program printed, as rows of text: the time, the task and the line.
public enum PrintedRows {
    /// The rows of one piece of output.
    public static func of(
        _ piece: OutputPiece,
        _ trace: Trace,
        glyphs: GlyphSet = .unicode
    ) -> [String] {
        var rows = piece.text.split(separator: "\n", omittingEmptySubsequences: false)
        if rows.last?.isEmpty == true { rows.removeLast() }
        let task = piece.task.flatMap { trace.task($0) }
        let name = TextWidth.visible(task?.title ?? "")
        let title = TextWidth.padded(TextWidth.truncated(name, to: 16, glyphs: glyphs), to: 16)
        let time = Seconds.decimal(piece.time, digits: 3)
        return rows.map { "\(time)  \(title)  \(TextWidth.visible(String($0)))" }
    }
}

/// A run that has ended, as a text: what it printed, and what `RunText` tells.
public struct PlainRun {
    private let run: RunState
    private let width: Int
    private let isAscii: Bool

    /// A text whose lanes are at most `width` cells wide; with `isAscii` its signs are ASCII.
    public init(_ run: RunState, width: Int, isAscii: Bool) {
        self.run = run
        self.width = width
        self.isAscii = isAscii
    }

    /// Hands the text on, piece by piece; `threads` is the width of the global pool.
    public func write(threads: Int, _ put: @escaping (String) throws -> Void) throws {
        var sink = TextSink(put)
        for piece in run.trace.output {
            let rows = PrintedRows.of(piece, run.trace, glyphs: isAscii ? .ascii : .unicode)
            for row in rows { try sink.write(row + "\n") }
        }
        if !run.trace.output.isEmpty { try sink.write("\n") }
        let text = RunText(run, width: width, isAscii: isAscii).text(threads: threads)
        try sink.write(text + "\n")
        try sink.flush()
    }
}
