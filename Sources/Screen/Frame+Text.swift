extension Frame {
    /// The characters of the frame, without the blanks that end a line; one line for each row.
    public var text: String {
        bounds.rows.map { row($0) }.joined(separator: "\n")
    }

    /// The characters of row `y`, without the blanks that end it.
    public func row(_ y: Int) -> String {
        var line = ""
        for cell in rowCells(y) where !cell.isContinuation { line.append(character(of: cell)) }
        while line.last == " " { line.removeLast() }
        return line
    }

    /// The styles of the frame, drawn like its text: one character a cell, by `legend`.
    ///
    /// `.` is the plain style and `?` one that the legend lacks. Plain cells that end a line are
    /// left out.
    public func styles(_ legend: [Style: Character]) -> String {
        bounds.rows.map { y in
            var line = ""
            for cell in rowCells(y) {
                line.append(legend[cell.style] ?? (cell.style == .plain ? "." : "?"))
            }
            while line.last == "." { line.removeLast() }
            return line
        }
        .joined(separator: "\n")
    }

    private func rowCells(_ y: Int) -> ArraySlice<PackedCell> {
        guard bounds.rows.contains(y) else { return [] }
        return cells[(y * size.width)..<((y + 1) * size.width)]
    }
}
