import CNcurses
import Glibc

/// The entry of the terminal database that fits the terminal at hand.
struct TerminalDescription {
    let name: String
    /// 0 or less for none.
    let colors: Int
    /// Colours are told by their values.
    let takesValues: Bool

    /// Checks that there is a terminal and finds its entry, or throws a `TerminalError`.
    init(environment: [String: String]) throws(TerminalError) {
        guard isatty(STDIN_FILENO) == 1 else { throw .inputIsNoTerminal }
        guard isatty(STDOUT_FILENO) == 1 else { throw .outputIsNoTerminal }
        guard let type = environment["TERM"], !type.isEmpty else { throw .typeNotSet }
        if let name = TerminalFacts.colorfulType(environment),
            let better = try? TerminalDescription(name: name)
        {
            self = better
        } else {
            self = try TerminalDescription(name: type)
        }
    }

    private init(name: String) throws(TerminalError) {
        var colors: Int32 = 0
        var (addressable, takesValues) = (false, false)
        guard asynclab_ncurses_describe(name, &colors, &addressable, &takesValues) else {
            throw .typeUnknown(name)
        }
        guard addressable else { throw .typeTooSimple(name) }
        self.name = name
        self.colors = Int(colors)
        self.takesValues = takesValues
    }

    /// Whether the open terminal obeys OSC 2: it says so (`XT`), or its own status line is a title.
    static var openTerminalSetsTitle: Bool {
        tigetflag("XT") == 1 || string("tsl").hasPrefix("\u{1B}]")
    }

    /// What makes the open terminal usable after a crash: end of a frame, no mouse, keys and
    /// colours as before, the cursor visible, the first screen.
    static func openTerminalReset(mouse: Bool) -> String {
        TerminalOutput.endFrame + (mouse ? TerminalOutput.mouseOff : "")
            + ["rmkx", "sgr0", "op", "cnorm", "rmcup"].map(string).joined() + "\r\n"
    }

    /// What makes the screen of the open terminal empty, where leaving it brings another one back.
    static var openTerminalClear: String {
        string("rmcup").isEmpty ? "" : string("clear")
    }

    private static func string(_ capability: String) -> String {
        asynclab_ncurses_string(capability).map {
            TerminalOutput.withoutDelays(String(cString: $0))
        } ?? ""
    }
}
