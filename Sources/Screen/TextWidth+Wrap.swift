extension TextWidth {
    /// The lines that `text` takes where a line has `width` cells.
    ///
    /// Lines end at a newline, after a word, between wide characters, or, in a word longer than a
    /// line, anywhere. The blanks at a break are dropped; those that begin a paragraph are kept.
    public static func wrapped(_ text: String, to width: Int) -> [String] {
        wrappedRanges(text, to: width).map { String(text[$0]) }
    }

    /// The same lines as places in `text`, for a caller who styles parts of it.
    public static func wrappedRanges(_ text: String, to width: Int) -> [Range<String.Index>] {
        if text.isPlain, text.utf8.count <= width { return [text.startIndex..<text.endIndex] }
        var lines: [Range<String.Index>] = []
        var start = text.startIndex
        while true {
            let end = text[start...].firstIndex(where: \.isNewline) ?? text.endIndex
            var paragraph = ParagraphWrapper(text: text[start..<end], width: max(1, width))
            lines += paragraph.lines()
            guard end < text.endIndex else { return lines }
            start = text.index(after: end)
        }
    }
}

/// Cuts one paragraph into lines, greedily.
private struct ParagraphWrapper {
    let text: Substring
    let width: Int
    private var lineStart: String.Index
    /// Where the line could end, and where the next one would begin.
    private var lastBreak: (end: String.Index, next: String.Index)?
    private var finished: [Range<String.Index>] = []

    init(text: Substring, width: Int) {
        self.text = text
        self.width = width
        lineStart = text.startIndex
    }

    mutating func lines() -> [Range<String.Index>] {
        var index = text.startIndex
        var column = 0
        while index < text.endIndex {
            let character = text[index]
            let cells = TextWidth.of(character)
            noteBreak(at: index, character, cells)
            if column + cells > width, character != " ", index > lineStart {
                index = endLine(before: index)
                column = 0
                continue
            }
            column += cells
            index = text.index(after: index)
        }
        return finished + [lineStart..<text.endIndex]
    }

    /// Ends the line at its last break, or else right before `index`; returns where to go on.
    private mutating func endLine(before index: String.Index) -> String.Index {
        let place = lastBreak ?? (end: index, next: index)
        finished.append(lineStart..<place.end)
        lineStart = place.next
        lastBreak = nil
        return lineStart
    }

    private mutating func noteBreak(at index: String.Index, _ character: Character, _ cells: Int) {
        if character == " " {
            let after = text.index(after: index)
            if let last = lastBreak, last.next == index, last.end < index {
                lastBreak = (last.end, after)
            } else if !text[lineStart..<index].allSatisfy({ $0 == " " }) {
                lastBreak = (index, after)
            }
        } else if cells == 2, index > lineStart, lastBreak?.next != index {
            lastBreak = (index, index)
        }
    }
}
