import Curriculum
import Grading
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
        let outcome = state.finishedRun.flatMap { question.outcome(in: $0.trace) }
        var lines = setter.lines(question.text, style: theme.strong)
        for (index, choice) in question.choices.enumerated() {
            let isPredicted = state.prediction == index
            let isRight = outcome?.rightChoice == index
            let mark = isPredicted ? String(theme.glyphs.pointerRight) : " "
            let style = isRight ? theme.good : isPredicted ? theme.strong : .plain
            lines += setter.lines(choice.text, style: style, after: "\(mark) \(index + 1)) ")
        }
        if let outcome { return lines + verdict(outcome, question, setter) }
        guard let run = state.run, case .ended(let end) = run.phase else { return lines }
        let text = "No answer yet: \(end.sentence). Press r to run it again."
        return lines + setter.lines(text, style: theme.strong)
    }

    /// What the learner said beside what happened.
    private func verdict(
        _ outcome: QuestionOutcome,
        _ question: Question,
        _ setter: TextSetter
    ) -> [StyledLine] {
        let said = setter.lines(sentence(outcome), style: style(outcome))
        // A wrong guess gets its own sentence, all others the right one's, where there is one.
        let explained = state.prediction ?? outcome.rightChoice
        return said
            + (explained.flatMap { question.choices[$0].because }.map { setter.lines($0) } ?? [])
    }

    /// There is a verdict to be seen.
    var hasVerdict: Bool { shortVerdict() != nil }

    /// The same in one line, once the run can tell.
    func shortVerdict() -> (text: String, style: Style)? {
        guard let question = state.step?.question, let run = state.finishedRun,
            let outcome = question.outcome(in: run.trace)
        else { return nil }
        let explained = state.prediction ?? outcome.rightChoice
        let hasWhy = explained.map { question.choices[$0].because != nil } ?? false
        return (sentence(outcome) + (hasWhy ? " Why: see the lesson (Tab)." : ""), style(outcome))
    }

    private func sentence(_ outcome: QuestionOutcome) -> String {
        let answer = outcome.answer.description
        guard let prediction = state.prediction else { return "The run says: \(answer)." }
        return outcome.rightChoice == prediction
            ? "You said \(prediction + 1), and so it is: \(answer)."
            : "You said \(prediction + 1). The run says: \(answer)."
    }

    private func style(_ outcome: QuestionOutcome) -> Style {
        guard let prediction = state.prediction else { return theme.strong }
        return outcome.rightChoice == prediction ? theme.good : theme.error
    }
}
