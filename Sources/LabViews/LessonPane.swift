import Curriculum
import LabCore
import Screen
import TraceModel

/// The text of a step, its question, and what came of the learner's guess.
struct LessonPane {
    let state: LabState
    let theme: Theme

    /// All lines at a width.
    func lines(width: Int) -> [StyledLine] {
        guard case .lesson(let lesson, _) = state.subject, let step = state.step else { return [] }
        let setter = TextSetter(theme: theme, width: width)
        if state.isShowingPython { return python(width) }
        var lines = setter.lines(step.title, style: theme.title) + [StyledLine()]
        if state.position == 0, !lesson.introduction.isEmpty {
            lines += setter.lines(lesson.introduction) + [StyledLine()]
        }
        lines += setter.lines(step.text)
        if let question = step.question {
            let text = QuestionText(question: question, state: state, theme: theme)
            lines += [StyledLine()] + text.lines(setter)
        }
        if step.change != nil {
            lines += [StyledLine()] + ChangeText(state: state, theme: theme).lines(setter)
        }
        if state.position == lesson.steps.count - 1, !lesson.words.isEmpty {
            lines += [StyledLine()] + words(lesson.words, setter)
        }
        return lines
    }

    private func python(_ width: Int) -> [StyledLine] {
        var lines = [StyledLine("In Python", style: theme.title), StyledLine()]
        for listing in state.python {
            for row in listing.split(separator: "\n", omittingEmptySubsequences: false) {
                lines += SourceLine(row).folded(to: width).map { StyledLine($0, style: theme.code) }
            }
        }
        return lines + [StyledLine("Press p for the lesson.", style: theme.dim)]
    }

    private func words(_ words: [Word], _ setter: TextSetter) -> [StyledLine] {
        [StyledLine("Words of this lesson", style: theme.title)]
            + words.flatMap { word in
                setter.lines([
                    .paragraph([TextSpan(word.term, .strong), TextSpan(": " + word.meaning)])
                ])
            }
    }

    /// There is a verdict to be seen.
    var hasVerdict: Bool { state.verdict != nil || !state.goalOutcomes.isEmpty }

    /// What came of the step, with the reason; empty where there is nothing to tell yet.
    func verdict(width: Int) -> [StyledLine] {
        let setter = TextSetter(theme: theme, width: width)
        if state.change != nil { return ChangeText(state: state, theme: theme).verdict(setter) }
        guard let question = state.step?.question else { return [] }
        return QuestionText(question: question, state: state, theme: theme).verdict(setter)
    }

    /// What came of the step in one line of at most some cells, once the run can tell.
    func shortVerdict(width: Int) -> (text: String, style: Style)? {
        if state.change != nil {
            return ChangeText(state: state, theme: theme).shortLine(width: width)
        }
        return state.step?.question.flatMap {
            QuestionText(question: $0, state: state, theme: theme).shortLine(width: width)
        }
    }
}
