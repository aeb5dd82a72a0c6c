import Curriculum
import LabCore
import Screen

/// The steps of a lesson with what the learner said at each, and its words.
struct LessonSummary {
    let lesson: Lesson
    /// The entry of the list that is chosen: the lesson, or one of its steps.
    let chosen: ContentsEntry
    let state: LabState
    let theme: Theme

    /// Columns in which a line is still read as one.
    private static let widest = 72

    /// All lines at a width.
    func lines(width: Int) -> [StyledLine] {
        let width = min(width, Self.widest)
        let steps = lesson.steps.indices.flatMap { stepLines($0, width: width) }
        guard !lesson.words.isEmpty else { return steps }
        let words = "Words: " + lesson.words.map(\.term).joined(separator: ", ")
        let setter = TextSetter(theme: theme, width: width)
        return steps + [StyledLine()] + setter.lines(words, style: theme.dim)
    }

    private func stepLines(_ index: Int, width: Int) -> [StyledLine] {
        let step = lesson.steps[index]
        let title = TextWidth.truncated(step.title, to: width - 6, glyphs: theme.glyphs)
        var line = StyledLine(spans: [
            ("\(theme.mark(state, lesson, index)) \(index + 1)  ", theme.dim),
            (title, titleStyle(index)),
        ])
        let place = StepPlace(lesson: lesson.id, step: step.id)
        guard let told = told(exerciseOf: step) ?? told(state.progress.prediction(at: place))
        else { return [line] }
        // Beside the title where there is room, else below it.
        if line.width + 3 + TextWidth.of(told.text) <= width {
            let gap = String(repeating: " ", count: width - line.width - TextWidth.of(told.text))
            line.spans += [(gap, .plain), told]
            return [line]
        }
        let setter = TextSetter(theme: theme, width: width)
        return [line] + setter.lines(told.text, style: told.style, indent: 5)
    }

    private func titleStyle(_ index: Int) -> Style {
        if case .step(_, index) = chosen { return theme.selected }
        let isHere = state.progress.standing(in: lesson) == .at(step: index)
        return isHere ? theme.strong : .plain
    }

    /// What came of the checks of an exercise.
    private func told(exerciseOf step: Step) -> (text: String, style: Style)? {
        guard let exercise = step.exercise else { return nil }
        let attempts = state.progress.exercise(exercise.id, of: lesson.id).attempts
        if state.progress.hasPassed(exercise, ofLesson: lesson.id) { return ("passed", theme.good) }
        return attempts.isEmpty ? ("exercise", theme.dim) : ("not passed yet", .plain)
    }

    /// A wrong guess is how one learns: it stands out no more than the rest.
    private func told(_ prediction: Prediction?) -> (text: String, style: Style)? {
        guard let prediction else { return nil }
        guard let outcome = prediction.outcome else {
            return ("you said \(prediction.guess)", theme.dim)
        }
        return outcome.rightChoice == prediction.guess
            ? ("you said \(prediction.guess), right", theme.good)
            : ("you said \(prediction.guess); it was \(outcome.answer)", .plain)
    }
}

extension Theme {
    /// The sign of a step: full where it was seen; a diamond for an exercise, full where it was passed.
    func mark(_ state: LabState, _ lesson: Lesson, _ step: Int) -> Character {
        let isDone = state.progress.isDone(lesson.steps[step], of: lesson)
        return lesson.steps[step].exercise == nil
            ? isDone ? glyphs.filledDot : glyphs.emptyDot
            : isDone ? glyphs.filledDiamond : glyphs.emptyDiamond
    }
}
