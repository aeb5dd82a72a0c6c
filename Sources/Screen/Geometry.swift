/// A place in a frame: columns count from the left, rows from the top, both from 0.
public struct Point: Hashable, Sendable {
    /// The column, in cells.
    public var x: Int
    /// The row, in cells.
    public var y: Int

    /// The place at column `x` of row `y`.
    public init(x: Int, y: Int) {
        self.x = x
        self.y = y
    }
}

/// The extent of a frame or a terminal, in cells; never negative.
public struct Size: Hashable, Sendable {
    /// Columns.
    public let width: Int
    /// Rows.
    public let height: Int

    /// A size of `width` columns and `height` rows; a negative number counts as 0.
    public init(width: Int, height: Int) {
        self.width = max(0, width)
        self.height = max(0, height)
    }
}

/// A rectangle of cells; `maxX` and `maxY` are the first column and row outside of it.
public struct Rect: Hashable, Sendable {
    /// The top left cell.
    public var origin: Point
    /// Columns and rows.
    public var size: Size

    /// The rectangle whose top left cell is at (`x`, `y`); a negative extent counts as 0.
    public init(x: Int, y: Int, width: Int, height: Int) {
        origin = Point(x: x, y: y)
        size = Size(width: width, height: height)
    }

    /// The rectangle of a whole frame of this size.
    public init(_ size: Size) {
        origin = Point(x: 0, y: 0)
        self.size = size
    }

    /// The leftmost column.
    public var minX: Int { origin.x }
    /// The top row.
    public var minY: Int { origin.y }
    /// The first column right of the rectangle.
    public var maxX: Int { origin.x + size.width }
    /// The first row below the rectangle.
    public var maxY: Int { origin.y + size.height }
    /// The columns of the rectangle.
    public var columns: Range<Int> { minX..<maxX }
    /// The rows of the rectangle.
    public var rows: Range<Int> { minY..<maxY }
    /// Whether it holds no cell.
    public var isEmpty: Bool { size.width == 0 || size.height == 0 }

    /// Whether the cell at `point` is inside.
    public func contains(_ point: Point) -> Bool {
        columns.contains(point.x) && rows.contains(point.y)
    }

    /// The rectangle without `horizontal` columns on the left and on the right, and without
    /// `vertical` rows at the top and at the bottom; empty where nothing is left.
    public func inset(horizontal: Int = 1, vertical: Int = 1) -> Rect {
        Rect(
            x: minX + horizontal,
            y: minY + vertical,
            width: size.width - 2 * horizontal,
            height: size.height - 2 * vertical
        )
    }

    /// The cells that both rectangles hold; empty where they do not meet.
    public func intersection(_ other: Rect) -> Rect {
        let left = max(minX, other.minX)
        let top = max(minY, other.minY)
        return Rect(
            x: left,
            y: top,
            width: min(maxX, other.maxX) - left,
            height: min(maxY, other.maxY) - top
        )
    }
}

extension Rect {
    /// A side of a rectangle.
    public enum Edge: Sendable {
        /// The first row.
        case top
        /// The last row.
        case bottom
        /// The first column.
        case left
        /// The last column.
        case right
    }

    /// Cuts the rectangle in two, `length` cells from `edge` (at most all of them).
    ///
    /// `slice` is the part along the edge and `rest` the other. With `overlap: 1` both hold the
    /// row or column of the cut, as panes do that share a border.
    public func split(_ edge: Edge, _ length: Int, overlap: Int = 0) -> (slice: Rect, rest: Rect) {
        let whole = edge == .top || edge == .bottom ? size.height : size.width
        let near = min(max(length, 0), whole)
        let far = min(whole - near + (near == 0 ? 0 : overlap), whole)
        switch edge {
        case .top: return (firstRows(near), lastRows(far))
        case .bottom: return (lastRows(near), firstRows(far))
        case .left: return (firstColumns(near), lastColumns(far))
        case .right: return (lastColumns(near), firstColumns(far))
        }
    }

    private func firstRows(_ count: Int) -> Rect {
        Rect(x: minX, y: minY, width: size.width, height: count)
    }

    private func lastRows(_ count: Int) -> Rect {
        Rect(x: minX, y: maxY - count, width: size.width, height: count)
    }

    private func firstColumns(_ count: Int) -> Rect {
        Rect(x: minX, y: minY, width: count, height: size.height)
    }

    private func lastColumns(_ count: Int) -> Rect {
        Rect(x: maxX - count, y: minY, width: count, height: size.height)
    }
}
