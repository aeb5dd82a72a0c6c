extension Unicode.Scalar {
    /// The cells that a terminal gives this scalar, as `wcwidth(3)` of a UTF-8 locale tells them.
    ///
    /// 0 for a mark that combines with the scalar before, 2 for East Asian wide ones and emoji,
    /// else 1.
    var cellWidth: Int {
        if value < 0x300 || (0x2500...0x25FC).contains(value) { return 1 }
        if combines || isInvisible { return 0 }
        return WideRanges.contains(self) ? 2 : 1
    }

    /// Whether it is a character alone unless one that combines follows, so that a text can be cut
    /// without looking further: most letters, lines, blocks and the common ideographs.
    var isSimple: Bool {
        switch value {
        case 0x20...0x7E, 0xA0...0xAC, 0xAE...0x2FF, 0x2010...0x2027, 0x2190...0x2BFF,
            0x4E00...0x9FFF:
            true
        default: false
        }
    }

    /// Whether it certainly starts a character of its own.
    var neverCombines: Bool { value < 0x300 || isSimple }

    /// What a cell shows instead: a picture for a control character (`␛` for ESC), `�` for one
    /// that has none and for the commands that turn the direction of text.
    var standIn: Unicode.Scalar? {
        switch value {
        case 0..<0x20: Unicode.Scalar(0x2400 + value)
        case 0x7F: "\u{2421}"
        case 0x80...0x9F, 0x61C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x206F: "\u{FFFD}"
        default: nil
        }
    }

    /// Whether it has no look at all: soft hyphen, zero-width space, word joiner, byte order mark.
    var isInvisible: Bool {
        switch value {
        case 0xAD, 0x200B...0x200D, 0x2060...0x2065, 0xFEFF, 0xE0000...0xE007F: true
        default: false
        }
    }

    /// Whether, after an emoji, it makes one picture of both.
    var joinsEmoji: Bool {
        value == 0x200D || value == 0xFE0F || properties.isEmojiModifier
            || (0x1F1E6...0x1F1FF).contains(value)
    }

    private var combines: Bool {
        switch value {
        case 0x2190...0x2BFF, 0x4E00...0x9FFF: return false
        case 0x1160...0x11FF, 0xD7B0...0xD7FF: return true  // vowels and finals of Hangul
        default: break
        }
        let category = properties.generalCategory
        return category == .nonspacingMark || category == .enclosingMark
    }
}
