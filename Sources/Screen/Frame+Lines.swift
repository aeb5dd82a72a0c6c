extension Frame {
    /// Draws a border along the inside of `rect`, with a title in its top line.
    ///
    /// Where it meets lines that are already there, they join (`├ ┬ ┤ ┴ ┼`): panes share a border
    /// when their rectangles overlap by one row or column. Draw from top to bottom, or the bottom
    /// line of one pane covers the title of the next. A rectangle thinner than 2 cells gets none.
    public mutating func box(
        _ rect: Rect,
        title: String = "",
        style: Style = .plain,
        titleStyle: Style? = nil,
        glyphs: GlyphSet = .unicode
    ) {
        guard rect.size.width >= 2, rect.size.height >= 2 else { return }
        for y in rect.rows {
            for x in [rect.minX, rect.maxX - 1] {
                join(rect.borderSides(x: x, y: y), x: x, y: y, style: style, glyphs: glyphs)
            }
        }
        for x in rect.columns.dropFirst().dropLast() {
            for y in [rect.minY, rect.maxY - 1] {
                join(.horizontal, x: x, y: y, style: style, glyphs: glyphs)
            }
        }
        guard !title.isEmpty, rect.size.width > 4 else { return }
        let shown = TextWidth.truncated(title, to: rect.size.width - 4, glyphs: glyphs)
        write(
            " " + shown + " ",
            at: Point(x: rect.minX + 1, y: rect.minY),
            style: titleStyle ?? style
        )
    }

    /// Draws a horizontal line that joins the lines it meets.
    public mutating func horizontalLine(
        _ columns: ClosedRange<Int>,
        y: Int,
        style: Style = .plain,
        glyphs: GlyphSet = .unicode
    ) {
        for x in columns {
            var sides: LineSides = []
            if x > columns.lowerBound { sides.insert(.left) }
            if x < columns.upperBound { sides.insert(.right) }
            join(sides, x: x, y: y, style: style, glyphs: glyphs)
        }
    }

    /// Draws a vertical line that joins the lines it meets.
    public mutating func verticalLine(
        _ rows: ClosedRange<Int>,
        x: Int,
        style: Style = .plain,
        glyphs: GlyphSet = .unicode
    ) {
        for y in rows {
            var sides: LineSides = []
            if y > rows.lowerBound { sides.insert(.up) }
            if y < rows.upperBound { sides.insert(.down) }
            join(sides, x: x, y: y, style: style, glyphs: glyphs)
        }
    }

    private mutating func join(
        _ sides: LineSides,
        x: Int,
        y: Int,
        style: Style,
        glyphs: GlyphSet
    ) {
        guard bounds.contains(Point(x: x, y: y)) else { return }
        let there = glyphs.sides(of: cells[y * size.width + x].content)
        let line = glyphs.line(there.union(sides))
        put(Glyph(scalar: line, cluster: nil, width: 1), x: x, y: y, style: style)
    }
}

extension Rect {
    /// The sides that a border reaches in a cell of the first or last column.
    fileprivate func borderSides(x: Int, y: Int) -> LineSides {
        var sides: LineSides = []
        if y > minY { sides.insert(.up) }
        if y < maxY - 1 { sides.insert(.down) }
        if y == minY || y == maxY - 1 { sides.insert(x == minX ? .right : .left) }
        return sides
    }
}
