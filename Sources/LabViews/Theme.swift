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
        for outcome in [TaskOutcome.returned, .threw, .cancelled, .unfinished] {
            signs[unicode.sign(outcome)] = sign(outcome)
        }
        return String(text.map { signs[$0] ?? $0 })
    }

    func style(_ state: TaskState) -> Style {
        guard hasColors else { return state == .blocking ? Style(bold: true) : .plain }
        return switch state {
        case .running: Style(foreground: color(2, 34))
        case .blocking: Style(foreground: color(1, 160), bold: true)
        case .ready: Style(foreground: color(3, 172))
        case .sleeping: Style(foreground: color(4, 68))
        case .awaiting: Style(foreground: color(.standard, 245), dim: appearance.colors < .indexed)
        }
    }

    func style(_ outcome: TaskOutcome) -> Style {
        guard hasColors else { return Style(bold: outcome != .returned) }
        return switch outcome {
        case .returned: Style(foreground: color(2, 34), bold: true)
        case .threw: Style(foreground: color(1, 160), bold: true)
        case .cancelled: Style(foreground: color(5, 133), bold: true)
        case .unfinished: Style(foreground: color(3, 172), bold: true)
        }
    }

    /// Colours that tell tasks apart in the output, by id; they repeat.
    func style(of task: TaskID?) -> Style {
        guard hasColors, let task else { return .plain }
        let basic: [UInt8] = [6, 2, 5, 3, 4, 1]
        let indexed: [UInt8] = [37, 71, 133, 172, 68, 167, 142, 99]
        let number = Int(task.rawValue)
        return Style(
            foreground: color(basic[number % basic.count], indexed[number % indexed.count])
        )
    }

    var border: Style { Style(dim: true) }
    var borderInFocus: Style { hasColors ? Style(foreground: color(6, 37)) : Style(bold: true) }
    var title: Style { Style(bold: true) }
    var dim: Style { Style(dim: true) }
    var strong: Style { Style(bold: true) }
    var emphasis: Style { Style(underline: true) }
    var code: Style { hasColors ? Style(foreground: color(6, 37)) : .plain }
    var bar: Style { Style(reverse: true) }
    var error: Style {
        hasColors ? Style(foreground: color(1, 160), bold: true) : Style(bold: true)
    }
    var good: Style { hasColors ? Style(foreground: color(2, 34), bold: true) : Style(bold: true) }
    var selected: Style { Style(reverse: true) }
    var key: Style { Style(bold: true) }

    /// A basic colour, or its better kin where there are 256.
    private func color(_ basic: UInt8, _ indexed: UInt8) -> Color {
        appearance.colors >= .indexed ? .indexed(indexed) : .ansi(basic)
    }

    private func color(_ basic: Color, _ indexed: UInt8) -> Color {
        appearance.colors >= .indexed ? .indexed(indexed) : basic
    }
}
