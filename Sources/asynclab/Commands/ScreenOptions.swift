import ArgumentParser
import LabCore
import NcursesTerminal
import Screen

/// How the screen is drawn, where the terminal does not say it, or says it wrongly.
///
/// Each is an option, or a variable for always; the option has the last word.
struct ScreenOptions: ParsableArguments {
    @Flag(help: "Draw in ASCII (always: ASYNCLAB_ASCII=1).")
    var ascii = false

    @Flag(
        inversion: .prefixedNo,
        help: """
            Let the mouse select tasks and moments; without it, the terminal selects text (always: \
            ASYNCLAB_MOUSE=off).
            """
    )
    var mouse: Bool?

    @Option(
        help: ArgumentHelp(
            """
            Colours for a dark or a light background (default: what the terminal says; always: \
            ASYNCLAB_BACKGROUND).
            """,
            valueName: "background"
        )
    )
    var background: Background?

    /// What a background can be said to be.
    enum Background: String, CaseIterable, ExpressibleByArgument {
        case dark
        case light
    }

    /// What the terminal is asked for.
    func terminal(_ environment: [String: String]) -> Terminal.Options {
        let background =
            background ?? environment["ASYNCLAB_BACKGROUND"].flatMap(Background.init(rawValue:))
        return Terminal.Options(
            asciiOnly: wantsASCII(environment),
            mouse: mouse ?? !Self.off.contains(environment["ASYNCLAB_MOUSE"] ?? ""),
            background: background.map { $0 == .dark ? .dark : .light }
        )
    }

    /// Text is to be ASCII too.
    func wantsASCII(_ environment: [String: String]) -> Bool {
        let always = environment["ASYNCLAB_ASCII"] ?? ""
        return ascii || !always.isEmpty && !Self.off.contains(always)
    }

    private static let off = ["off", "0", "no"]
}
