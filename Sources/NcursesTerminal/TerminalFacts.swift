import Glibc
import Screen

/// What is known about the terminal and its user before anything is drawn.
struct TerminalFacts {
    /// Variables of the environment, by name.
    var environment: [String: String] = [:]
    /// Colours by the terminal's description; 0 or less for none.
    var describedColors = 0
    /// Whether the characters of the locale are those of UTF-8.
    var usesUTF8 = true
    /// Whether each line, block and mark of the screen takes one cell in this locale.
    var hasNarrowLines = true
    /// Whether the user wants ASCII only.
    var wantsASCII = false
    /// What the user says of the background; nil where nothing.
    var wantedBackground: Appearance.Background?
    /// Whether colours are told by their values, red, green and blue of 8 bits each.
    var takesValues = false

    var appearance: Appearance {
        let canDraw = usesUTF8 && hasNarrowLines && !wantsASCII
        return Appearance(
            glyphs: canDraw ? .unicode : .ascii,
            colors: colors,
            background: background
        )
    }

    private var colors: ColorDepth {
        if let refusal = environment["NO_COLOR"], !refusal.isEmpty { return .none }
        switch describedColors {
        case ..<8: return .none
        case ..<16: return .eight
        case ..<256: return .sixteen
        case 256: return .indexed
        // A "direct" description: beyond the first eight, numbers are values, of bits that may be fewer.
        default: return takesValues ? .direct : .eight
        }
    }

    /// From COLORFGBG, `foreground;background`, which some terminals set: 7 and 9 to 15 are light.
    private var background: Appearance.Background {
        if let wantedBackground { return wantedBackground }
        let last = environment["COLORFGBG"]?.split(separator: ";").last ?? ""
        switch Int(last) ?? -1 {
        case 0...6, 8: return .dark
        case 7, 9...15: return .light
        default: return .unknown
        }
    }
}

extension TerminalFacts {
    /// The variables that matter here, from the environment of the process.
    static func currentEnvironment() -> [String: String] {
        var found: [String: String] = [:]
        let names = ["TERM", "COLORTERM", "NO_COLOR", "COLORFGBG", "LC_ALL", "LC_CTYPE", "LANG"]
        for name in names {
            if let value = getenv(name) { found[name] = String(cString: value) }
        }
        return found
    }

    /// The name of another description to try first: COLORTERM promises more colours than TERM.
    static func colorfulType(_ environment: [String: String]) -> String? {
        guard let type = environment["TERM"], !type.hasSuffix("-256color"),
            !type.contains("-direct"),
            let promise = environment["COLORTERM"],
            promise == "truecolor" || promise == "24bit" || promise.contains("256")
        else { return nil }
        return type + "-256color"
    }
}
