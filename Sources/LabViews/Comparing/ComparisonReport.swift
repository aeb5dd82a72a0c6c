public import LabCore
import Screen
import TraceModel

/// Two runs held against each other, as text.
public struct ComparisonReport {
    private let state: LabState
    private let comparison: RunComparison
    private let width: Int
    private let theme: Theme

    /// More tasks than these are left out of the timeline.
    private static let mostLanes = 40

    /// A text of lines at most `width` cells wide.
    ///
    /// `isAscii` keeps to plain ASCII.
    public init(before: RunState, now: RunState, width: Int, isAscii: Bool) {
        state = LabState(kept: now, comparedWith: before, title: "", program: nil)
        comparison = state.comparison ?? RunComparison(before: before.side, now: now.side)
        self.width = width
        theme = Theme(appearance: Appearance(glyphs: isAscii ? .ascii : .unicode, colors: .none))
    }

    /// The text, without a last line end.
    public var text: String {
        let words = ComparisonText(
            comparison: comparison,
            names: .change,
            theme: theme,
            notes: state.comparisonNotes
        )
        let lines = words.lines(width: width).map { line in
            line.spans.map(\.text).joined().trimmedAtEnd
        }
        return ([timeline, ""] + lines).joined(separator: "\n")
    }

    private var timeline: String {
        let count = min(comparison.pairs.count, Self.mostLanes)
        let size = Size(width: width, height: 2 * count + 2)
        var frame = Frame(size: size)
        TimelinePane(state: state, theme: theme, area: Rect(size), inspectorRows: 0)
            .draw(in: &frame)
        let rows = (0..<size.height).map { frame.row($0) }
        let hidden = comparison.pairs.count - count
        let more = hidden > 0 ? ["... and \(hidden) more tasks"] : []
        return (rows.dropLast() + more + rows.suffix(1)).joined(separator: "\n")
    }
}

extension String {
    fileprivate var trimmedAtEnd: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
