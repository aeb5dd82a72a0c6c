import Curriculum
import LabCore
import Screen

/// The program's source with line numbers; lines that the step speaks of are marked.
struct CodePane {
    let state: LabState
    let theme: Theme

    /// The lines at a width: a long line of source takes several, so that none is cut off.
    func lines(width: Int) -> [StyledLine] {
        rows(width: width).map(\.line)
    }

    /// The lines that the step speaks of; where it has some changed, those.
    private var marked: Set<Int> {
        state.changedLines.map { Set($0) } ?? Set(state.step?.highlightedLines ?? [])
    }

    private func rows(width: Int) -> [(source: Int, line: StyledLine)] {
        guard let program = state.program else { return [] }
        let digits = String(program.lines.count).count
        let marked = self.marked
        let room = max(8, width - digits - 3)
        return program.lines.enumerated().flatMap { index, line in
            let isMarked = marked.contains(index + 1)
            let number = TextWidth.padded("\(index + 1)", to: digits, alignment: .right)
            let style = isMarked ? theme.strong : style(of: line)
            return SourceLine(line).folded(to: room).enumerated().map { row, text in
                let pointer = isMarked && row == 0 ? String(theme.glyphs.pointerRight) : " "
                let margin = row == 0 ? number : String(repeating: " ", count: digits)
                return (
                    index + 1,
                    StyledLine(spans: [
                        (pointer, theme.borderInFocus), (margin + "  ", theme.dim), (text, style),
                    ])
                )
            }
        }
    }

    /// The first row to show so that the marked lines are seen, where not all fit.
    func preferredStart(width: Int, height: Int) -> Int {
        let rows = rows(width: width)
        guard let marked = marked.min(), rows.count > height,
            let row = rows.firstIndex(where: { $0.source == marked })
        else { return 0 }
        return max(0, min(row - height / 3, rows.count - height))
    }

    private func style(of line: Substring) -> Style {
        line.drop { $0 == " " }.hasPrefix("//") ? theme.dim : .plain
    }
}

/// A line of source that may be longer than its place.
struct SourceLine {
    private let text: String

    init(_ text: Substring) {
        self.text = String(text)
    }

    /// The line, and what does not fit below it, indented a little further.
    func folded(to width: Int) -> [String] {
        guard TextWidth.of(text) > width else { return [text] }
        let indent = min(text.prefix { $0 == " " }.count + 4, width / 2)
        let first = TextWidth.wrappedRanges(text, to: width)[0]
        let rest = text[first.upperBound...].drop { $0 == " " }
        let folded = TextWidth.wrapped(String(rest), to: width - indent)
        return [String(text[first])] + folded.map { String(repeating: " ", count: indent) + $0 }
    }
}
