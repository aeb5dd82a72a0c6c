import Screen
import Testing

@testable import NcursesTerminal

struct BackgroundTests {
    @Test(
        "What a terminal says of its background is dark or light",
        arguments: [
            ("11;rgb:0000/0000/0000", Appearance.Background.dark),
            ("11;rgb:ffff/ffff/ffff", .light),
            ("11;rgb:fdfd/f6f6/e3e3", .light), ("11;rgb:00/2b/36", .dark), ("11;rgb:1/1/1", .dark),
            ("11;rgba:1e1e/1e1e/1e1e/ffff", .dark), ("11;rgb:8080/8080/8080", .light),
        ]
    )
    func answer(text: String, background: Appearance.Background) {
        #expect(TerminalOutput.background(inAnswer: text) == background)
    }

    @Test(
        "What is no answer says nothing",
        arguments: ["", "11;?", "10;rgb:0/0/0", "11;rgb:0/0", "11;rgb:x/y/z", "52;c;abc"]
    )
    func noAnswer(text: String) {
        #expect(TerminalOutput.background(inAnswer: text) == nil)
    }

    @Test("The user's word counts more than the environment's")
    func option() {
        let facts = TerminalFacts(
            environment: ["COLORFGBG": "15;0"],
            describedColors: 256,
            wantedBackground: .light
        )
        #expect(facts.appearance.background == .light)
    }

    @Test("Colours by value only where the description says so")
    func values() {
        let many = 1 << 24
        #expect(TerminalFacts(describedColors: many).appearance.colors == .eight)
        let facts = TerminalFacts(describedColors: many, takesValues: true)
        #expect(facts.appearance.colors == .direct)
        let noColor = TerminalFacts(
            environment: ["NO_COLOR": "1"],
            describedColors: many,
            takesValues: true
        )
        #expect(noColor.appearance.colors == .none)
    }

    @Test(
        "A colour told by its value is that of the 256, and below 8 a basic one",
        arguments: [
            (Color.indexed(214), 0xFFAF00), (.indexed(16), 0), (.indexed(232), 0x080808),
            (.indexed(3), 3), (.ansi(3), 3), (.ansi(9), 0xFF0000), (.standard, -1),
        ]
    )
    func direct(color: Color, number: Int) {
        #expect(Inks(depth: .direct).ink(for: Style(foreground: color)).foreground == number)
    }
}
