import Screen
import Testing

@testable import NcursesTerminal

struct AppearanceTests {
    private func appearance(
        _ environment: [String: String] = [:],
        colors: Int = 256
    ) -> Appearance {
        TerminalFacts(environment: environment, describedColors: colors).appearance
    }

    @Test("NO_COLOR turns colours off only if it is not empty")
    func noColor() {
        #expect(appearance(["NO_COLOR": "1"]).colors == .none)
        #expect(appearance(["NO_COLOR": ""]).colors == .indexed)
    }

    @Test(
        "The description of the terminal says how many colours there are",
        arguments: [
            (-1, ColorDepth.none), (2, .none), (8, .eight), (16, .sixteen), (88, .sixteen),
            (256, .indexed), (0x100_0000, .eight),
        ]
    )
    func depth(colors: Int, depth: ColorDepth) {
        #expect(appearance(colors: colors).colors == depth)
    }

    @Test("COLORTERM makes a better description worth a try")
    func colorTerm() {
        let type = TerminalFacts.colorfulType
        #expect(type(["TERM": "xterm", "COLORTERM": "truecolor"]) == "xterm-256color")
        #expect(type(["TERM": "xterm", "COLORTERM": "yes"]) == nil)
        #expect(type(["TERM": "xterm"]) == nil)
        #expect(type(["TERM": "xterm-256color", "COLORTERM": "truecolor"]) == nil)
    }

    @Test(
        "COLORFGBG tells a dark background from a light one",
        arguments: [
            ("15;0", Appearance.Background.dark), ("0;15", .light), ("0;default;7", .light),
            ("7;8", .dark), ("0;default", .unknown), ("", .unknown),
        ]
    )
    func background(value: String, background: Appearance.Background) {
        #expect(appearance(["COLORFGBG": value]).background == background)
    }

    @Test("Lines are drawn in ASCII unless everything speaks for Unicode")
    func glyphs() {
        #expect(TerminalFacts().appearance.glyphs == .unicode)
        #expect(TerminalFacts(usesUTF8: false).appearance.glyphs == .ascii)
        #expect(TerminalFacts(hasNarrowLines: false).appearance.glyphs == .ascii)
        #expect(TerminalFacts(wantsASCII: true).appearance.glyphs == .ascii)
    }
}

struct InkTests {
    private func ink(_ style: Style, _ depth: ColorDepth) -> Inks.Ink {
        Inks(depth: depth).ink(for: style)
    }

    @Test("A terminal of 256 colours is told the numbers as they are")
    func indexed() {
        let ink = ink(Style(foreground: .indexed(214), background: .ansi(9)), .indexed)
        #expect(ink.foreground == 214)
        #expect(ink.background == 9)
    }

    @Test(
        "A colour that the terminal lacks becomes the nearest that it has",
        arguments: [(UInt8(196), 9), (46, 10), (16, 0), (231, 15), (244, 8), (160, 1), (3, 3)]
    )
    func nearest(number: UInt8, basic: Int) {
        #expect(ink(Style(foreground: .indexed(number)), .sixteen).foreground == basic)
    }

    @Test("With eight colours, bright text is bold and bright black is dim")
    func eight() {
        let bright = ink(Style(foreground: .ansi(12), background: .ansi(12)), .eight)
        #expect(bright.foreground == 4 && bright.bold)
        #expect(bright.background == 4)
        let gray = ink(Style(foreground: .ansi(8)), .eight)
        #expect(gray.foreground == -1 && gray.dim && !gray.bold)
    }

    @Test("Without colours the attributes are left")
    func none() {
        let style = Style(foreground: .ansi(1), background: .indexed(99), reverse: true)
        let ink = ink(style, .none)
        #expect(ink.foreground == -1 && ink.background == -1)
        #expect(ink.reverse && !ink.bold)
    }
}

struct TerminalErrorTests {
    @Test("An error says what, why and what to type next")
    func text() {
        #expect(
            TerminalError.typeUnknown("foo").description == """
                Error: asynclab cannot use this terminal for its screen.
                Why:   TERM is 'foo', which the terminal database does not have.
                Next:  TERM=xterm-256color asynclab
                """
        )
        #expect(
            TerminalError.outputIsNoTerminal.description == """
                Error: asynclab cannot use this terminal for its screen.
                Why:   Standard output is not a terminal.
                Next:  Start asynclab in a terminal, or use asynclab run TARGET --plain.
                """
        )
    }
}
