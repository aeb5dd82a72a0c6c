import LabCore
import Screen

extension KeyMap {
    /// The command of a key in the timeline, wherever the learner is; nil where the key is as everywhere.
    static func timelineCommand(for key: Key, in state: LabState) -> TimelineCommand? {
        switch key {
        case .shiftLeft: .move(-1)
        case .shiftRight: .move(1)
        // Where there are no steps and no lessons, arrows need no Shift, and h and l are theirs.
        case .left, .character("h"): state.step == nil ? .move(-1) : nil
        case .right, .character("l"): state.step == nil ? .move(1) : nil
        case .character(let character): timelineCommand(for: character)
        default: nil
        }
    }

    /// While a name is typed, characters belong to it.
    static func searchCommand(for key: Key) -> SearchCommand? {
        switch key {
        case .character(let character): .type(character)
        case .backspace: .erase
        case .enter: .accept
        case .escape: .cancel
        case .up, .backTab: .findPrevious
        case .down, .tab: .findNext
        default: nil
        }
    }

    private static func timelineCommand(for character: Character) -> TimelineCommand? {
        switch character {
        case "<": .move(-1)
        case ">": .move(1)
        case "[": .goToEvent(isNext: false, ofAll: false)
        case "]": .goToEvent(isNext: true, ofAll: false)
        case "{": .goToEvent(isNext: false, ofAll: true)
        case "}": .goToEvent(isNext: true, ofAll: true)
        case "(": .goToStart
        case ")": .goToEnd
        case "z": .zoomIn
        case "Z": .zoomOut
        case "f": .fit
        case "H": .pan(isRight: false)
        case "L": .pan(isRight: true)
        case "u": .undo
        case "t": .toggleThreads
        case "o": .fold
        case "O": .foldAll
        case "b": .foldGaps
        case "/": .search(.begin)
        case "n": .search(.findNext)
        case "N": .search(.findPrevious)
        default: nil
        }
    }

    /// What the status line says of looking closely.
    static func timelineHints(_ state: LabState) -> [(key: String, does: String)] {
        let isByThread = state.run?.picture.grouping == .threads
        // Where two runs are compared, each task has its lane.
        let grouping = state.runAbove == nil ? [("t", isByThread ? "tasks" : "threads")] : []
        let lanes = grouping + [("/", "search")]
        let zoom = state.run?.window == nil ? [("z", "zoom")] : [("z Z", "zoom"), ("f", "fit")]
        guard let run = state.run, run.shown.isPast else {
            return [("< >", "time"), ("[ ]", "event")] + zoom + lanes
        }
        // Who looks back wants to know the way to the end.
        let end = (")", run.phase.isUnderWay ? "now" : "end")
        return [end, ("< >", "time"), ("[ ]", "event")] + zoom
    }

    /// The keys of the timeline, for the help; what is refused there is not among them.
    static func ofTimeline(_ state: LabState) -> [KeyEntry] {
        var refused: Set<String> = state.runAbove == nil ? [] : ["t", "o O", "b"]
        if !state.canRun, !state.canCompare { refused.insert("d") }
        return allOfTimeline.filter { !refused.contains($0.key) }
    }

    private static let allOfTimeline: [KeyEntry] = [
        ("< >", "a cell back, a cell on (Shift-\u{2190} \u{2192})", false),
        ("[ ]", "the event before, the next one, of the selected task", false),
        ("{ }", "the event before, the next one, of all tasks", false),
        ("( )", "to the start, to the end; while it runs, to now", false),
        ("z Z", "look closer at the moment shown, and less closely", false),
        ("f", "the whole run", false),
        ("H L", "what is left of the part shown, what is right of it", false),
        ("u", "take back the last of these", false),
        ("t", "lanes of threads and executors, or of tasks again", false),
        ("o O", "fold what is below a task into its lane, or out; all", false),
        ("b", "draw long idle gaps as a short break, and back", false),
        ("/  n N", "search a task by its name; the next, the one before", false),
        (". ,", "one job forward, one job back", false),
        ("\u{2191} \u{2193}  k j", "the task before, the next one", false),
        ("click", "a task, and a moment; wheel on the times: z, Z", false),
        ("i", "all about the selected task, and back", false),
        ("d", "this run held against the one before it, and back", false),
    ]
}
