/// The text of a pane, of which only the lines that are shown need be made.
struct PaneText {
    private struct Section {
        let count: Int
        let make: () -> [StyledLine]
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
        append(count: lines.count) { lines }
    }

    /// Adds `count` lines at the end, which `make` gives when they are needed.
    mutating func append(count: Int, _ make: @escaping () -> [StyledLine]) {
        guard count > 0 else { return }
        sections.append(Section(count: count, make: make))
        self.count += count
    }

    /// At most `height` lines from the one at `start` on.
    func lines(from start: Int, height: Int) -> [StyledLine] {
        var lines: [StyledLine] = []
        var position = 0
        for section in sections {
            defer { position += section.count }
            if position + section.count <= start { continue }
            if position >= start + height { break }
            let skipped = max(0, start - position)
            lines += section.make().dropFirst(skipped).prefix(start + height - position - skipped)
        }
        return Array(lines.prefix(height))
    }
}
