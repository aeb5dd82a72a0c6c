import Curriculum
import Grading
import LabCore
import Screen

/// How an exercise is worked at, what came of the last check, and the hints that were asked for.
struct ExerciseText {
    let state: LabState
    let exercise: Exercise
    let theme: Theme

    /// Lines below the prompt, and which of them the learner asked for last.
    func lines(_ setter: TextSetter) -> (all: [StyledLine], asked: Range<Int>?) {
        var lines = invitation(setter)
        let result = verdict(setter)
        var asked: Range<Int>?
        if !result.isEmpty {
            lines += [StyledLine()]
            asked = lines.count..<lines.count + result.count
            lines += result
        }
        guard state.exerciseState.isShowingHints else { return (lines, asked) }
        let count = exercise.hints.count
        for (index, hint) in exercise.hints.prefix(state.exerciseState.hintsSeen).enumerated() {
            lines += [StyledLine()]
            let title = "Hint \(index + 1) of \(count): \(hint.title)"
            let block = setter.lines(title, style: theme.title) + setter.lines(hint.text)
            if state.exerciseState.lastAsked == .hint {
                asked = lines.count..<lines.count + block.count
            }
            lines += block
        }
        return (lines, asked)
    }

    private func invitation(_ setter: TextSetter) -> [StyledLine] {
        guard let copy = state.copy else {
            return setter.lines(
                "Press e to write it in your editor. Each save is checked.",
                style: theme.strong
            )
        }
        let text = "e edits your file, and each save is checked: "
        return setter.lines(text + copy.path, style: theme.dim)
    }

    /// What came of the check, or how far it is; empty where there was none.
    func verdict(_ setter: TextSetter) -> [StyledLine] {
        if let check = state.check { return setter.lines(progress(check), style: theme.strong) }
        if let judgement = state.judgement {
            let isOld = judgement.source != state.program?.source
            let age = "This is about your program as it was checked. c checks it as it is now."
            return VerdictText(judgement.verdict, exercise: exercise, theme: theme).lines(setter)
                + switches(judgement, setter)
                + (isOld ? setter.lines(age, style: theme.dim) : [])
        }
        let problem = state.exerciseState.problem
        if !problem.isEmpty {
            return setter.lines("It could not be checked.", style: theme.error)
                + problem.flatMap { setter.lines($0) }
        }
        guard state.isPassed else { return [] }
        let text = "You have passed this. Press s to compare with a solution."
        return setter.lines(text, style: theme.good)
    }

    /// The schedule that breaks it, where that is the run on the screen: who ran instead of whom.
    private func switches(_ judgement: Judgement, _ setter: TextSetter) -> [StyledLine] {
        guard let token = judgement.verdict.schedule, let run = state.runOfProgram else {
            return []
        }
        let told = ScheduleText(run, mostSwitches: 3).switches.filter { !$0.hasPrefix("Cause:") }
        return (told + ["The schedule: \(token)"]).flatMap { setter.lines($0, style: theme.dim) }
    }

    private func progress(_ check: CheckUnderWay) -> String {
        if check.isStopping { return "The check is being stopped ..." }
        let most = exercise.check.schedules.map { " of \($0)" } ?? ""
        return check.schedules == 0
            ? "Checking ... (Esc stops it)"
            : "Checking: \(check.schedules)\(most) schedules tried ... (Esc stops it)"
    }

    /// The same in one line of at most some cells.
    func shortLine(width: Int) -> (text: String, style: Style)? {
        if let check = state.check { return (progress(check), theme.strong) }
        guard let verdict = state.judgement?.verdict else { return nil }
        guard let fault = verdict.fault else { return ("Passed.", theme.good) }
        let text = "Not yet: \(fault.sentence)"
        return (TextWidth.truncated(text, to: width, glyphs: theme.glyphs), theme.error)
    }
}
