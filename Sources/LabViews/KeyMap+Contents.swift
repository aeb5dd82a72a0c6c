public import LabCore
public import Screen

extension KeyMap {
    /// The command of a key where the learner is now: on the page of all lessons, letters are looked
    /// for.
    public static func command(for key: Key, in state: LabState) -> Command? {
        if state.search != nil, state.contents == nil {
            return key == .control("c")
                ? .quit : searchCommand(for: key).map { .timeline(.search($0)) }
        }
        guard state.contents != nil else {
            return jobCommand(for: key, in: state).map(Command.job)
                ?? answerCommand(for: key, in: state).map(Command.answer)
                ?? timelineCommand(for: key, in: state).map(Command.timeline)
                ?? command(for: key)
        }
        switch key {
        case .control("c"): return .quit
        // No lesson is looked for by it.
        case .character("?"): return .toggleHelp
        case .escape where state.isShowingHelp: return .stop
        default: return contentsCommand(for: key).map(Command.contents)
        }
    }

    private static func contentsCommand(for key: Key) -> ContentsCommand? {
        switch key {
        case .character(let character): .type(character)
        case .backspace: .erase
        case .enter, .right: .open
        case .escape: .close
        case .up: .move(-1)
        case .down: .move(1)
        case .pageUp: .move(-10)
        case .pageDown: .move(10)
        case .home: .move(-1_000_000)
        case .end: .move(1_000_000)
        case .mouse(let event): contentsCommand(for: event)
        default: nil
        }
    }

    private static func contentsCommand(for event: MouseEvent) -> ContentsCommand? {
        switch event.action {
        case .wheelUp: .move(-1)
        case .wheelDown: .move(1)
        default: nil
        }
    }

    /// The keys of that page; the last two are always shown.
    static let contentsHints: [(key: String, does: String)] = [
        ("Enter", "open"), ("\u{2191}/\u{2193}", "choose"), ("a-z", "find"),
        ("?", "keys"), ("Esc", "back"), ("Ctrl-C", "quit"),
    ]
}
