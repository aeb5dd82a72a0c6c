import Screen

/// Text in which a number and its unit stay on one line.
enum TiedText {
    private static let noBreak: Character = "\u{A0}"
    private static let units: Set<Substring> = ["s", "ms"]

    /// The lines that `text` takes where a line has `width` cells, as places in it.
    static func wrappedRanges(_ text: String, to width: Int) -> [Range<String.Index>] {
        let tied = tied(text)
        guard tied != text else { return TextWidth.wrappedRanges(text, to: width) }
        // A blank and a no-break space are one character each: so places can be counted across.
        func place(_ index: String.Index) -> String.Index {
            text.index(text.startIndex, offsetBy: tied.distance(from: tied.startIndex, to: index))
        }
        return TextWidth.wrappedRanges(tied, to: width).map {
            place($0.lowerBound)..<place($0.upperBound)
        }
    }

    /// The same lines as text.
    static func wrapped(_ text: String, to width: Int) -> [String] {
        wrappedRanges(text, to: width).map { String(text[$0]) }
    }

    /// The text with a no-break space for each blank between a number and its unit.
    private static func tied(_ text: String) -> String {
        var tied = ""
        var previous: Character = " "
        for index in text.indices {
            let character = text[index]
            let isTie = character == " " && previous.isNumber && isUnit(after: index, in: text)
            tied.append(isTie ? noBreak : character)
            previous = character
        }
        return tied
    }

    private static func isUnit(after blank: String.Index, in text: String) -> Bool {
        let rest = text[text.index(after: blank)...]
        return units.contains(rest.prefix { $0.isLetter || $0.isNumber })
    }
}
