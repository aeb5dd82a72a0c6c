import Curriculum
import LabCore
import Screen
import TraceModel

/// The question of a step, the learner's answer, and what came of it.
struct QuestionText {
    let question: Question
    let state: LabState
    let theme: Theme

    /// All lines at a width.
    func lines(_ setter: TextSetter) -> [StyledLine] {
        var lines = setter.lines(question.text, style: theme.strong) + answers(setter)
        if let verdict = state.verdict { return lines + explained(verdict, setter) }
        guard let run = state.run, case .ended(let end) = run.phase, end != .exited(0) else {
            return lines
        }
        let text = "No answer yet: \(end.sentence). Press r to run it again."
        lines += setter.lines(text, style: theme.strong)
        return lines
    }

    /// What there is to choose, or what has been said so far.
    private func answers(_ setter: TextSetter) -> [StyledLine] {
        switch question.form {
        case .choices(let choices): return self.choices(choices, setter)
        case .order(let things): return order(things, setter)
        case .number: return said(typed ?? " ", hint: "Type a number, then Enter.", setter)
        case .task:
            return said(nil, hint: taskHint, setter)
        }
    }

    private var taskHint: String {
        if state.finishedRun == nil { return state.runFirst }
        return state.focus == .timeline
            ? "Select it with \(arrows), then press Enter."
            : "Enter leads to the timeline. There \(arrows) select, and Enter says: this one."
    }

    private var arrows: String { theme.glyphs == .ascii ? "Up and Down" : "\u{2191} \u{2193}" }

    private func choices(_ choices: [Choice], _ setter: TextSetter) -> [StyledLine] {
        choices.enumerated().flatMap { index, choice in
            let isPredicted = state.prediction == index
            let isRight = state.verdict?.rightChoice == index
            let mark =
                isRight ? theme.sign(.returned) : isPredicted ? theme.glyphs.pointerRight : " "
            let style = isRight ? theme.good : isPredicted ? theme.strong : .plain
            return setter.lines(choice.text, style: style, after: "\(mark) \(index + 1)) ")
        }
    }

    private func order(_ things: [String], _ setter: TextSetter) -> [StyledLine] {
        let chosen = state.draftOrder
        let lines = things.enumerated().flatMap { index, thing in
            let mark = chosen.firstIndex(of: thing).map { "\($0 + 1)." } ?? "  "
            let style = chosen.contains(thing) ? theme.dim : .plain
            return setter.lines(thing, style: style, after: "\(mark) \(index + 1)) ")
        }
        let soFar = chosen.isEmpty ? nil : chosen.joined(separator: ", ") + ", ..."
        return lines + said(soFar, hint: "Press their numbers in order.", setter)
    }

    /// The number as it is being typed.
    private var typed: String? { state.draft.isEmpty ? nil : state.draft + "_" }

    /// The learner's answer, and how to give one where that is possible now.
    private func said(_ draft: String?, hint: String, _ setter: TextSetter) -> [StyledLine] {
        let isOpen = state.openForm != nil || question.isAfterRun && state.verdict == nil
        if let draft, draft != " " {
            return setter.lines(draft, style: theme.strong, after: "  Your answer: ")
        }
        if let given = state.givenAnswer, state.verdict == nil {
            let pointer = String(theme.glyphs.pointerRight)
            return setter.lines(given, style: theme.strong, after: "\(pointer) Your answer: ")
        }
        return isOpen ? setter.lines(hint, style: theme.dim, after: "  ") : []
    }

    // MARK: What came of it

    /// The verdict and its reason; empty without one, and while the learner types another answer.
    func verdict(_ setter: TextSetter) -> [StyledLine] {
        guard state.draft.isEmpty else { return [] }
        return state.verdict.map { explained($0, setter) } ?? []
    }

    private func explained(_ verdict: QuestionVerdict, _ setter: TextSetter) -> [StyledLine] {
        setter.lines(sentence(verdict), style: style(verdict))
            + (because(verdict).map { setter.lines($0) } ?? [])
    }

    /// Why it is so; where the learner may look again, only when they have found it.
    private func because(_ verdict: QuestionVerdict) -> String? {
        guard question.choices.isEmpty else {
            // A wrong guess gets its own sentence, all others the right one's, where there is one.
            let explained = state.prediction ?? verdict.rightChoice
            return explained.flatMap { question.choices[$0].because }
        }
        return hides(verdict) ? nil : question.because
    }

    /// The learner is still to find the answer.
    private func hides(_ verdict: QuestionVerdict) -> Bool {
        question.isAfterRun && question.choices.isEmpty && verdict.isRight != true
    }

    /// The verdict in one line of at most some cells, the longest that fits.
    func shortLine(width: Int) -> (text: String, style: Style)? {
        guard let verdict = state.verdict, state.draft.isEmpty else { return openLine(width) }
        let why = because(verdict) == nil ? "" : " Why: see the lesson (\(state.keysToLesson))."
        let short = verdict.isRight == true ? "So it is." : "It is not so."
        let texts = [sentence(verdict) + why, sentence(verdict), short + why, short]
        return (texts.first { TextWidth.of($0) <= width } ?? short, style(verdict))
    }

    /// The question in one line, with what is typed so far: who looks at the picture for an answer
    /// can't see the lesson on a small screen.
    private func openLine(_ width: Int) -> (text: String, style: Style)? {
        let isTyping = !state.draft.isEmpty
        guard state.openForm != nil, isTyping || question.isAfterRun else { return nil }
        let draft =
            state.draftOrder.isEmpty ? typed ?? "" : state.draftOrder.joined(separator: ", ")
        let room = max(10, width - (isTyping ? TextWidth.of(draft) + 1 : 0))
        let asked = TextWidth.truncated(question.text, to: room, glyphs: theme.glyphs)
        return (isTyping ? "\(asked) \(draft)" : asked, theme.strong)
    }

    private func sentence(_ verdict: QuestionVerdict) -> String {
        let says = verdict.isRemembered ? "The run said" : "The run says"
        guard let said else { return "\(says): \(verdict.answer)." }
        if case .task = question.form, verdict.isRight == true { return "\(said): that is it." }
        if hides(verdict) { return "\(said) is not it. Look again, or go on." }
        return verdict.isRight == true
            ? "You said \(said), and so it is: \(verdict.answer)."
            : "You said \(said). \(says): \(verdict.answer)."
    }

    /// What the learner said: of choices, the number.
    private var said: String? {
        question.choices.isEmpty ? state.givenAnswer : state.prediction.map { "\($0 + 1)" }
    }

    private func style(_ verdict: QuestionVerdict) -> Style {
        switch verdict.isRight {
        case true?: theme.good
        case false?: theme.error
        case nil: theme.strong
        }
    }
}

extension LabState {
    /// The keys that lead to the lesson from the pane that has the keys, as few as there can be.
    var keysToLesson: String {
        guard let position = panes.firstIndex(of: focus) else { return "Tab" }
        let (behind, ahead) = (position, panes.count - position)
        let key = behind < ahead ? "Shift-Tab" : "Tab"
        return Array(repeating: key, count: min(behind, ahead)).joined(separator: ", ")
    }
}
