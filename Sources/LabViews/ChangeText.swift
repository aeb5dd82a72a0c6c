import Curriculum
import LabCore
import Screen
import TraceModel

/// What there is to change at a step, and what came of it.
struct ChangeText {
    let state: LabState
    let theme: Theme

    /// All lines at a width.
    func lines(_ setter: TextSetter) -> [StyledLine] {
        guard let place = state.changedLines else { return [] }
        let lines = setter.lines(invitation(place), style: theme.strong)
        return lines + (state.goalOutcomes.isEmpty ? noRunYet(setter) : verdict(setter))
    }

    /// How it was before, how it is now, and whether that is what was wanted; empty before a run tells.
    func verdict(_ setter: TextSetter) -> [StyledLine] {
        let outcomes = state.goalOutcomes
        guard !outcomes.isEmpty else { return [] }
        return outcomes.flatMap { lines($0, setter) } + conclusion(outcomes, setter)
    }

    private func invitation(_ place: ClosedRange<Int>) -> String {
        let lines =
            place.count == 1
            ? "line \(place.lowerBound)"
            : "lines \(place.lowerBound) to \(place.upperBound)"
        return state.copy == nil
            ? "Press e to change \(lines) in your editor. Save it, and it runs."
            : "Your copy: \(lines). Press e to change it again."
    }

    private func noRunYet(_ setter: TextSetter) -> [StyledLine] {
        guard let run = state.run, state.runBefore != nil else { return [] }
        switch run.phase {
        case .failed:
            return setter.lines("It does not compile yet: see the output.", style: theme.error)
        case .ended(let end):
            return setter.lines("No run to compare: \(end.sentence).", style: theme.error)
        default: return []
        }
    }

    private func lines(_ outcome: GoalOutcome, _ setter: TextSetter) -> [StyledLine] {
        let measure = outcome.goal.measure
        let before = outcome.before.map {
            setter.lines(measure.sentence($0), style: theme.dim, after: "  before: ")
        }
        let style = outcome.isReached ? theme.good : theme.error
        let now = outcome.now.map { measure.sentence($0) } ?? "there is no such task"
        return (before ?? []) + setter.lines(now, style: style, after: "  now:    ")
    }

    private func conclusion(_ outcomes: [GoalOutcome], _ setter: TextSetter) -> [StyledLine] {
        if outcomes.allSatisfy(\.isReached) {
            return setter.lines("That is it.", style: theme.good)
        }
        let wanted = outcomes.filter { !$0.isReached }
            .map { $0.goal.measure.sentence($0.goal.answer) }
        let text = "Not yet. Wanted: \(wanted.joined(separator: ", and "))."
        return setter.lines(text, style: theme.strong)
    }

    /// The same in one line of at most some cells.
    func shortLine(width: Int) -> (text: String, style: Style)? {
        let outcomes = state.goalOutcomes
        guard let first = outcomes.first(where: { !$0.isReached }) ?? outcomes.first else {
            return nil
        }
        let isReached = first.isReached
        let measure = first.goal.measure
        let now = first.now.map { measure.sentence($0) } ?? "there is no such task"
        let wanted = measure.sentence(first.goal.answer)
        let texts = [
            isReached ? "That is it: \(now)." : "Not yet: \(now). Wanted: \(wanted).",
            isReached ? "That is it." : "Not yet. Wanted: \(wanted).",
            isReached ? "That is it." : "Not yet: see the lesson (\(state.keysToLesson)).",
        ]
        let text = texts.first { TextWidth.of($0) <= width } ?? texts[2]
        return (text, isReached ? theme.good : theme.error)
    }
}

extension Measure {
    /// What a run answers, as a sentence without its full stop.
    func sentence(_ answer: Answer) -> String {
        switch self {
        case .makespan: "the program takes \(answer)"
        case .end(let task): "\(task) ends at \(answer)"
        case .ends(1): "the first task ends at \(answer)"
        case .ends(let count): "\(count) tasks have ended at \(answer)"
        case .start(let task): "\(task) starts at \(answer)"
        case .starts(let count): "\(count) tasks have started at \(answer)"
        case .elapsed(let task): "\(task) takes \(answer)"
        case .orderOfEnds: "the order of ends is \(answer)"
        case .state(let task, let time):
            "\(task) is \(answer) at \(Answer.seconds(time))"
        case .time(let task, let state): "\(task) is \(state.rawValue) for \(answer)"
        case .output: "it prints \(answer)"
        case .line(let number): "line \(number) of the output is \(answer)"
        case .lastLine: "it prints \(answer) last"
        case .numberOfLines: "it prints \(answer)"
        case .numberOfTasks: "it has \(answer)"
        case .printing(let line): "\(line) is printed at \(answer)"
        case .outcome(let task):
            "\(task) has \(answer == .outcome(.unfinished) ? "not ended" : "ended: \(answer)")"
        case .tasks: "it is \(answer)"
        }
    }
}
