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
        if state.isShowingPython { return python(step, width) }
        var lines = setter.lines(step.title, style: theme.title) + [StyledLine()]
        if state.position == 0, !lesson.introduction.isEmpty {
            lines += setter.lines(lesson.introduction) + [StyledLine()]
        }
        lines += setter.lines(step.text)
        if let question = step.question {
            lines += [StyledLine()] + self.question(question, setter)
        }
        if state.position == lesson.steps.count - 1, !lesson.words.isEmpty {
            lines += [StyledLine()] + words(lesson.words, setter)
        }
        return lines
    }

    private func python(_ step: Step, _ width: Int) -> [StyledLine] {
        var lines = [StyledLine("In Python", style: theme.title), StyledLine()]
        for listing in step.python {
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

    private func question(_ question: Question, _ setter: TextSetter) -> [StyledLine] {
        let verdict = state.verdict
        var lines = setter.lines(question.text, style: theme.strong)
        for (index, choice) in question.choices.enumerated() {
            let isPredicted = state.prediction == index
            let isRight = verdict?.rightChoice == index
            let mark = isPredicted ? String(theme.glyphs.pointerRight) : " "
            let style = isRight ? theme.good : isPredicted ? theme.strong : .plain
            lines += setter.lines(choice.text, style: style, after: "\(mark) \(index + 1)) ")
        }
        if let verdict { return lines + explained(verdict, question, setter) }
        guard let run = state.run, case .ended(let end) = run.phase else { return lines }
        let text = "No answer yet: \(end.sentence). Press r to run it again."
        return lines + setter.lines(text, style: theme.strong)
    }

    /// What the learner said beside what happened.
    private func explained(
        _ verdict: QuestionVerdict,
        _ question: Question,
        _ setter: TextSetter
    ) -> [StyledLine] {
        let said = setter.lines(sentence(verdict), style: style(verdict))
        // A wrong guess gets its own sentence, all others the right one's, where there is one.
        let explained = state.prediction ?? verdict.rightChoice
        return said
            + (explained.flatMap { question.choices[$0].because }.map { setter.lines($0) } ?? [])
    }

    /// There is a verdict to be seen.
    var hasVerdict: Bool { shortVerdict() != nil }

    /// The same in one line, once the run can tell.
    func shortVerdict() -> (text: String, style: Style)? {
        guard let question = state.step?.question, let verdict = state.verdict else { return nil }
        let explained = state.prediction ?? verdict.rightChoice
        let hasWhy = explained.map { question.choices[$0].because != nil } ?? false
        return (sentence(verdict) + (hasWhy ? " Why: see the lesson (Tab)." : ""), style(verdict))
    }

    private func sentence(_ verdict: QuestionVerdict) -> String {
        let says = verdict.isRemembered ? "The run said" : "The run says"
        guard let prediction = state.prediction else { return "\(says): \(verdict.answer)." }
        return verdict.rightChoice == prediction
            ? "You said \(prediction + 1), and so it is: \(verdict.answer)."
            : "You said \(prediction + 1). \(says): \(verdict.answer)."
    }

    private func style(_ verdict: QuestionVerdict) -> Style {
        guard let prediction = state.prediction else { return theme.strong }
        return verdict.rightChoice == prediction ? theme.good : theme.error
    }
}
