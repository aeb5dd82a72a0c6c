/// The cells in which a frame differs from the one before, as runs; none where nothing changed.
///
/// Cursor and title are not part of it.
public struct FrameDiff: Equatable, Sendable {
    /// Neighbouring cells of one row.
    ///
    /// A run never begins or ends inside of a wide character.
    public struct Run: Hashable, Sendable {
        /// The row.
        public let y: Int
        /// The columns.
        public let columns: Range<Int>
    }

    /// The runs, from top to bottom and from left to right.
    public let runs: [Run]

    /// Whether both frames show the same cells.
    public var isEmpty: Bool { runs.isEmpty }
    /// Changed cells, in all.
    public var cellCount: Int { runs.reduce(0) { $0 + $1.columns.count } }

    /// Compares two frames; everything has changed if there is no old one or its size is another.
    public init(from old: Frame?, to new: Frame) {
        guard let old, old.size == new.size else {
            runs =
                new.bounds.isEmpty
                ? [] : new.bounds.rows.map { Run(y: $0, columns: new.bounds.columns) }
            return
        }
        var runs: [Run] = []
        for y in new.bounds.rows {
            let row = RowComparison(old: old, new: new, y: y)
            if row.mayDiffer { row.appendRuns(to: &runs) }
        }
        self.runs = runs
    }
}

/// One row of two frames of the same size.
private struct RowComparison {
    let old: Frame
    let new: Frame
    let y: Int

    /// Most rows are as they were, which is seen without looking at each cell by itself.
    var mayDiffer: Bool {
        guard old.clusters.characters.isEmpty, new.clusters.characters.isEmpty else { return true }
        let row = y * new.size.width..<(y + 1) * new.size.width
        return old.cells.withUnsafeBufferPointer { old in
            new.cells.withUnsafeBufferPointer { new in
                var difference: UInt64 = 0
                for place in row { difference |= old[place].bits ^ new[place].bits }
                return difference != 0
            }
        }
    }

    func appendRuns(to runs: inout [FrameDiff.Run]) {
        let width = new.size.width
        let start = y * width
        var x = 0
        while let first = firstColumn(from: x, where: { !isSame(start + $0) }) {
            let last = firstColumn(from: first, where: { isSame(start + $0) }) ?? width
            let columns = whole(first..<last)
            if let before = runs.last, before.y == y,
                before.columns.upperBound >= columns.lowerBound
            {
                runs[runs.count - 1] = .init(
                    y: y,
                    columns: before.columns.lowerBound..<columns.upperBound
                )
            } else {
                runs.append(.init(y: y, columns: columns))
            }
            x = columns.upperBound
        }
    }

    private func firstColumn(from x: Int, where matches: (Int) -> Bool) -> Int? {
        var column = x
        while column < new.size.width {
            if matches(column) { return column }
            column += 1
        }
        return nil
    }

    private func isSame(_ place: Int) -> Bool {
        let before = old.cells[place]
        let after = new.cells[place]
        guard before.isCluster || after.isCluster else { return before == after }
        return before.style == after.style && before.isCluster && after.isCluster
            && old.clusters[before] == new.clusters[after]
    }

    /// The columns, extended over the halves of wide characters at both ends.
    private func whole(_ columns: Range<Int>) -> Range<Int> {
        let start = y * new.size.width
        var first = columns.lowerBound
        var last = columns.upperBound
        if new.cells[start + first].isContinuation { first -= 1 }
        if last < new.size.width, new.cells[start + last].isContinuation { last += 1 }
        return first..<last
    }
}
