import TraceModel

extension Trace {
    /// What was printed to standard output, line by line: without the spaces at both ends, and
    /// without blank lines.
    var printedLines: [String] { linesWithTimes.map(\.text) }

    /// When the program began to print a line, for the first time; nil where it never did.
    func printing(of line: String) -> Nanoseconds? {
        linesWithTimes.first { $0.text == line }?.time
    }

    private var linesWithTimes: [PrintedLine] {
        var lines = [PrintedLine(time: 0)]
        for piece in output where piece.stream == .standardOutput {
            let parts = piece.text.split(
                omittingEmptySubsequences: false,
                whereSeparator: \.isNewline
            )
            for (index, part) in parts.enumerated() {
                if index > 0 { lines.append(PrintedLine(time: piece.time)) }
                lines[lines.count - 1].append(part, at: piece.time)
            }
        }
        return lines.map(\.withoutOuterSpaces).filter { !$0.text.isEmpty }
    }
}

/// A line, and when its first character was printed.
private struct PrintedLine {
    var text = ""
    var time: Nanoseconds

    mutating func append(_ part: Substring, at time: Nanoseconds) {
        if text.isEmpty { self.time = time }
        text += part
    }

    var withoutOuterSpaces: PrintedLine {
        let inner = text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace)
        return PrintedLine(text: String(inner.reversed()), time: time)
    }
}
