import Glibc

/// What is known of the terminal before it is taken.
enum Terminals {
    /// Both ways lead to a terminal.
    static var areThere: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }

    /// A run told as text is to be in ASCII.
    static func wantASCII(_ options: ScreenOptions) -> Bool {
        options.wantsASCII(Installation.current.environment) || !speakUTF8
    }

    /// The locale of the environment writes UTF-8.
    static var speakUTF8: Bool {
        setlocale(LC_CTYPE, "")
        guard let codeset = nl_langinfo(nl_item(CODESET)) else { return false }
        return String(cString: codeset) == "UTF-8"
    }
}
