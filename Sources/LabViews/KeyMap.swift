import Curriculum
public import LabCore
public import Screen
import TraceModel

/// Which key asks for what, and what the status line says of it.
public enum KeyMap {
    /// The command of a key at this place; nil where it has none.
    public static func command(for key: Key) -> Command? {
        switch key {
        case .character(let character): command(for: character)
        case .control("c"): .quit
        case .escape: .stop
        case .right, .enter: .nextStep
        case .left: .previousStep
        case .tab: .nextPane
        case .backTab: .previousPane
        case .up: .scrollUp
        case .down: .scrollDown
        case .pageUp: .pageUp
        case .pageDown: .pageDown
        case .home: .scrollToStart
        case .end: .scrollToEnd
        case .mouse(let event): command(for: event)
        default: nil
        }
    }

    private static func command(for character: Character) -> Command? {
        switch character {
        case "r": .run
        case " ": .pauseOrResume
        case ".": .stepForward
        case ",": .stepBack
        case "x": .job(.choose)
        case "X": .job(.takeBack)
        case "+", "=": .faster
        case "-": .slower
        case "v": .changeClock
        case "e": .edit
        case "c": .exercise(.check)
        case "h": .exercise(.hint)
        case "s": .exercise(.solution)
        case "R": .exercise(.reset)
        case "p": .togglePython
        case "l": .showContents
        case "i": .toggleInspector
        case "d": .toggleComparison
        case "?": .toggleHelp
        case "q": .quit
        case "M": .changeMouse
        case "k": .scrollUp
        case "j": .scrollDown
        case "g": .scrollToStart
        case "G": .scrollToEnd
        case "1"..."9": character.wholeNumberValue.map { .choose($0 - 1) }
        default: nil
        }
    }

    private static func command(for event: MouseEvent) -> Command? {
        switch event.action {
        case .wheelUp: .scrollUp
        case .wheelDown: .scrollDown
        default: nil
        }
    }

    /// The name of a key, as a message calls it.
    public static func name(of key: Key) -> String {
        switch key {
        case .character(" "): "Space"
        case .character(let character): "'\(character)'"
        case .control(let character): "Ctrl-\(character.uppercased())"
        case .function(let number): "F\(number)"
        case .enter: "Enter"
        case .tab: "Tab"
        case .backTab: "Shift-Tab"
        case .left: "Left"
        case .right: "Right"
        case .shiftLeft, .shiftRight: "An arrow with Shift"
        case .backspace: "Backspace"
        case .delete: "Delete"
        default: "That key"
        }
    }

    /// The keys that work now, the most useful first.
    static func hints(_ state: LabState) -> [(key: String, does: String)] {
        if state.contents != nil { return contentsHints }
        if let choice = choiceHints(state) { return choice }
        var hints: [(String, String)] = []
        if let choices = state.step?.question?.choices, !choices.isEmpty, state.prediction == nil,
            state.run == nil
        {
            hints.append(("1-\(choices.count)", "guess"))
        }
        hints += answerHints(state)
        hints += writingHints(state)
        if state.checkUnderWay != nil {
            hints.append(("Esc", "stop"))
        } else {
            hints += state.runUnderWay.map(hintsUnderWay) ?? hintsBetweenRuns(state)
        }
        if state.course != nil, state.isAtLastStep {
            hints.insert(("l", state.nextLesson == nil ? "lessons" : "next lesson"), at: 0)
        } else if case .lesson = state.subject {
            let isDone =
                state.exercise == nil
                ? state.finishedRun != nil || state.program == nil : state.isPassed
            hints.insert(
                (isDone ? "\u{2192}" : "\u{2190}/\u{2192}", isDone ? "next step" : "step"),
                at: isDone ? 0 : hints.count
            )
        }
        if state.panes.count > 1 { hints.append(("Tab", "pane")) }
        if state.focus == .timeline { hints.append(("\u{2191}/\u{2193}", "task")) }
        if !state.python.isEmpty { hints.append(("p", "Python")) }
        if state.focus != .timeline { hints.append(("\u{2191}/\u{2193}", "scroll")) }
        if state.hasLanes { hints.append(("i", state.isInspecting ? "output" : "inspect")) }
        if state.focus == .timeline, state.run?.trace.tasks.isEmpty == false {
            hints += timelineHints(state)
        }
        if state.course != nil, !state.isAtLastStep { hints.append(("l", "lessons")) }
        hints.append(("?", "keys"))
        hints.append(("q", "quit"))
        return hints
    }

    /// Where something is to be written or changed.
    private static func writingHints(_ state: LabState) -> [(String, String)] {
        guard state.runUnderWay == nil, state.checkUnderWay == nil else { return [] }
        guard let exercise = state.exercise else {
            return state.change == nil ? [] : [("e", "edit")]
        }
        let isSolution = state.shownSolution != nil
        let solution =
            state.isPassed || isSolution ? [("s", isSolution ? "yours" : "solution")] : []
        let hint = exercise.hints.isEmpty || state.isPassed ? [] : [("h", "hint")]
        return solution + [("e", "edit"), ("c", "check")] + hint
    }

    private static func hintsUnderWay(_ run: RunState) -> [(String, String)] {
        if run.clock.clock == .live || run.isStopping { return [("Esc", "stop")] }
        if !run.isPaused {
            return [("Space", "pause"), (".", "one job"), ("+/-", "pace"), ("Esc", "stop")]
        }
        let takeBack = run.made.isEmpty ? [] : [("X", "take back")]
        return [("Space", "go on"), (".", run.shown.isPast ? "forward" : "one job")]
            + [("x", "choose")] + takeBack + [(",", "back"), ("+/-", "pace"), ("Esc", "stop")]
    }

    private static func hintsBetweenRuns(_ state: LabState) -> [(String, String)] {
        var hints: [(String, String)] = []
        if state.program != nil, state.canRun {
            // Says which clock is next where the screen shows another one's run.
            let isOther = state.run.map { $0.clock.clock != state.clock.clock } ?? false
            let clock = isOther ? ", \(state.clock.clock.rawValue)" : ""
            hints.append(("r", (state.run == nil ? "run" : "run again") + clock))
        }
        if state.canCompare { hints.append(("d", state.isComparing ? "output" : "compare")) }
        if let run = state.run, run.jobCount > 0 {
            hints.append((", .", run.shown.isPast ? "back, forward" : "job by job"))
        }
        if state.program != nil, state.canRun {
            hints.append(("v", state.clock.clock == .live ? "virtual" : "live"))
        }
        return hints
    }
}

extension LabState {
    /// A kept run can't be run again.
    var canRun: Bool {
        if case .kept = subject { false } else { true }
    }
}
