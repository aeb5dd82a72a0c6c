import CNcurses
import Screen

/// Turns cells of a frame into cells of ncurses and puts them on its screen.
@MainActor
final class CellPainter {
    private let glyphs: GlyphSet
    private var pens: PenBox
    private var row: UnsafeMutableBufferPointer<cchar_t>
    private var used = 0
    private var style = Style.plain
    private var pen = Pen(attributes: 0, pair: 0)

    init(appearance: Appearance) {
        glyphs = appearance.glyphs
        pens = PenBox(depth: appearance.colors)
        row = .allocate(capacity: 0)
    }

    isolated deinit {
        row.deallocate()
    }

    func draw(_ runs: [FrameDiff.Run], of frame: Frame) {
        reserve(frame.size.width)
        for run in runs {
            used = 0
            let start = run.y * frame.size.width
            frame.cells.withUnsafeBufferPointer { cells in
                append(UnsafeBufferPointer(rebasing: cells[start...]), run.columns, of: frame)
            }
            asynclab_ncurses_draw(
                Int32(run.columns.lowerBound),
                Int32(run.y),
                row.baseAddress.unsafelyUnwrapped,
                Int32(used)
            )
        }
    }

    /// Adds some columns of a row of cells, which the frame ends or another row follows.
    private func append(
        _ cells: UnsafeBufferPointer<PackedCell>,
        _ columns: Range<Int>,
        of frame: Frame
    ) {
        for x in columns where !cells[x].isContinuation {
            let isWide = x + 1 < frame.size.width && cells[x + 1].isContinuation
            append(cells[x], isWide: isWide, of: frame)
        }
    }

    private func reserve(_ width: Int) {
        guard row.count < width else { return }
        row.deallocate()
        row = .allocate(capacity: width)
    }

    private func append(_ cell: PackedCell, isWide: Bool, of frame: Frame) {
        if cell.style != style {
            style = cell.style
            pen = pens.pen(for: style)
        }
        let cells = isWide ? 2 : 1
        if let scalar = Unicode.Scalar(cell.content), isSent(scalar, cells: cells) {
            append(scalar)
        } else {
            append(frame.character(of: cell), cells: cells)
        }
    }

    /// Whether the scalar can go to the terminal as it is, as nearly all do.
    private func isSent(_ scalar: Unicode.Scalar, cells: Int) -> Bool {
        scalar.isASCII || glyphs == .unicode && Locale.width(scalar) == cells
    }

    /// Adds a character so that it takes exactly `cells` cells, whatever the locale makes of it.
    private func append(_ character: Character, cells: Int) {
        let shown = CellText(character, cells: cells, glyphs: glyphs, width: Locale.width)
        append(shown.scalars)
        for _ in 0..<shown.blanks { append(" ") }
    }

    private func append(_ scalar: Unicode.Scalar) {
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: 2) { text in
            text[0] = Int32(scalar.value)
            text[1] = 0
            append(text.baseAddress.unsafelyUnwrapped)
        }
    }

    private func append(_ scalars: [Unicode.Scalar]) {
        let text = scalars.map { Int32($0.value) } + [0]
        text.withUnsafeBufferPointer { append($0.baseAddress.unsafelyUnwrapped) }
    }

    /// Adds a cell of the scalars up to a 0.
    private func append(_ text: UnsafePointer<Int32>) {
        guard used < row.count else { return }
        let cell = row.baseAddress.unsafelyUnwrapped + used
        if asynclab_ncurses_set_cell(cell, text, pen.attributes, pen.pair) { used += 1 }
    }
}
