import LabCore
import Screen

extension KeyMap {
    /// The command of a key in the timeline, wherever the learner is; nil where the key is as everywhere.
    static func timelineCommand(for key: Key, in state: LabState) -> TimelineCommand? {
        switch key {
        case .shiftLeft: .move(-1)
        case .shiftRight: .move(1)
        // Where there are no steps, arrows need no Shift.
        case .left: state.step == nil ? .move(-1) : nil
        case .right: state.step == nil ? .move(1) : nil
        case .character(let character): timelineCommand(for: character)
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
        default: nil
        }
    }

    /// What the status line says of looking closely.
    static func timelineHints(_ state: LabState) -> [(key: String, does: String)] {
        let zoom = state.run?.window == nil ? [("z", "zoom")] : [("z Z", "zoom"), ("f", "fit")]
        guard let run = state.run, run.shown.isPast else {
            return [("< >", "time"), ("[ ]", "event")] + zoom
        }
        // Who looks back wants to know the way to the end.
        let end = (")", run.phase.isUnderWay ? "now" : "end")
        return [end, ("< >", "time"), ("[ ]", "event")] + zoom
    }

    /// The keys of the timeline, for the help.
    static let ofTimeline: [KeyEntry] = [
        ("< >", "a cell back, a cell on (Shift-\u{2190} \u{2192})", false),
        ("[ ]", "the event before, the next one, of the selected task", false),
        ("{ }", "the event before, the next one, of all tasks", false),
        ("( )", "to the start, to the end; while it runs, to now", false),
        ("z Z", "look closer at the moment shown, and less closely", false),
        ("f", "the whole run", false),
        ("H L", "what is left of the part shown, what is right of it", false),
        ("u", "take back the last of these", false),
        (". ,", "one job forward, one job back", false),
        ("\u{2191} \u{2193}  k j", "the task before, the next one", false),
        ("click", "a task, and a moment; wheel on the times: z, Z", false),
        ("i", "all about the selected task, and back", false),
        ("d", "this run held against the one before it, and back", false),
    ]
}
