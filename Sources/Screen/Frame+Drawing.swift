extension Frame {
    /// Writes one line of text from `point` to the right, and returns the columns it went on by.
    ///
    /// Only cells inside of `clip` change; a wide character that does not fit there whole becomes
    /// blanks. The text ends at the right edge of `clip`, and so does what is returned. Control
    /// characters, a newline among them, are shown as pictures, never obeyed.
    @discardableResult
    public mutating func write(
        _ text: String,
        at point: Point,
        style: Style = .plain,
        clippedTo clip: Rect? = nil
    ) -> Int {
        let area = clip?.intersection(bounds) ?? bounds
        guard area.rows.contains(point.y) else { return 0 }
        var x = point.x
        if text.isPlain {
            writePlain(text, at: point, style: style, in: area)
            return max(0, min(x + text.utf8.count, area.maxX) - x)
        }
        for glyph in Glyphs(text) {
            guard x < area.maxX else { break }
            let columns = x..<(x + glyph.width)
            if columns.lowerBound >= area.minX, columns.upperBound <= area.maxX {
                put(glyph, x: x, y: point.y, style: style)
            } else {
                for column in columns.clamped(to: area.columns) {
                    put(.blank, x: column, y: point.y, style: style)
                }
            }
            x = columns.upperBound
        }
        return max(0, min(x, area.maxX) - point.x)
    }

    /// Writes text of which each byte is a cell, as far as it is inside of `area`.
    private mutating func writePlain(_ text: String, at point: Point, style: Style, in area: Rect) {
        var x = point.x
        for byte in text.utf8 {
            if x >= area.maxX { break }
            if x >= area.minX { put(UInt32(byte), x: x, y: point.y, style: style) }
            x += 1
        }
    }

    /// Fills `rect` with a character that takes one cell (a wide one counts as a blank).
    public mutating func fill(
        _ rect: Rect,
        with character: Character = " ",
        style: Style = .plain
    ) {
        let glyph = Glyph(character).flatMap { $0.width == 1 ? $0 : nil } ?? .blank
        let inside = rect.intersection(bounds)
        guard !inside.isEmpty else { return }
        for y in inside.rows { put(glyph, x: inside.minX, y: y, style: style) }
        separate(rect: inside)
        let cell = cells[inside.minY * size.width + inside.minX]
        paint(inside) { $0 = cell }
    }

    /// Changes the style of every cell of `rect` and leaves the characters: a selected row, a pane
    /// out of focus.
    public mutating func restyle(_ rect: Rect, _ change: (inout Style) -> Void) {
        paint(rect) { change(&$0.style) }
    }

    private mutating func separate(rect: Rect) {
        for y in rect.rows { separate(x: rect.maxX, y: y) }
    }
}
