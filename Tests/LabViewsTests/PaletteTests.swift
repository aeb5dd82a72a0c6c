import Screen
import Testing
import TraceModel

@testable import LabViews

/// The colours are measured: by everyone's eyes, on the backgrounds that terminals have.
@Suite("Colours by meaning")
struct PaletteTests {
    private static let black = LinearColor(0)
    private static let white = LinearColor(0xFFFFFF)
    /// Black, a usual dark grey, and Solarized's.
    private static let darkOnes = [black, LinearColor(0x1E1E1E), LinearColor(0x002B36)]
    /// White, and Solarized's.
    private static let lightOnes = [white, LinearColor(0xFDF6E3)]

    struct Case: Sendable {
        let palette: Palette
        let backgrounds: [LinearColor]
        /// How different two states have to look.
        let difference: Double
        /// Of signs, and of the states' names; WCAG asks 3 of the first.
        let signContrast: Double
        /// Of text, of which WCAG asks 4.5.
        let textContrast: Double
    }

    private static let cases = [
        Case(
            palette: .dark,
            backgrounds: darkOnes,
            difference: 20,
            signContrast: 4,
            textContrast: 4.5
        ),
        Case(
            palette: .light,
            backgrounds: lightOnes,
            difference: 20,
            signContrast: 4,
            textContrast: 4.5
        ),
        // No colour is far from both: see `Palette.either`.
        Case(
            palette: .either,
            backgrounds: [black, white],
            difference: 12,
            signContrast: 3,
            textContrast: 3
        ),
    ]

    private static func signs(_ palette: Palette) -> [(name: String, color: Color)] {
        [
            ("running", palette.running), ("blocking", palette.blocking), ("ready", palette.ready),
            ("sleeping", palette.sleeping), ("awaiting", palette.awaiting),
            ("cancelled", palette.cancelled),
        ]
    }

    @Test(
        "States look different to who sees all colours, no red, no green or no blue",
        arguments: 0..<3
    )
    func differences(number: Int) throws {
        let wanted = Self.cases[number]
        let signs = try Self.signs(wanted.palette).map {
            ($0.name, try #require(LinearColor($0.color)))
        }
        for vision in Vision.allCases {
            for (index, one) in signs.enumerated() {
                for other in signs[..<index] {
                    let difference = vision.sees(one.1).difference(from: vision.sees(other.1))
                    #expect(
                        difference >= wanted.difference,
                        "\(one.0) and \(other.0) by \(vision)"
                    )
                }
            }
        }
    }

    @Test("Signs and text can be read on each background that they are for", arguments: 0..<3)
    func contrasts(number: Int) throws {
        let wanted = Self.cases[number]
        let palette = wanted.palette
        let texts =
            [palette.good, palette.error, palette.accent] + palette.tasks
            + [palette.faint].compactMap { $0 }
        for background in wanted.backgrounds {
            for (name, color) in Self.signs(palette) {
                let contrast = try #require(LinearColor(color)).contrast(to: background)
                #expect(contrast >= wanted.signContrast, "\(name)")
            }
            for color in texts {
                let contrast = try #require(LinearColor(color)).contrast(to: background)
                #expect(contrast >= wanted.textContrast, "\(color)")
            }
        }
    }

    @Test("Of eight colours those are taken that xterm shows well", arguments: [false, true])
    func basic(isLight: Bool) {
        let palette = isLight ? Palette.basicLight : .basic
        let colors = Self.signs(palette).map { $0.color } + palette.tasks
        for color in colors + [palette.good, palette.error, palette.accent] {
            guard let shown = LinearColor(color) else { continue }
            #expect(shown.contrast(to: isLight ? Self.white : Self.black) >= 3, "\(color)")
        }
    }

    @Test("With eight colours, and without, signs and attributes still tell states apart")
    func shapes() {
        for appearance in [
            Appearance(colors: .none), Appearance(colors: .eight, background: .light),
            Appearance(glyphs: .ascii, colors: .none),
        ] {
            let theme = Theme(appearance: appearance)
            #expect(Set(TaskState.allCases.map { theme.sign($0) }).count == 5)
            #expect(theme.style(.blocking) != theme.style(.running))
        }
    }

    @Test("Direct colours are those of the 256")
    func direct() {
        for background in [Appearance.Background.dark, .light, .unknown] {
            let many = Theme(appearance: Appearance(colors: .indexed, background: background))
            let more = Theme(appearance: Appearance(colors: .direct, background: background))
            for state in TaskState.allCases { #expect(many.style(state) == more.style(state)) }
        }
    }
}
