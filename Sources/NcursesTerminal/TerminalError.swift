/// Why there is no terminal to draw on.
public enum TerminalError: Error, Hashable, Sendable {
    /// Standard input is a file, a pipe or closed.
    case inputIsNoTerminal
    /// Standard output is a file, a pipe or closed.
    case outputIsNoTerminal
    /// The variable TERM is empty or not set.
    case typeNotSet
    /// The terminal database has no entry of this name.
    case typeUnknown(String)
    /// The cursor of a terminal of this type cannot be moved.
    case typeTooSimple(String)
    /// The system refused a pipe for signals; the error number.
    case noSignals(Int32)
}

extension TerminalError: CustomStringConvertible {
    /// What happened, why, and what to type next: three lines.
    public var description: String {
        """
        Error: asynclab cannot use this terminal for its screen.
        Why:   \(reason)
        Next:  \(advice)
        """
    }

    private var reason: String {
        switch self {
        case .inputIsNoTerminal: "Standard input is not a terminal."
        case .outputIsNoTerminal: "Standard output is not a terminal."
        case .typeNotSet: "TERM is not set, so the type of the terminal is not known."
        case .typeUnknown(let name): "TERM is '\(name)', which the terminal database does not have."
        case .typeTooSimple(let name): "TERM is '\(name)', whose cursor cannot be moved."
        case .noSignals(let number): "The system gave no pipe for signals (error \(number))."
        }
    }

    private var advice: String {
        switch self {
        case .inputIsNoTerminal, .outputIsNoTerminal:
            "Start asynclab in a terminal, or use asynclab run TARGET --plain."
        case .typeNotSet, .typeUnknown, .typeTooSimple: "TERM=xterm-256color asynclab"
        case .noSignals: "Close other programs and start asynclab again."
        }
    }
}
