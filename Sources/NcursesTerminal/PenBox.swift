import CNcurses
import Screen

/// Attributes and colour pair with which ncurses draws a style.
struct Pen {
    var attributes: UInt32
    var pair: Int32
}

/// The pens in use.
///
/// A pair of colours is told to ncurses when it is first needed and never changed:
/// changing one would make ncurses paint all cells that have it again.
struct PenBox {
    private let inks: Inks
    private let hasDefaultColors: Bool
    private var pens: [Style: Pen] = [:]
    private var pairs: [[Int]: Int32] = [[-1, -1]: 0]
    private let pairLimit: Int32

    /// To be made when ncurses has the terminal.
    init(depth: ColorDepth) {
        inks = Inks(depth: depth)
        var hasDefaults = false
        pairLimit = depth > .none ? asynclab_ncurses_start_colors(&hasDefaults) : 0
        hasDefaultColors = hasDefaults
    }

    mutating func pen(for style: Style) -> Pen {
        if let known = pens[style] { return known }
        let ink = inks.ink(for: style)
        var attributes: UInt32 = 0
        if ink.bold { attributes |= asynclab_ncurses_bold }
        if ink.dim { attributes |= asynclab_ncurses_dim }
        if ink.reverse { attributes |= asynclab_ncurses_reverse }
        if ink.underline { attributes |= asynclab_ncurses_underline }
        let pen = Pen(attributes: attributes, pair: pair(ink.foreground, ink.background))
        pens[style] = pen
        return pen
    }

    /// The number of a pair of colours; where the terminal has no more, the default colours.
    private mutating func pair(_ foreground: Int, _ background: Int) -> Int32 {
        let key = [foreground, background]
        if let known = pairs[key] { return known }
        let number = Int32(pairs.count)
        guard number < pairLimit else { return 0 }
        let (front, back) = hasDefaultColors ? (-1, -1) : (7, 0)
        let result = init_extended_pair(
            number,
            Int32(foreground < 0 ? front : foreground),
            Int32(background < 0 ? back : background)
        )
        guard result == 0 else { return 0 }
        pairs[key] = number
        return number
    }
}
