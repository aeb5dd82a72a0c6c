/// Which characters a terminal can show: lines, blocks and marks of Unicode, or plain ASCII.
public enum GlyphSet: Hashable, Sendable {
    /// Box lines, blocks and marks, each one cell wide.
    case unicode
    /// The 95 printable characters of ASCII only.
    case ascii

    /// Marks text that was cut off.
    public var ellipsis: Character { self == .unicode ? "…" : "~" }
    /// A dot that is full: a step that is done.
    public var filledDot: Character { self == .unicode ? "●" : "*" }
    /// A dot that is empty: a step to come.
    public var emptyDot: Character { self == .unicode ? "○" : "." }
    /// A full diamond: an exercise that was passed.
    public var filledDiamond: Character { self == .unicode ? "◆" : "#" }
    /// An empty diamond: an exercise to be passed.
    public var emptyDiamond: Character { self == .unicode ? "◇" : ":" }
    /// Points right, at the current line.
    public var pointerRight: Character { self == .unicode ? "▶" : ">" }
    /// Before what has just moved to where it is.
    public var moveMark: Character { self == .unicode ? "›" : ">" }
    /// Points left, at what a note is about.
    public var pointerLeft: Character { self == .unicode ? "◀" : "<" }
    /// Points down, at a moment.
    public var pointerDown: Character { self == .unicode ? "▼" : "v" }
    /// Begins an item of a list.
    public var bullet: Character { self == .unicode ? "•" : "-" }
    /// A horizontal line.
    public var horizontalLine: Character { Character(line(.horizontal)) }
    /// A vertical line.
    public var verticalLine: Character { Character(line(.vertical)) }
}

/// The sides of a cell that a line reaches.
struct LineSides: OptionSet {
    let rawValue: Int

    static let up = LineSides(rawValue: 1)
    static let down = LineSides(rawValue: 2)
    static let left = LineSides(rawValue: 4)
    static let right = LineSides(rawValue: 8)
    static let horizontal: LineSides = [.left, .right]
    static let vertical: LineSides = [.up, .down]
}

extension GlyphSet {
    /// The line that reaches these sides; a line that reaches one side only is drawn through.
    func line(_ sides: LineSides) -> Unicode.Scalar {
        switch self {
        case .unicode: Self.lines[sides.rawValue]
        case .ascii:
            if sides.isSubset(of: .horizontal) {
                "-"
            } else if sides.isSubset(of: .vertical) {
                "|"
            } else {
                "+"
            }
        }
    }

    /// The sides that a line drawn with this set reaches; none for other characters.
    func sides(of scalar: UInt32) -> LineSides {
        switch (self, scalar) {
        case (.unicode, 0x2500...0x253C):
            // The last place: a line drawn through has several.
            return LineSides(rawValue: Self.lines.lastIndex { $0.value == scalar } ?? 0)
        case (.ascii, 0x2D): return .horizontal
        case (.ascii, 0x7C): return .vertical
        case (.ascii, 0x2B): return [.horizontal, .vertical]
        default: return []
        }
    }

    /// The lines of Unicode, at the place that their sides name.
    private static let lines: [Unicode.Scalar] = [
        " ", "│", "│", "│", "─", "┘", "┐", "┤", "─", "└", "┌", "├", "─", "┴", "┬", "┼",
    ]
}

extension GlyphSet {
    /// The nearest ASCII character to a scalar; `?` where none is near.
    public static func asciiStandIn(for scalar: Unicode.Scalar) -> Character {
        if scalar.isASCII { return Character(scalar) }
        switch scalar.value {
        case 0x2400...0x2421, 0x2191: return "^"  // pictures of control characters; up
        case 0x2193: return "v"
        case 0xA0: return " "
        case 0x2018, 0x2019: return "'"
        case 0x201C, 0x201D: return "\""
        case 0x2010...0x2015, 0x2022, 0x2212, 0x2500, 0x2501, 0x2550: return "-"
        case 0x2502, 0x2503, 0x2551: return "|"
        case 0x250C...0x254B, 0x2552...0x257F: return "+"
        case 0x2026: return "~"
        case 0x2190, 0x25C0: return "<"
        case 0x2192, 0x25B6: return ">"
        case 0x2588: return "#"
        case 0xB7, 0x25CB: return "."
        case 0xD7: return "x"
        case 0x25CF: return "*"
        case 0x25C6: return "#"
        case 0x25C7: return ":"
        case 0x2713: return "v"
        default: return "?"
        }
    }
}
