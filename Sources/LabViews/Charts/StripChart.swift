import Screen

/// Values in their order, side by side, as high as they are great.
struct StripChart {
    let values: [Double]
    /// A value, as a reader reads it.
    let text: (Double) -> String
    let theme: Theme
    var style = Style.plain

    /// Wider cells than these make no picture of few values.
    private static let widest = 8

    /// The strip, and below it the values where there is room for all, else the greatest.
    ///
    /// Where there are more values than cells, each cell shows the greatest of its share.
    func lines(width: Int) -> [StyledLine] {
        guard !values.isEmpty, width > 0 else { return [] }
        let shown = gathered(into: width)
        let texts = shown.map(text)
        let needed = (texts.map { TextWidth.of($0) }.max() ?? 0) + 1
        let each = min(width / shown.count, max(Self.widest, needed))
        let top = shown.max() ?? 0
        let gap = each > 1 ? 1 : 0
        let cells = shown.map { value in
            String(repeating: level(value, top), count: each - gap)
                + String(repeating: " ", count: gap)
        }
        var lines = [StyledLine(cells.joined(), style: style)]
        if each >= needed, shown.count == values.count {
            let row = texts.map { TextWidth.padded($0, to: each) }.joined()
            lines.append(StyledLine(row, style: theme.dim))
        } else {
            let share = shown.count < values.count ? "; a cell shows the highest of several" : ""
            lines.append(StyledLine("highest: \(text(top))\(share)", style: theme.dim))
        }
        return lines
    }

    private func gathered(into width: Int) -> [Double] {
        guard values.count > width else { return values }
        return (0..<width).map { cell in
            let from = cell * values.count / width
            let to = max(from + 1, (cell + 1) * values.count / width)
            return values[from..<to].max() ?? 0
        }
    }

    /// The lowest sign is for nothing at all.
    private func level(_ value: Double, _ top: Double) -> Character {
        let levels = theme.glyphs == .unicode ? Self.blocks : Self.ascii
        guard top > 0, value > 0 else { return levels[0] }
        let height = Int((value / top * Double(levels.count - 1)).rounded(.up))
        return levels[max(1, min(levels.count - 1, height))]
    }

    private static let blocks: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    private static let ascii: [Character] = ["_", ".", "-", "=", "+", "*", "#", "@"]
}
