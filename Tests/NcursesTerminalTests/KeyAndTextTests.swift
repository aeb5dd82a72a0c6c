import Screen
import Testing

@testable import NcursesTerminal

struct KeyDecoderTests {
    @Test(
        "A scalar is the key that sends it",
        arguments: [
            (UInt32(0x61), Key.character("a")), (0x20, .character(" ")), (0x65E5, .character("日")),
            (0x1B, .escape), (0x0D, .enter), (0x0A, .enter), (0x09, .tab), (0x7F, .backspace),
            (0x08, .backspace), (0x01, .control("a")), (0x1A, .control("z")), (0x00, .control("@")),
            (0x1F, .control("_")),
        ]
    )
    func scalar(value: UInt32, key: Key) {
        #expect(KeyDecoder.key(scalar: value) == key)
    }

    @Test("What no key sends is no key")
    func unknown() {
        #expect(KeyDecoder.key(scalar: 0x9B) == nil)
        #expect(KeyDecoder.key(scalar: 0x11_0000) == nil)
        #expect(KeyDecoder.key(code: 0x7FFF) == nil)
    }

    // The numbers are those of <ncurses.h>, in octal as there.
    @Test(
        "ncurses' numbers are translated",
        arguments: [
            (Int32(0o402), Key.down), (0o403, .up), (0o404, .left), (0o405, .right), (0o406, .home),
            (0o407, .backspace), (0o411, .function(1)), (0o424, .function(12)), (0o512, .delete),
            (0o522, .pageDown), (0o523, .pageUp), (0o541, .backTab), (0o550, .end),
        ]
    )
    func code(code: Int32, key: Key) {
        #expect(KeyDecoder.key(code: code) == key)
    }
}

struct CellTextTests {
    /// A locale that knows letters, ideographs, marks and one emoji.
    private func width(_ scalar: Unicode.Scalar) -> Int {
        switch scalar {
        case "\u{301}", "\u{200D}", "\u{FE0F}": 0
        case "日", "👨": 2
        case "\u{1FAE9}": -1
        default: 1
        }
    }

    private func text(_ character: Character, _ cells: Int, _ glyphs: GlyphSet = .unicode) -> String
    {
        let text = CellText(character, cells: cells, glyphs: glyphs, width: width)
        return text.scalars.map { String($0) }.joined() + String(repeating: "_", count: text.blanks)
    }

    @Test("A character that the locale measures as we do is sent as it is")
    func plain() {
        #expect(text("é", 1) == "é")
        #expect(text("e\u{301}", 1).unicodeScalars.elementsEqual("e\u{301}".unicodeScalars))
        #expect(text("日", 2) == "日")
    }

    @Test("Every character takes just its cells, whatever the locale makes of it")
    func disagreement() {
        #expect(text("❤\u{FE0F}", 2) == "❤_")
        #expect(text("👨‍👩‍👧", 2) == "👨")
        #expect(text("\u{1FAE9}", 2) == "\u{FFFD}_")
        #expect(text("日", 1) == "\u{FFFD}")
    }

    @Test("In ASCII nothing else is sent")
    func ascii() {
        #expect(text("日", 2, .ascii) == "?_")
        #expect(text("─", 1, .ascii) == "-")
        #expect(text("“", 1, .ascii) == "\"")
        #expect(text("e\u{301}", 1, .ascii) == "e")
    }
}

struct TerminalOutputTests {
    @Test("A title cannot end its own sequence")
    func title() {
        #expect(
            TerminalOutput.title("a\u{07}b\u{1B}\\", glyphs: .unicode)
                == "\u{1B}]2;a␇b␛\\\u{07}"
        )
        #expect(TerminalOutput.title("é…", glyphs: .ascii) == "\u{1B}]2;?~\u{07}")
    }

    @Test("Waiting times of a description are not written")
    func delays() {
        #expect(TerminalOutput.withoutDelays("\u{1B}[m$<2>x$<5/>") == "\u{1B}[mx")
        #expect(TerminalOutput.withoutDelays("a$b>c$") == "a$b>c$")
    }
}
