import Screen
import TraceModel

/// The shapes of one task's lane in a picture.
struct SVGLane {
    let task: TracedTask
    let scale: TimeScale
    let now: Nanoseconds

    static let theme = Theme(appearance: Appearance())

    /// The shapes of a row that begins at `y`, one path for each state; `x` gives where a cell begins.
    func shapes(at y: Int, x: (Int) -> String) -> String {
        var paths: [TaskState: String] = [:]
        var hidden = ""
        var (start, last): (Int, LaneSign) = (0, .nothing)
        let signs = Lane(task: task, scale: scale, now: now).signs() + [.nothing]
        for (column, sign) in signs.enumerated() where sign != last {
            if case .state(let state, let hidesBlocking) = last {
                let length = column - start
                paths[state, default: ""] += Self.path(state, x(start), y, length)
                if hidesBlocking { hidden += Self.box(x(start), y + 16, 2, length) }
            }
            (start, last) = (column, sign)
        }
        var shapes = TaskState.allCases.compactMap { state in
            paths[state].map { "<path class=\"\(state.word)\" d=\"\($0)\"/>\n" }
        }.joined()
        if !hidden.isEmpty { shapes += "<path class=\"hidden\" d=\"\(hidden)\"/>\n" }
        return shapes + end(at: y, x: x)
    }

    /// The sign of the end, behind the last shape.
    private func end(at y: Int, x: (Int) -> String) -> String {
        guard let outcome = task.outcome else { return "" }
        let column = scale.column(of: min(task.ended ?? now, now)) + 12
        let sign = Self.theme.sign(outcome)
        return
            "<text class=\"end \(outcome.rawValue)\" x=\"\(x(column))\" y=\"\(y + 14)\">\(sign)</text>\n"
    }

    /// A state as the legend shows it.
    static func sample(_ state: TaskState, at y: Int, from x: Int) -> String {
        "<path class=\"\(state.word)\" d=\"\(path(state, "\(x)", y, 96))\"/>"
    }

    /// Lengths are in quarters of a pixel.
    private static func path(_ state: TaskState, _ x: String, _ y: Int, _ length: Int) -> String {
        switch state {
        case .running, .blocking: box(x, y + 3, 14, length)
        case .ready: box(x, y + 4, 12, length)
        case .sleeping: box(x, y + 8, 4, length)
        case .awaiting: box(x, y + 9, 2, length)
        }
    }

    private static func box(_ x: String, _ y: Int, _ height: Int, _ length: Int) -> String {
        let width = SVGText.pixels(quarters: length)
        return "M\(x) \(y)h\(width)v\(height)h-\(width)z"
    }
}

/// Text of a picture.
enum SVGText {
    /// Text as XML has it: what XML does not know of, such as control characters, is shown by stand-ins.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "\n": escaped += "\n"
            case "\u{0}"..<" ", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// Quarters of a pixel as a decimal number.
    static func pixels(quarters: Int) -> String {
        "\(quarters / 4)" + ["", ".25", ".5", ".75"][quarters % 4]
    }
}
