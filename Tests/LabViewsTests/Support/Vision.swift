import Foundation
import Screen

/// How somebody sees colours.
///
/// The matrices are those of severity 1.0 by G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, "A
/// Physiologically-based Model for Simulation of Color Vision Deficiency" (IEEE TVCG 15(6), 2009), for
/// linear sRGB.
enum Vision: CaseIterable {
    case all
    case noRed
    case noGreen
    case noBlue

    private var matrix: [[Double]] {
        switch self {
        case .all: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
        case .noRed:
            [
                [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                [-0.003882, -0.048116, 1.051998],
            ]
        case .noGreen:
            [
                [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                [-0.011820, 0.042940, 0.968881],
            ]
        case .noBlue:
            [
                [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
                [0.004733, 0.691367, 0.303900],
            ]
        }
    }

    func sees(_ color: LinearColor) -> LinearColor {
        let seen = matrix.map { row in
            min(1, max(0, zip(row, color.parts).reduce(0) { $0 + $1.0 * $1.1 }))
        }
        return LinearColor(parts: seen)
    }
}

/// Red, green and blue in 0...1, in proportion to light.
struct LinearColor {
    let parts: [Double]

    init(parts: [Double]) {
        self.parts = parts
    }

    /// Of the sRGB colour `0xRRGGBB`.
    init(_ value: Int) {
        parts = [value >> 16, value >> 8 & 255, value & 255].map { component in
            let part = Double(component) / 255
            return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
        }
    }

    /// Of a colour as xterm shows it; nil for the terminal's own.
    init?(_ color: Color) {
        switch color {
        case .standard: return nil
        case .ansi(let number):
            let basic = [0, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5]
            self.init(basic[Int(number)])
        case .indexed(let number) where number >= 232:
            self.init((8 + (Int(number) - 232) * 10) * 0x01_0101)
        case .indexed(let number):
            let levels = [0, 95, 135, 175, 215, 255]
            let place = Int(number) - 16
            let (red, green, blue) = (place / 36, place / 6 % 6, place % 6)
            self.init(levels[red] << 16 | levels[green] << 8 | levels[blue])
        }
    }

    /// The contrast ratio of WCAG 2.2, 1 to 21.
    func contrast(to other: LinearColor) -> Double {
        let (one, two) = (luminance, other.luminance)
        return (max(one, two) + 0.05) / (min(one, two) + 0.05)
    }

    private var luminance: Double { 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2] }

    /// How different two colours look: their distance in CIE Lab (D65), of which 2.3 is just noticeable.
    func difference(from other: LinearColor) -> Double {
        zip(lab, other.lab).reduce(0) { $0 + pow($1.0 - $1.1, 2) }.squareRoot()
    }

    private var lab: [Double] {
        let (red, green, blue) = (parts[0], parts[1], parts[2])
        let x = f((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047)
        let y = f(0.2126729 * red + 0.7151522 * green + 0.0721750 * blue)
        let z = f((0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883)
        return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
    }

    private func f(_ part: Double) -> Double {
        part > 216 / 24389 ? cbrt(part) : (24389 / 27 * part + 16) / 116
    }
}
