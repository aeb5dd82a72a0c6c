import Screen

/// What is sent to the terminal for a character that has a given number of cells in the frame.
///
/// Terminals and libraries disagree about joined emoji and new characters; a picture stays aligned
/// only if all agree. So only what the locale gives the right width is sent: the first scalar and
/// the marks that combine with it, then blanks for cells that this leaves, or else a stand-in.
struct CellText: Equatable {
    var scalars: [Unicode.Scalar]
    /// Blank cells to add on the right.
    var blanks: Int

    /// ncurses keeps at most five scalars a cell (CCHARW_MAX).
    private static let limit = 5

    /// `width` tells the cells that the locale gives a scalar, -1 for one that it does not have.
    init(_ character: Character, cells: Int, glyphs: GlyphSet, width: (Unicode.Scalar) -> Int) {
        let all = Array(character.unicodeScalars)
        let first = all[0]
        let taken = width(first)
        if glyphs == .ascii {
            scalars = Array(GlyphSet.asciiStandIn(for: first).unicodeScalars)
            blanks = cells - 1
        } else if taken == cells || taken == 1 {
            let marks = all.dropFirst().prefix { width($0) == 0 && !Self.changesWidth($0) }
            scalars = [first] + marks.prefix(Self.limit - 1)
            blanks = cells - taken
        } else {
            scalars = ["\u{FFFD}"]
            blanks = cells - 1
        }
    }

    /// Joiners and selectors of emoji: some terminals draw what follows them in other cells.
    private static func changesWidth(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value == 0x200D || (0xFE00...0xFE0F).contains(scalar.value)
    }
}
