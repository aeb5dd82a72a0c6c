import Screen

/// Bars that lie: for each a label, the bar, and its value in words.
struct BarChart {
    struct Bar {
        let label: String
        let value: Double
        /// The value, as a reader reads it.
        let text: String
        /// Of the label, and of the bar.
        var style = Style.plain
        /// What the bar is made of; nil: blocks, eighths of a cell at its end.
        var sign: Character?
    }

    let bars: [Bar]
    let theme: Theme
    /// The value of a bar that takes all of its room.
    let longest: Double

    /// `longest` is the greatest value, where nothing else is said.
    init(_ bars: [Bar], theme: Theme, longest: Double? = nil) {
        self.bars = bars
        self.theme = theme
        self.longest = longest ?? bars.map(\.value).max() ?? 0
    }

    private static let widestLabel = 24
    private static let widestBar = 40

    /// A line for each bar; labels are cut where there is little room.
    func lines(width: Int) -> [StyledLine] {
        let label = min(
            bars.map { TextWidth.of($0.label) }.max() ?? 0,
            Self.widestLabel,
            max(4, width / 3)
        )
        let text = bars.map { TextWidth.of($0.text) }.max() ?? 0
        let room = max(1, min(Self.widestBar, width - label - text - 2))
        return bars.map { bar in
            let name = TextWidth.truncated(bar.label, to: label, glyphs: theme.glyphs)
            let cells = TextWidth.padded(self.cells(bar, room), to: room)
            return StyledLine(spans: [
                (TextWidth.padded(name, to: label) + " ", .plain), (cells + " ", bar.style),
                (TextWidth.padded(bar.text, to: text, alignment: .right), .plain),
            ])
        }
    }

    /// The bar itself: what is more than nothing is seen.
    private func cells(_ bar: Bar, _ room: Int) -> String {
        guard longest > 0, bar.value > 0 else { return "" }
        let share = min(1, bar.value / longest)
        guard bar.sign == nil, theme.glyphs == .unicode else {
            let count = max(1, Int((share * Double(room)).rounded()))
            return String(repeating: bar.sign ?? "#", count: count)
        }
        let eighths = max(1, Int((share * Double(room * 8)).rounded()))
        let end = eighths % 8 == 0 ? "" : String(Self.parts[eighths % 8 - 1])
        return String(repeating: "█", count: eighths / 8) + end
    }

    private static let parts: [Character] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"]
}
