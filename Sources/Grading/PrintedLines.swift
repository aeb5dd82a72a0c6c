import TraceModel

extension Trace {
    /// What was printed to standard output, line by line: without the spaces at both ends, and
    /// without blank lines.
    var printedLines: [String] { linesWithTimes.map(\.text) }

    /// When the program began to print a line, for the first time; nil where it never did.
    func printing(of line: String) -> Nanoseconds? {
        linesWithTimes.first { $0.text == line }?.time
    }

    /// The same with the time of each, and who printed it.
    var linesWithTimes: [PrintedLine] {
        var lines = [PrintedLine()]
        for piece in output where piece.stream == .standardOutput {
            let parts = piece.text.split(
                omittingEmptySubsequences: false,
                whereSeparator: \.isNewline
            )
            for (index, part) in parts.enumerated() {
                if index > 0 { lines.append(PrintedLine()) }
                lines[lines.count - 1].append(part, of: piece)
            }
        }
        return lines.map(\.withoutOuterSpaces).filter { !$0.text.isEmpty }
    }
}

/// A line, and when, by whom and where its first character was printed.
struct PrintedLine {
    private(set) var text = ""
    private(set) var time: Nanoseconds = 0
    private(set) var task: TaskID?
    private(set) var place: PlaceID?
    private(set) var executor: Executor?

    mutating func append(_ part: Substring, of piece: OutputPiece) {
        if text.isEmpty {
            time = piece.time
            task = piece.task
            place = piece.place
            executor = piece.executor
        }
        text += part
    }

    var withoutOuterSpaces: PrintedLine {
        var line = self
        line.text = text.withoutOuterSpaces
        return line
    }
}
