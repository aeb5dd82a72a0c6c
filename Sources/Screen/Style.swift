/// A colour of the user's own palette; none is ever redefined.
public enum Color: Hashable, Sendable {
    /// What the terminal uses when nothing is said: its default foreground or background.
    case standard
    /// One of the 16 basic colours, 0...15 (larger numbers count modulo 16). 0 to 7 are black, red,
    /// green, yellow, blue, magenta, cyan, white; 8 to 15 their bright kin.
    case ansi(UInt8)
    /// One of the 256 colours of xterm, 0...255.
    case indexed(UInt8)
}

extension Color {
    /// Bits that a colour takes in a `Style`.
    static let bitWidth: UInt32 = 9

    /// 0 for standard, 1...16 for the basic colours, 17...272 for the others.
    var bits: UInt32 {
        switch self {
        case .standard: 0
        case .ansi(let number): 1 + UInt32(number & 15)
        case .indexed(let number): 17 + UInt32(number)
        }
    }

    init(bits: UInt32) {
        switch bits {
        case 1...16: self = .ansi(UInt8(bits - 1))
        case 17...272: self = .indexed(UInt8(bits - 17))
        default: self = .standard
        }
    }
}

/// How a cell looks beside its character: two colours and four attributes, in four bytes.
public struct Style: Hashable, Sendable {
    package var bits: UInt32

    package init(bits: UInt32) {
        self.bits = bits
    }

    /// A style; what is not said is the terminal's default.
    public init(
        foreground: Color = .standard,
        background: Color = .standard,
        bold: Bool = false,
        dim: Bool = false,
        reverse: Bool = false,
        underline: Bool = false
    ) {
        bits = foreground.bits | background.bits << Color.bitWidth
        self.bold = bold
        self.dim = dim
        self.reverse = reverse
        self.underline = underline
    }

    /// The terminal's default colours, no attributes.
    public static let plain = Style()

    /// The colour of the character.
    public var foreground: Color {
        get { Color(bits: bits & Self.colorMask) }
        set { bits = bits & ~Self.colorMask | newValue.bits }
    }

    /// The colour behind the character.
    public var background: Color {
        get { Color(bits: bits >> Color.bitWidth & Self.colorMask) }
        set {
            bits = bits & ~(Self.colorMask << Color.bitWidth) | newValue.bits << Color.bitWidth
        }
    }

    /// Heavier strokes; brighter colours on some terminals.
    public var bold: Bool {
        get { self[bit: 18] }
        set { self[bit: 18] = newValue }
    }

    /// Fainter than normal.
    public var dim: Bool {
        get { self[bit: 19] }
        set { self[bit: 19] = newValue }
    }

    /// Foreground and background exchanged.
    public var reverse: Bool {
        get { self[bit: 20] }
        set { self[bit: 20] = newValue }
    }

    /// A line below the character.
    public var underline: Bool {
        get { self[bit: 21] }
        set { self[bit: 21] = newValue }
    }

    private static let colorMask: UInt32 = 1 << Color.bitWidth - 1

    private subscript(bit number: UInt32) -> Bool {
        get { bits >> number & 1 == 1 }
        set { bits = newValue ? bits | 1 << number : bits & ~(1 << number) }
    }
}
