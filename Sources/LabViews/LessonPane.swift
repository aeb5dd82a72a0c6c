import Curriculum
import LabCore
import Screen
import TraceModel

/// The text of a step, its question, and what came of the learner's guess.
struct LessonPane {
    let state: LabState
    let theme: Theme

    /// All lines at a width.
    func lines(width: Int) -> [StyledLine] { text(width: width).all }

    /// All lines, and those that the learner asked for last.
    private func text(width: Int) -> (all: [StyledLine], asked: Range<Int>?) {
        guard case .lesson(let lesson, _) = state.subject, let step = state.step else {
            return ([], nil)
        }
        let setter = TextSetter(theme: theme, width: width)
        if state.isShowingPython { return (python(width), nil) }
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
        lines += chart(setter)
        var asked: Range<Int>?
        if let text = exerciseText?.lines(setter) {
            let start = lines.count + 1
            lines += [StyledLine()] + text.all
            asked = text.asked.map { $0.lowerBound + start..<$0.upperBound + start }
        }
        if state.position == lesson.steps.count - 1, !lesson.words.isEmpty {
            lines += [StyledLine()] + words(lesson.words, setter)
        }
        return (lines, asked)
    }

    private var exerciseText: ExerciseText? {
        state.exercise.map { ExerciseText(state: state, exercise: $0, theme: theme) }
    }

    /// The first line to show where not all fit: so that what the learner asked for last is seen, with as
    /// much as can be of what is before it.
    func preferredStart(width: Int, height: Int) -> Int {
        let text = text(width: width)
        if let asked = text.asked {
            return max(0, min(asked.lowerBound, asked.upperBound - height))
        }
        return hasVerdict && !state.isShowingPython ? max(0, text.all.count - height) : 0
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
    private var hasVerdict: Bool { state.verdict != nil || !state.goalOutcomes.isEmpty }

    /// The picture of the run's numbers behind a blank line, once it gives no answer away.
    private func chart(_ setter: TextSetter) -> [StyledLine] {
        guard let chart = state.step?.chart, let run = state.finishedRun, isAnswered else {
            return []
        }
        let lines = ChartText(chart: chart, run: run, theme: theme).lines(setter)
        return lines.isEmpty ? [] : [StyledLine()] + lines
    }

    /// Nothing is asked here, or not any more: who looks for the answer in the picture may look again.
    private var isAnswered: Bool {
        guard let question = state.step?.question else { return true }
        guard let verdict = state.verdict else { return false }
        return verdict.isRight == true || !question.isAfterRun || !question.choices.isEmpty
    }

    /// What came of the step, with the reason, and its chart; empty where there is nothing to tell yet.
    func verdict(width: Int) -> [StyledLine] {
        let setter = TextSetter(theme: theme, width: width)
        return outcome(setter) + chart(setter)
    }

    /// How many lines of the verdict come before the chart.
    func outcomeRows(width: Int) -> Int {
        outcome(TextSetter(theme: theme, width: width)).count
    }

    private func outcome(_ setter: TextSetter) -> [StyledLine] {
        if state.change != nil { return ChangeText(state: state, theme: theme).verdict(setter) }
        if let exerciseText { return exerciseText.verdict(setter) }
        guard let question = state.step?.question else { return [] }
        return QuestionText(question: question, state: state, theme: theme).verdict(setter)
    }

    /// What came of the step in one line of at most some cells, once the run can tell.
    func shortVerdict(width: Int) -> (text: String, style: Style)? {
        if state.change != nil {
            return ChangeText(state: state, theme: theme).shortLine(width: width)
        }
        if let exerciseText { return exerciseText.shortLine(width: width) }
        return state.step?.question.flatMap {
            QuestionText(question: $0, state: state, theme: theme).shortLine(width: width)
        }
    }
}
