/// How many cells of a terminal a text takes, and texts cut and filled to fit.
///
/// Control characters count as their visible stand-in and tabs as blanks (see `visible(_:)`), just
/// as `Frame.write` draws them.
public enum TextWidth {
    /// Where a text stands in a wider field.
    public enum Alignment: Sendable {
        /// At the left edge.
        case left
        /// In the middle; the odd cell is on the right.
        case center
        /// At the right edge.
        case right
    }

    /// The cells that `text` takes.
    public static func of(_ text: String) -> Int {
        text.isPlain ? text.utf8.count : Glyphs(text).reduce(0) { $0 + $1.width }
    }

    /// The cells that `character` takes.
    public static func of(_ character: Character) -> Int {
        of(String(character))
    }

    /// The text as a screen shows it: `␛` and its kin for control characters, blanks for tabs, and
    /// nothing that a terminal could obey.
    public static func visible(_ text: String) -> String {
        if text.isPlain { return text }
        var shown = ""
        for glyph in Glyphs(text) { shown.append(glyph.character) }
        return shown
    }

    /// The text itself where it fits in `width` cells, else its beginning and an ellipsis.
    public static func truncated(
        _ text: String,
        to width: Int,
        glyphs: GlyphSet = .unicode
    ) -> String {
        guard width > 0 else { return "" }
        if text.isPlain, text.utf8.count <= width { return text }
        var kept = ""
        var taken = 0
        var keptAtLimit: String?
        for glyph in Glyphs(text) {
            if keptAtLimit == nil, taken + glyph.width > width - 1 { keptAtLimit = kept }
            taken += glyph.width
            if taken > width { return (keptAtLimit ?? "") + String(glyphs.ellipsis) }
            kept.append(glyph.character)
        }
        return text
    }

    /// The text with blanks around it, `width` cells in all; a longer text is returned as it is.
    public static func padded(
        _ text: String,
        to width: Int,
        alignment: Alignment = .left
    ) -> String {
        let missing = width - of(text)
        guard missing > 0 else { return text }
        let before =
            switch alignment {
            case .left: 0
            case .center: missing / 2
            case .right: missing
            }
        return String(repeating: " ", count: before) + text
            + String(repeating: " ", count: missing - before)
    }
}
