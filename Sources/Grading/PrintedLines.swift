import TraceModel

extension Trace {
    /// What was printed to standard output, line by line: without the spaces at both ends, and
    /// without blank lines.
    var printedLines: [String] {
        output.filter { $0.stream == .standardOutput }
            .map(\.text)
            .joined()
            .split(whereSeparator: \.isNewline)
            .map(\.withoutOuterSpaces)
            .filter { !$0.isEmpty }
    }
}

extension Substring {
    fileprivate var withoutOuterSpaces: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
