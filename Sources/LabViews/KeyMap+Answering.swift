import Curriculum
import LabCore
import Screen

extension KeyMap {
    /// The command of a key while a step asks for a number, an order or a task; nil where the key is
    /// as everywhere.
    static func answerCommand(for key: Key, in state: LabState) -> AnswerCommand? {
        guard let form = state.openForm else { return nil }
        switch (key, form) {
        case (.character("0"..."9"), .number), (.character("1"..."9"), .order):
            guard case .character(let digit) = key else { return nil }
            return .type(digit)
        // Behind a digit the point belongs to the number; else it is one job forward.
        case (.character("."), .number):
            return state.draft.isEmpty || state.draft.contains(".") ? nil : .type(".")
        case (.backspace, .number), (.backspace, .order): return state.draft.isEmpty ? nil : .erase
        // While something is asked, Enter answers; it would be a pity to leave the step by it.
        case (.enter, .number): return .give
        case (.enter, .task): return state.focus == .timeline ? .give : .look
        default: return nil
        }
    }

    /// What the status line says of answering.
    static func answerHints(_ state: LabState) -> [(key: String, does: String)] {
        switch state.openForm {
        case .number?:
            [state.draft.isEmpty ? ("0-9", "your answer") : ("Enter", "this is my answer")]
        case .order(let things)?: [("1-\(things.count)", "put in order")]
        case .task?: [("Enter", state.focus == .timeline ? "this one" : "timeline")]
        case .choices?, nil: []
        }
    }
}
