/// The text of a pane, of which only the lines that are shown need be made.
struct PaneText {
    private struct Section {
        let count: Int
        let make: (Range<Int>) -> [StyledLine]
    }

    private var sections: [Section] = []
    /// Lines in all.
    private(set) var count = 0

    /// A text whose lines are there already.
    init(_ lines: [StyledLine] = []) {
        append(lines)
    }

    /// Adds lines at the end.
    mutating func append(_ lines: [StyledLine]) {
        append(count: lines.count) { Array(lines[$0]) }
    }

    /// Adds `count` lines at the end; `make` gives those of a range when they are needed.
    mutating func append(count: Int, _ make: @escaping (Range<Int>) -> [StyledLine]) {
        guard count > 0 else { return }
        sections.append(Section(count: count, make: make))
        self.count += count
    }

    /// Adds another text at the end.
    mutating func append(_ text: PaneText) {
        sections += text.sections
        count += text.count
    }

    /// At most `height` lines from the one at `start` on.
    func lines(from start: Int, height: Int) -> [StyledLine] {
        var lines: [StyledLine] = []
        var position = 0
        for section in sections {
            let first = min(max(0, start - position), section.count)
            let rest = min(height - lines.count, section.count - first)
            if rest > 0 { lines += section.make(first..<first + rest) }
            position += section.count
        }
        return lines
    }
}
