import Curriculum
import LabCore
import Screen

/// The program's source with line numbers; lines that the step speaks of are marked.
struct CodePane {
    let state: LabState
    let theme: Theme

    func lines() -> [StyledLine] {
        guard let program = state.program else { return [] }
        let digits = String(program.lines.count).count
        let marked = Set(state.step?.highlightedLines ?? [])
        return program.lines.enumerated().map { index, line in
            let number = TextWidth.padded("\(index + 1)", to: digits, alignment: .right)
            let isMarked = marked.contains(index + 1)
            let pointer = isMarked ? String(theme.glyphs.pointerRight) : " "
            return StyledLine(spans: [
                (pointer, theme.borderInFocus), (number + "  ", theme.dim),
                (String(line), isMarked ? theme.strong : style(of: line)),
            ])
        }
    }

    /// The first line to show so that the marked ones are seen, where not all fit.
    func preferredStart(height: Int) -> Int {
        guard let first = state.step?.highlightedLines.min(), let program = state.program else {
            return 0
        }
        guard program.lines.count > height else { return 0 }
        return max(0, min(first - 1 - height / 3, program.lines.count - height))
    }

    private func style(of line: Substring) -> Style {
        line.drop { $0 == " " }.hasPrefix("//") ? theme.dim : .plain
    }
}
