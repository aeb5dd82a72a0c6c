import CNcurses
public import Screen

extension Terminal {
    /// Changed cells from which on a frame is bracketed.
    ///
    /// The brackets are writes of their own, and help where a frame takes more than one read of the
    /// terminal (4096 bytes). A step of an animation takes less: measured with 20 lanes and scrolling
    /// output at 200x50, 0.7 KB on average. It is one `write(2)`.
    private static let bracketedCells = 1024

    /// Shows a frame, drawing only what differs from the one before.
    ///
    /// A frame equal to the one before writes nothing. What is outside of the terminal is cut off.
    public func present(_ frame: Frame) {
        guard state == .active else { return }
        let old = shown
        shown = frame
        if setsTitle, !frame.title.isEmpty, frame.title != old?.title {
            TerminalOutput.write(TerminalOutput.title(frame.title, glyphs: capabilities.glyphs))
        }
        let difference = FrameDiff(from: old, to: frame)
        guard !difference.isEmpty || old == nil || old?.cursor != frame.cursor else { return }
        if old?.size != frame.size { asynclab_ncurses_erase() }
        painter.draw(difference.runs.filter { $0.y < size.height }, of: frame)
        let isBracketed = difference.cellCount >= Self.bracketedCells
        if isBracketed { TerminalOutput.write(TerminalOutput.beginFrame) }
        place(cursor: frame.cursor)
        asynclab_ncurses_flush()
        if isBracketed { TerminalOutput.write(TerminalOutput.endFrame) }
    }

    private func place(cursor: Point?) {
        if let cursor, Rect(size).contains(cursor) {
            asynclab_ncurses_show_cursor(Int32(cursor.x), Int32(cursor.y))
        } else {
            asynclab_ncurses_hide_cursor()
        }
    }

    /// Paints the last frame again, every cell of it.
    func repaint() {
        asynclab_ncurses_forget_screen()
        guard let last = shown else { return }
        shown = nil
        present(last)
    }
}
