/// How many colours a terminal shows.
public enum ColorDepth: Int, Hashable, Comparable, Sendable {
    /// None: attributes alone tell cells apart.
    case none = 0
    /// The basic colours 0 to 7.
    case eight = 8
    /// The basic colours and their bright kin.
    case sixteen = 16
    /// The 256 colours of xterm.
    case indexed = 256
    /// Colours by their value, red, green and blue of 8 bits each.
    case direct = 0x100_0000

    /// Orders by the number of colours.
    public static func < (left: ColorDepth, right: ColorDepth) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// What a screen can look like here: views choose the styles of meanings from it.
public struct Appearance: Hashable, Sendable {
    /// The terminal's default background.
    public enum Background: Hashable, Sendable {
        /// Light text on dark.
        case dark
        /// Dark text on light.
        case light
        /// Not known: use colours that can be read on both.
        case unknown
    }

    /// Which characters can be shown.
    public var glyphs: GlyphSet
    /// How many colours can be shown.
    public var colors: ColorDepth
    /// Whether the background is dark or light.
    public var background: Background

    /// An appearance; by default that of a modern terminal of unknown background.
    public init(
        glyphs: GlyphSet = .unicode,
        colors: ColorDepth = .indexed,
        background: Background = .unknown
    ) {
        self.glyphs = glyphs
        self.colors = colors
        self.background = background
    }
}
