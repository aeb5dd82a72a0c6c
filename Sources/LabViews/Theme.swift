import Screen
import TraceModel

/// Styles and signs by meaning, for one appearance.
///
/// Shape comes first and colour second: without colour, and in ASCII, every meaning has a sign of
/// its own.
struct Theme: Sendable {
    let appearance: Appearance

    var glyphs: GlyphSet { appearance.glyphs }
    private var isAscii: Bool { appearance.glyphs == .ascii }
    private var hasColors: Bool { appearance.colors > .none }

    /// The sign of a state in a lane.
    func sign(_ state: TaskState) -> Character {
        if isAscii { return state.letter }
        return switch state {
        case .running: "█"
        case .blocking: "▓"
        case .ready: "▒"
        case .sleeping: "·"
        case .awaiting: "─"
        }
    }

    /// The sign at the end of a lane.
    func sign(_ outcome: TaskOutcome) -> Character {
        switch outcome {
        case .returned: isAscii ? "+" : "✓"
        case .threw: "!"
        case .cancelled: isAscii ? "x" : "×"
        case .unfinished: isAscii ? "~" : "…"
        }
    }

    /// Text with the signs of the timeline as this appearance has them: lessons show them too.
    func localized(_ text: String) -> String {
        guard isAscii else { return text }
        let unicode = Theme(appearance: Appearance(glyphs: .unicode))
        var signs: [Character: Character] = [:]
        for state in TaskState.allCases { signs[unicode.sign(state)] = sign(state) }
        for outcome in TaskOutcome.allCases {
            signs[unicode.sign(outcome)] = sign(outcome)
        }
        return String(text.map { signs[$0] ?? $0 })
    }

    /// The style of a sign of the timeline in a text; nil for other characters.
    func style(ofSign character: Character) -> Style? {
        let unicode = Theme(appearance: Appearance(glyphs: .unicode))
        if let state = TaskState.allCases.first(where: { unicode.sign($0) == character }) {
            return style(state)
        }
        return TaskOutcome.allCases.first { unicode.sign($0) == character }.map { style($0) }
    }

    func style(_ state: TaskState) -> Style {
        guard hasColors else { return state == .blocking ? Style(bold: true) : .plain }
        return switch state {
        case .running: Style(foreground: green)
        case .blocking: Style(foreground: red, bold: true)
        case .ready: Style(foreground: orange)
        case .sleeping: Style(foreground: color(4, bright: 75, mid: 68))
        case .awaiting: hasManyColors ? Style(foreground: .indexed(245)) : dim
        }
    }

    func style(_ outcome: TaskOutcome) -> Style {
        guard hasColors else { return Style(bold: outcome != .returned) }
        return switch outcome {
        case .returned: Style(foreground: green, bold: true)
        case .threw: Style(foreground: red, bold: true)
        case .cancelled: Style(foreground: color(5, bright: 176, mid: 133), bold: true)
        case .unfinished: Style(foreground: orange, bold: true)
        }
    }

    /// Colours that tell tasks apart in the output, by id; they repeat, and are not those of the
    /// states.
    func style(of task: TaskID?) -> Style {
        guard hasColors, let task else { return .plain }
        let basic: [UInt8] = [6, 5]
        let indexed: [UInt8] = [31, 133, 67, 137, 98, 132, 103, 138]
        let number = Int(task.rawValue)
        return Style(
            foreground: hasManyColors
                ? .indexed(indexed[number % indexed.count]) : .ansi(basic[number % basic.count])
        )
    }

    private var green: Color { color(2, bright: 40, mid: 28) }
    private var red: Color { color(1, bright: 203, mid: 160) }
    private var orange: Color { color(3, bright: 214, mid: 166) }
    private var cyan: Color { color(6, bright: 44, mid: 30) }

    var border: Style { Style(dim: true) }
    var borderInFocus: Style { hasColors ? Style(foreground: cyan) : Style(bold: true) }
    /// The title of the pane that has the keys, which is told without colour too.
    var titleInFocus: Style { Style(bold: true, reverse: true) }
    var title: Style { Style(bold: true) }
    var dim: Style { Style(dim: true) }
    var strong: Style { Style(bold: true) }
    var emphasis: Style { Style(underline: true) }
    var code: Style { hasColors ? Style(foreground: cyan) : .plain }
    var bar: Style { Style(reverse: true) }
    var error: Style {
        hasColors ? Style(foreground: red, bold: true) : Style(bold: true)
    }
    var good: Style { hasColors ? Style(foreground: green, bold: true) : Style(bold: true) }
    var selected: Style { Style(reverse: true) }
    var key: Style { Style(bold: true) }

    private var hasManyColors: Bool { appearance.colors >= .indexed }

    /// A basic colour, or its better kin where there are 256: a bright one where the background is
    /// known to be dark, else one of a middle tone that can be read on both.
    private func color(_ basic: UInt8, bright: UInt8, mid: UInt8) -> Color {
        guard hasManyColors else { return .ansi(basic) }
        return .indexed(appearance.background == .dark ? bright : mid)
    }
}
