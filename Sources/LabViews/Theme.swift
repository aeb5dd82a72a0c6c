import Screen
import TraceModel

/// Styles and signs by meaning, for one appearance.
///
/// Shape comes first and colour second: without colour, and in ASCII, every meaning has a sign of
/// its own.
struct Theme: Sendable {
    let appearance: Appearance
    /// Nil where there are no colours.
    private let palette: Palette?

    init(appearance: Appearance) {
        self.appearance = appearance
        palette = Palette.palette(for: appearance)
    }

    var glyphs: GlyphSet { appearance.glyphs }
    private var isAscii: Bool { appearance.glyphs == .ascii }

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
        guard let palette else { return state == .blocking ? Style(bold: true) : .plain }
        return switch state {
        case .running: Style(foreground: palette.running)
        case .blocking: Style(foreground: palette.blocking, bold: true)
        case .ready: Style(foreground: palette.ready)
        case .sleeping: Style(foreground: palette.sleeping)
        case .awaiting: Style(foreground: palette.awaiting, dim: palette.awaiting == .standard)
        }
    }

    func style(_ outcome: TaskOutcome) -> Style {
        guard let palette else { return Style(bold: outcome != .returned) }
        return switch outcome {
        case .returned: Style(foreground: palette.running, bold: true)
        case .threw: Style(foreground: palette.blocking, bold: true)
        case .cancelled: Style(foreground: palette.cancelled, bold: true)
        case .unfinished: Style(foreground: palette.ready, bold: true)
        }
    }

    /// Colours that tell tasks apart in the output, by id; they repeat, and are not those of the
    /// states.
    func style(of task: TaskID?) -> Style {
        guard let palette, let task else { return .plain }
        return Style(foreground: palette.tasks[Int(task.rawValue) % palette.tasks.count])
    }

    var border: Style { dim }
    var borderInFocus: Style {
        palette.map { Style(foreground: $0.accent) } ?? Style(bold: true)
    }
    /// The title of the pane that has the keys, which is told without colour too.
    var titleInFocus: Style { Style(bold: true, reverse: true) }
    var title: Style { Style(bold: true) }
    /// What is less important.
    var dim: Style { palette?.faint.map { Style(foreground: $0) } ?? Style(dim: true) }
    var strong: Style { Style(bold: true) }
    var emphasis: Style { Style(underline: true) }
    var code: Style { palette.map { Style(foreground: $0.accent) } ?? .plain }
    var bar: Style { Style(reverse: true) }
    var error: Style { palette.map { Style(foreground: $0.error, bold: true) } ?? strong }
    var good: Style { palette.map { Style(foreground: $0.good, bold: true) } ?? strong }
    var selected: Style { Style(reverse: true) }
    var key: Style { Style(bold: true) }
}
