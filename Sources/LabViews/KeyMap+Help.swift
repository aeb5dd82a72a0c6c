import Curriculum
import LabCore
import Screen

extension KeyMap {
    /// A line of the list of keys; the last says that it is of no use where there are no lessons.
    typealias KeyEntry = (key: String, does: String, isForLessons: Bool)

    /// A page of the list of keys, no longer than the smallest screen; what is not of this place is not
    /// on it.
    static func page(_ number: Int, of state: LabState) -> (title: String, keys: [KeyEntry]) {
        if state.jobChoice != nil { return ("Keys of the list (? closes)", ofChoice) }
        guard number == 0 else { return ("Keys of the timeline (? closes)", ofTimeline(state)) }
        if state.contents != nil { return ("Keys of this page (? closes)", ofContents) }
        let next = state.helpPageCount > 1 ? "?: those of the timeline" : "? closes"
        let keys =
            ofProgram(state) + ofWriting(state) + ofLesson(state) + ofPanes(state)
            + (state.canRun ? everywhere : whereNothingRuns)
        return ("Keys of this place (\(next))", keys)
    }

    private static func ofProgram(_ state: LabState) -> [KeyEntry] {
        guard state.program != nil || state.run != nil else { return [] }
        guard state.canRun else { return [(". ,", "one job forward, one job back", false)] }
        return [
            ("r", "run the program, again if it has run", false),
            ("v", "the virtual clock for the next run; live again", false),
            ("Space", "pause the program, and go on (virtual clock)", false),
            (". ,", "one job forward (virtual clock), one job back", false),
            ("x  X", "choose the next job (virtual clock); take that back", false),
            ("+ -", "faster, slower (virtual clock)", false),
        ]
    }

    private static func ofWriting(_ state: LabState) -> [KeyEntry] {
        guard state.exercise != nil else {
            return state.change == nil
                ? [] : [("e", "your copy of the program in your editor", true)]
        }
        return [
            ("e", "your program in your editor", true),
            ("c", "check what you wrote, as a save does", true),
            ("h  s", "the next hint; a solution, and your program again", true),
            ("R", "begin the exercise again; what you wrote is kept", true),
        ]
    }

    private static func ofLesson(_ state: LabState) -> [KeyEntry] {
        guard let step = state.step else { return [] }
        var keys: [KeyEntry] = [
            ("\u{2190} \u{2192}", "the step before, the next step (Enter)", true)
        ]
        switch step.question?.form {
        case .choices(let choices)?: keys.append(("1 ... \(choices.count)", "your guess", true))
        case .number?: keys.append(("0 ... 9 .  Enter", "your answer, a number", true))
        case .order(let things)?:
            keys.append(("1 ... \(things.count)", "your answer: the order of these", true))
        case .task?: keys.append(("Enter", "in the timeline, your answer: the selected task", true))
        case nil: break
        }
        if !state.python.isEmpty { keys.append(("p", "the same idea in Python, and back", true)) }
        if state.course != nil {
            keys.append(("l", "all lessons, and where you are in them", true))
        }
        return keys
    }

    private static func ofPanes(_ state: LabState) -> [KeyEntry] {
        let hasTimeline = state.panes.contains(.timeline)
        var keys: [KeyEntry] = []
        if state.panes.count > 1 {
            keys.append(("Tab, Shift-Tab", "the next pane, the pane before", false))
        }
        let scrolls = hasTimeline ? "scroll; in the timeline, the task before or after" : "scroll"
        keys += [
            ("\u{2191} \u{2193}  k j", scrolls, false),
            ("PgUp PgDn  g G", "ten at a time; to the start, to the end (Home, End)", false),
        ]
        if hasTimeline { keys.append(("i", "all about the selected task, and back", false)) }
        return keys
    }

    private static let everywhere: [KeyEntry] = [
        ("M", "the mouse: to the terminal, to select text, and back", false),
        ("Esc", "stop the program or the check; close this", false),
        ("?", "this list, or its next page", false),
        ("q  Ctrl-C", "quit; a program that runs is stopped", false),
    ]

    /// Everywhere else too, where no program can be run.
    private static let whereNothingRuns: [KeyEntry] = [
        ("M", "the mouse: to the terminal, to select text, and back", false),
        ("Esc", "close this", false),
        ("?", "this list, or its next page", false),
        ("q  Ctrl-C", "quit", false),
    ]

    private static let ofContents: [KeyEntry] = [
        ("\u{2191} \u{2193}", "the lesson or step before, the next one", true),
        ("PgUp PgDn", "ten at a time; to the start, to the end: Home, End", true),
        ("letters", "find lessons and steps by their names", true),
        ("Backspace", "take back the last letter", true),
        ("Enter  \u{2192}", "open the chosen one, where you left it", true),
        ("Esc", "all lessons again; then back", true),
        ("Ctrl-C", "quit", true),
    ]
}
