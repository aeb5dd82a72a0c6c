import LabCore
import Screen

extension KeyMap {
    /// The command of a key while the learner chooses which job runs next; nil where the key is as
    /// everywhere.
    static func jobCommand(for key: Key, in state: LabState) -> JobCommand? {
        guard state.jobChoice != nil else { return nil }
        switch key {
        case .up, .character("k"): return .move(-1)
        case .down, .character("j"): return .move(1)
        case .enter: return .take(nil)
        case .escape: return state.isShowingHelp ? nil : .leave
        case .character(let character):
            return character.wholeNumberValue.flatMap { $0 > 0 ? .take($0 - 1) : nil }
        default: return nil
        }
    }

    /// The keys of the list, for the help.
    static let ofChoice: [KeyEntry] = [
        ("\u{2191} \u{2193}  k j", "the job before, the next one", false),
        ("Enter  x", "the chosen job runs next", false),
        ("1 ... 9", "the job of that number runs next", false),
        ("X", "take the last choice back, and choose again", false),
        ("Esc", "close this; close the list, with nothing chosen", false),
        ("?", "this page, and back to the list", false),
        ("q  Ctrl-C", "quit; the program is stopped", false),
        ("other keys", "close the list, and do what they do elsewhere", false),
    ]

    /// What the status line says then; nil where nothing is chosen.
    static func choiceHints(_ state: LabState) -> [(key: String, does: String)]? {
        guard state.jobChoice != nil, let run = state.run else { return nil }
        let most = min(9, run.jobEntries.count)
        let takeBack = run.made.isEmpty ? [] : [("X", "take back")]
        return [("\u{2191}/\u{2193}", "which"), ("Enter", "runs next"), ("1-\(most)", "that one")]
            + [("Esc", "leave")] + takeBack + [("?", "keys"), ("q", "quit")]
    }
}
