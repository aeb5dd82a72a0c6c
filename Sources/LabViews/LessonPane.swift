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
        if state.isShowingPython { return python(step) }
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

    private func python(_ step: Step) -> [StyledLine] {
        var lines = [StyledLine("In Python", style: theme.title), StyledLine()]
        for listing in step.python {
            lines += listing.split(separator: "\n", omittingEmptySubsequences: false).map {
                StyledLine(String($0), style: theme.code)
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
        let outcome = state.run.flatMap { question.outcome(in: $0.trace) }
        var lines = setter.lines(question.text, style: theme.strong)
        for (index, choice) in question.choices.enumerated() {
            let isPredicted = state.prediction == index
            let isRight = outcome?.rightChoice == index
            let mark = isPredicted ? String(theme.glyphs.pointerRight) : " "
            let style = isRight ? theme.good : isPredicted ? theme.strong : .plain
            lines.append(StyledLine("\(mark) \(index + 1)) \(choice.text)", style: style))
        }
        return lines + (outcome.map { verdict($0, question, setter) } ?? [])
    }

    /// What the learner said beside what happened.
    private func verdict(
        _ outcome: QuestionOutcome, _ question: Question, _ setter: TextSetter
    ) -> [StyledLine] {
        let answer = outcome.answer.description
        guard let prediction = state.prediction else {
            return setter.lines("The run says: \(answer).", style: theme.strong)
        }
        if outcome.rightChoice == prediction {
            return setter.lines("You said \(prediction + 1), and so it is: \(answer).", style: theme.good)
        }
        let said = setter.lines(
            "You said \(prediction + 1). The run says: \(answer).", style: theme.error)
        return said + (question.choices[prediction].because.map { setter.lines($0) } ?? [])
    }
}
