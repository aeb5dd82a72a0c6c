import Curriculum
import LabCore
import Screen
import TraceModel

/// What there is to say of a run that has ended, as lines of a pane.
struct FindingLines {
    private let sentences: [String]
    private let theme: Theme

    /// None while the moment shown is before the end.
    init(_ state: LabState, theme: Theme) {
        self.theme = theme
        guard let run = state.run, run.shown.trace.ended != nil else {
            sentences = []
            return
        }
        var lesson: Int?
        if case .lesson(let shown, _) = state.subject { lesson = shown.number }
        sentences = FindingText(run, in: lesson).sentences
    }

    /// A list of sentences; empty where there is nothing to say.
    func lines(width: Int) -> [StyledLine] {
        sentences.flatMap { sentence -> [StyledLine] in
            TextWidth.wrapped(sentence, to: max(1, width - 2)).enumerated().map { row, text in
                StyledLine(spans: [
                    (row == 0 ? "\(theme.glyphs.bullet) " : "  ", theme.dim), (text, .plain),
                ])
            }
        }
    }

    /// The same below other text, which they follow with a title.
    func linesBelow(width: Int) -> [StyledLine] {
        let lines = lines(width: width)
        return lines.isEmpty ? [] : [StyledLine("Findings", style: theme.title)] + lines
    }
}
