/// One piece of a text as a terminal shows it: a character that takes one or two cells.
package struct Glyph {
    /// The scalar, or the first one.
    package var scalar: Unicode.Scalar
    /// The whole character, where it has several scalars.
    package var cluster: Character?
    /// 1 or 2 cells.
    package var width: Int

    package var character: Character { cluster ?? Character(scalar) }

    static let blank = Glyph(scalar: " ", cluster: nil, width: 1)
}

extension Glyph {
    /// The first glyph of a character.
    init?(_ character: Character) {
        var scalars = character.unicodeScalars.makeIterator()
        if let first = scalars.next(), first.isSimple, scalars.next() == nil {
            self.init(scalar: first, cluster: nil, width: first.cellWidth)
            return
        }
        var glyphs = Glyphs(String(character))
        guard let glyph = glyphs.next() else { return nil }
        self = glyph
    }
}

/// The glyphs of a text, in order.
///
/// A text is cut here and nowhere else, so that its measured width and the cells it is drawn in
/// always agree:
/// - a scalar that takes cells starts a glyph, and the marks that combine with it belong to it;
/// - a joined emoji (family, flag, skin tone, `U+FE0F`) is one glyph of two cells;
/// - a tab becomes blanks up to the next multiple of 8 columns from the start of the text;
/// - a control character, or a command for the direction of text, becomes a visible stand-in: the
///   escape sequences of a watched program are shown, not obeyed.
package struct Glyphs: Sequence, IteratorProtocol {
    private let text: String
    private var index: String.Index
    private var column = 0
    /// Glyphs that were read but not yet given out, the next one last.
    private var waiting: [Glyph] = []

    package init(_ text: String) {
        self.text = text
        index = text.startIndex
    }

    package mutating func next() -> Glyph? {
        while waiting.isEmpty {
            guard index < text.endIndex else { return nil }
            let scalar = text.unicodeScalars[index]
            if scalar.isSimple {
                let following = text.unicodeScalars.index(after: index)
                if following == text.endIndex || text.unicodeScalars[following].neverCombines {
                    index = following
                    return counted(Glyph(scalar: scalar, cluster: nil, width: scalar.cellWidth))
                }
            }
            readCharacter(startingWith: scalar)
        }
        return counted(waiting.removeLast())
    }

    private mutating func counted(_ glyph: Glyph) -> Glyph {
        column += glyph.width
        return glyph
    }

    private mutating func readCharacter(startingWith scalar: Unicode.Scalar) {
        if scalar == "\t" {
            waiting = Array(repeating: .blank, count: Self.tabStop - column % Self.tabStop)
        } else if let shown = scalar.standIn {
            waiting = [Glyph(scalar: shown, cluster: nil, width: 1)]
        } else {
            waiting = Self.glyphs(of: text[index]).reversed()
            index = text.index(after: index)
            return
        }
        index = text.unicodeScalars.index(after: index)
    }

    private static let tabStop = 8

    private static func glyphs(of character: Character) -> [Glyph] {
        let scalars = character.unicodeScalars
        guard let first = scalars.first else { return [] }
        if scalars.count == 1, first.cellWidth > 0 {
            return [Glyph(scalar: first, cluster: nil, width: first.cellWidth)]
        }
        if first.properties.isEmoji, first.value >= 0xA9,
            scalars.dropFirst().contains(where: \.joinsEmoji)
        {
            return [Glyph(scalar: first, cluster: character, width: 2)]
        }
        return pieces(of: scalars)
    }

    /// Cuts a character before each scalar that takes cells of its own: some scripts have several.
    private static func pieces(of scalars: Character.UnicodeScalarView) -> [Glyph] {
        var pieces: [(text: String, first: Unicode.Scalar)] = []
        for scalar in scalars where !scalar.isInvisible {
            if scalar.cellWidth > 0 {
                pieces.append((String(scalar), scalar))
            } else if pieces.isEmpty {
                pieces.append((" " + String(scalar), " "))
            } else {
                pieces[pieces.count - 1].text.unicodeScalars.append(scalar)
            }
        }
        return pieces.map { piece in
            let isSingle = piece.text.unicodeScalars.count == 1
            return Glyph(
                scalar: piece.first,
                cluster: isSingle ? nil : Character(piece.text),
                width: piece.first.cellWidth
            )
        }
    }
}

extension String {
    /// Each byte of it is one character that takes one cell and is shown as it is: so with most texts, and no
    /// glyphs need be made of these.
    package var isPlain: Bool {
        utf8.withContiguousStorageIfAvailable { bytes in
            for byte in bytes where !(0x20...0x7E ~= byte) { return false }
            return true
        } ?? false
    }
}
