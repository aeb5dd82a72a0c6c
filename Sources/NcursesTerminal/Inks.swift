import Screen

/// Translates colours into the numbers that a terminal has for them, and the look of a style into what it
/// can show.
struct Inks {
    let depth: ColorDepth

    /// What a terminal is told: its own colour numbers (-1 is its default), and attributes.
    struct Ink: Hashable {
        var foreground: Int
        var background: Int
        var bold: Bool
        var dim: Bool
        var reverse: Bool
        var underline: Bool
    }

    func ink(for style: Style) -> Ink {
        var ink = Ink(
            foreground: number(of: style.foreground),
            background: number(of: style.background),
            bold: style.bold,
            dim: style.dim,
            reverse: style.reverse,
            underline: style.underline
        )
        guard depth == .eight else { return ink }
        switch ink.foreground {
        case 8:
            // Bright black as bold black cannot be read on many black backgrounds.
            ink.foreground = -1
            ink.dim = true
        case 9...15:
            ink.foreground -= 8
            ink.bold = true
        default: break
        }
        if ink.background >= 8 { ink.background -= 8 }
        return ink
    }

    /// The colour's number among the 16 or 256 of the terminal; where it is told values, its value.
    ///
    /// Such a terminal takes 0 to 7 for the basic colours: no other value is that dark.
    private func number(of color: Color) -> Int {
        switch (color, depth) {
        case (.standard, _), (_, .none): -1
        case (.ansi(let number), .direct) where number & 15 > 7: RGB.basic[Int(number & 15)].value
        case (.ansi(let number), _): Int(number)
        case (.indexed(let number), .direct) where number >= 16: RGB(indexed: Int(number)).value
        case (.indexed(let number), .direct): self.number(of: .ansi(number))
        case (.indexed(let number), .indexed): Int(number)
        case (.indexed(let number), _): Self.nearestBasic(to: Int(number))
        }
    }

    /// The basic colour, 0...15, that looks most like a number of xterm's 256.
    static func nearestBasic(to number: Int) -> Int {
        if number < 16 { return number }
        let wanted = RGB(indexed: number)
        var nearest = 0
        for candidate in RGB.basic.indices
        where RGB.basic[candidate].distance(to: wanted) < RGB.basic[nearest].distance(to: wanted) {
            nearest = candidate
        }
        return nearest
    }
}

/// A colour as xterm shows it by default; components 0...255.
private struct RGB {
    var red: Int
    var green: Int
    var blue: Int

    static let basic: [RGB] = [
        RGB(red: 0, green: 0, blue: 0), RGB(red: 205, green: 0, blue: 0),
        RGB(red: 0, green: 205, blue: 0), RGB(red: 205, green: 205, blue: 0),
        RGB(red: 0, green: 0, blue: 238), RGB(red: 205, green: 0, blue: 205),
        RGB(red: 0, green: 205, blue: 205), RGB(red: 229, green: 229, blue: 229),
        RGB(red: 127, green: 127, blue: 127), RGB(red: 255, green: 0, blue: 0),
        RGB(red: 0, green: 255, blue: 0), RGB(red: 255, green: 255, blue: 0),
        RGB(red: 92, green: 92, blue: 255), RGB(red: 255, green: 0, blue: 255),
        RGB(red: 0, green: 255, blue: 255), RGB(red: 255, green: 255, blue: 255),
    ]

    init(red: Int, green: Int, blue: Int) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// 16...231 are a cube of 6 levels, 232...255 a ramp of greys.
    init(indexed number: Int) {
        if number >= 232 {
            let grey = 8 + (number - 232) * 10
            self.init(red: grey, green: grey, blue: grey)
        } else {
            let place = number - 16
            let levels = [0, 95, 135, 175, 215, 255]
            self.init(
                red: levels[place / 36],
                green: levels[place / 6 % 6],
                blue: levels[place % 6]
            )
        }
    }

    /// Red, green and blue, 8 bits each.
    var value: Int { red << 16 | green << 8 | blue }

    func distance(to other: RGB) -> Int {
        let (red, green, blue) = (red - other.red, green - other.green, blue - other.blue)
        return red * red + green * green + blue * blue
    }
}
