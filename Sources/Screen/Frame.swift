/// One picture of the whole screen: its cells, where the cursor is, and the window's title.
///
/// A frame is a value: views draw into one, a test compares it with a literal, the terminal shows
/// it. Cells outside of it read as blank, and drawing there does nothing.
public struct Frame: Sendable {
    /// Columns and rows.
    public let size: Size
    /// Where the cursor is shown; nil hides it.
    public var cursor: Point?
    /// The title of the terminal's window; empty leaves it as it is.
    public var title: String

    package private(set) var cells: [PackedCell]
    package private(set) var clusters = ClusterTable()

    /// A frame of blanks.
    public init(size: Size, title: String = "") {
        self.size = size
        self.title = title
        cells = Array(repeating: .blank, count: size.width * size.height)
    }

    /// The whole frame as a rectangle.
    public var bounds: Rect { Rect(size) }

    /// The cell at `point`.
    ///
    /// Setting a wide character sets the cell right of it too (where there is none, a blank is set
    /// instead), and the rest of a wide character that is cut in half becomes blank. Setting a
    /// continuation changes only a style, so that cells can be copied one by one.
    public subscript(point: Point) -> Cell {
        get {
            guard bounds.contains(point) else { return .blank }
            let cell = cells[point.y * size.width + point.x]
            return Cell(
                character(of: cell),
                style: cell.style,
                isContinuation: cell.isContinuation
            )
        }
        set {
            guard bounds.contains(point) else { return }
            if newValue.isContinuation {
                paint(Rect(x: point.x, y: point.y, width: 1, height: 1)) {
                    $0.style = newValue.style
                }
                return
            }
            let glyph = Glyph(newValue.character) ?? .blank
            let fits = point.x + glyph.width <= size.width
            put(fits ? glyph : .blank, x: point.x, y: point.y, style: newValue.style)
        }
    }

    /// The character in a cell of this frame; a blank in a continuation.
    package func character(of cell: PackedCell) -> Character {
        if cell.isContinuation { return " " }
        if cell.isCluster { return clusters[cell] }
        return Unicode.Scalar(cell.content).map { Character($0) } ?? " "
    }
}

extension Frame {
    /// Puts a glyph of one or two cells at (`x`, `y`), which must be inside of the frame together
    /// with its second cell.
    mutating func put(_ glyph: Glyph, x: Int, y: Int, style: Style) {
        let place = y * size.width + x
        let content = glyph.cluster.map { clusters.content(for: $0) } ?? glyph.scalar.value
        separate(x: x, y: y)
        separate(x: x + glyph.width, y: y)
        cells[place] = PackedCell(content: content, style: style)
        if glyph.width == 2 {
            cells[place + 1] = PackedCell(content: PackedCell.continuation, style: style)
        }
    }

    /// Puts a character of one scalar and one cell at (`x`, `y`), which must be inside of the frame.
    mutating func put(_ scalar: UInt32, x: Int, y: Int, style: Style) {
        separate(x: x, y: y)
        separate(x: x + 1, y: y)
        cells[y * size.width + x] = PackedCell(content: scalar, style: style)
    }

    /// Changes every cell of `rect` that is inside of the frame.
    mutating func paint(_ rect: Rect, _ change: (inout PackedCell) -> Void) {
        let inside = rect.intersection(bounds)
        guard !inside.isEmpty else { return }
        for y in inside.rows {
            let start = y * size.width
            for place in (start + inside.minX)..<(start + inside.maxX) { change(&cells[place]) }
        }
    }

    /// Makes blanks of a wide character whose halves are left and right of column `x`.
    mutating func separate(x: Int, y: Int) {
        guard x > 0, x < size.width else { return }
        let place = y * size.width + x
        guard cells[place].isContinuation else { return }
        cells[place].content = PackedCell.blank.content
        cells[place - 1].content = PackedCell.blank.content
    }
}

extension Frame: Equatable {
    /// Whether both frames show the same cells, cursor and title.
    public static func == (left: Frame, right: Frame) -> Bool {
        left.size == right.size && left.cursor == right.cursor && left.title == right.title
            && FrameDiff(from: left, to: right).isEmpty
    }
}
