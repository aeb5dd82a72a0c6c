import CNcurses
import CTerminalSignals
import Glibc
public import Screen

/// The terminal: frames go out, keys come in, and it is always given back as it was.
///
/// From `init` to `restore` it has the whole screen. Wait with `poll(2)` for `inputDescriptor` and
/// `signalDescriptor`; after either wakes, or poll was interrupted, ask `pendingSignal()` and then
/// `readKey()` until both say nil. For the main thread, one at a time.
@MainActor
public final class Terminal {
    /// What the user may choose.
    public struct Options: Hashable, Sendable {
        /// ASCII only, even where the terminal can show more.
        public var asciiOnly: Bool
        /// Whether the terminal reports the mouse, which then selects no text by itself.
        public var mouse: Bool
        /// What the background is; nil: what the terminal says.
        public var background: Appearance.Background?

        /// By default all characters that the terminal can show, the mouse, and the terminal's word.
        public init(
            asciiOnly: Bool = false,
            mouse: Bool = true,
            background: Appearance.Background? = nil
        ) {
            self.asciiOnly = asciiOnly
            self.mouse = mouse
            self.background = background
        }
    }

    /// What the screen can look like here; changes only when `readKey()` returns `.recolored`.
    public internal(set) var capabilities: Appearance
    /// Columns and rows; changes only when `readKey()` returns `.resize`.
    public internal(set) var size: Size
    /// Readable when `readKey()` has something.
    ///
    /// When poll reports only `POLLHUP` or `POLLERR`, the
    /// terminal is gone.
    public let inputDescriptor: Int32 = STDIN_FILENO
    /// Readable when a signal arrived or the size changed.
    public let signalDescriptor: Int32

    /// Whether the terminal reports the mouse.
    public internal(set) var hasMouse: Bool
    let screen: OpaquePointer
    let input: UnsafeMutablePointer<WINDOW>
    let painter: CellPainter
    let setsTitle: Bool
    var shown: Frame?
    var state = State.active
    /// When the terminal was asked for its background, until it has answered.
    var asked: ContinuousClock.Instant?

    enum State {
        case active
        /// A child has the terminal.
        case lent
        case restored
    }

    /// Takes the terminal on standard input and output, or throws a `TerminalError`.
    public init(options: Options = Options()) throws {
        let (description, appearance) = try Self.look(options)
        capabilities = appearance
        signalDescriptor = asynclab_signals_open()
        guard signalDescriptor >= 0 else { throw TerminalError.noSignals(errno) }
        unsetenv("LINES")
        unsetenv("COLUMNS")
        guard let screen = asynclab_ncurses_open(description.name),
            let input = asynclab_ncurses_new_input()
        else {
            asynclab_signals_close()
            throw TerminalError.typeUnknown(description.name)
        }
        hasMouse = options.mouse
        self.screen = screen
        self.input = input
        painter = CellPainter(appearance: capabilities)
        setsTitle = TerminalDescription.openTerminalSetsTitle
        size = Self.currentSize()
        asynclab_signals_watch_resize()
        if hasMouse { asynclab_ncurses_watch_mouse(true) }
        armCrashReset()
        if setsTitle { askForBackground() }
    }

    /// What a screen would look like here, as far as that is known without asking the terminal.
    ///
    /// - Throws: `TerminalError` where there can be none.
    public static func appearance(options: Options = Options()) throws -> Appearance {
        try look(options).appearance
    }

    private static func look(
        _ options: Options
    ) throws -> (description: TerminalDescription, appearance: Appearance) {
        let environment = TerminalFacts.currentEnvironment()
        Locale.adopt(environment)
        let description = try TerminalDescription(environment: environment)
        let facts = TerminalFacts(
            environment: environment,
            describedColors: description.colors,
            usesUTF8: Locale.usesUTF8,
            hasNarrowLines: Locale.hasNarrowLines,
            wantsASCII: options.asciiOnly,
            wantedBackground: options.background,
            takesValues: description.takesValues
        )
        return (description, facts.appearance)
    }

    /// Has the terminal report the mouse, or select text by itself.
    public func useMouse(_ isWanted: Bool) {
        hasMouse = isWanted
        asynclab_ncurses_watch_mouse(isWanted)
        armCrashReset()
    }

    static func currentSize() -> Size {
        var width: Int32 = 0
        var height: Int32 = 0
        asynclab_ncurses_size(&width, &height)
        return Size(width: Int(width), height: Int(height))
    }
}
