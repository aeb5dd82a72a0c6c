import Screen
import Testing

struct TextWidthTests {
    @Test(
        "A text is as wide as its cells on a terminal",
        arguments: [
            ("abc", 3), ("", 0), ("日本", 4), ("한국", 4), ("e\u{301}", 1), ("é", 1), ("├─┤", 3),
            ("▶█▓▒·", 5), ("👍", 2), ("👍🏽", 2), ("👨‍👩‍👧", 2), ("🇸🇪", 2), ("❤\u{FE0F}", 2), ("❤", 1),
            ("\u{1B}[1m", 4), ("क्ष", 2), ("a\u{200B}b", 2), ("\u{1100}\u{1161}", 2), ("ｱ", 1),
            ("\u{301}", 1), ("\r\n", 2), ("a\tb", 9), ("\u{10FFFF}", 1),
        ]
    )
    func width(text: String, cells: Int) {
        #expect(TextWidth.of(text) == cells)
    }

    @Test(
        "What a terminal would obey is shown instead",
        arguments: [
            ("\u{1B}[31mred", "␛[31mred"), ("a\rb\n", "a␍b␊"), ("\u{9B}2J", "�2J"),
            ("\u{7F}", "␡"), ("abc\u{202E}def", "abc�def"), ("\u{FEFF}x", "x"),
            ("1\t2", "1       2"),
        ]
    )
    func visible(text: String, shown: String) {
        #expect(TextWidth.visible(text) == shown)
        #expect(TextWidth.of(text) == TextWidth.of(shown))
    }

    @Test("Text that is too long ends with an ellipsis and fits")
    func truncation() {
        #expect(TextWidth.truncated("myProc 1", to: 8) == "myProc 1")
        #expect(TextWidth.truncated("myProc 1", to: 7) == "myProc…")
        #expect(TextWidth.truncated("myProc 1", to: 7, glyphs: .ascii) == "myProc~")
        #expect(TextWidth.truncated("日本語", to: 6) == "日本語")
        #expect(TextWidth.truncated("日本語", to: 5) == "日本…")
        #expect(TextWidth.truncated("日本語", to: 4) == "日…")
        #expect(TextWidth.truncated("abc", to: 1) == "…")
        #expect(TextWidth.truncated("abc", to: 0) == "")
    }

    @Test("Padding counts cells, not characters")
    func padding() {
        #expect(TextWidth.padded("日本", to: 6) == "日本  ")
        #expect(TextWidth.padded("ab", to: 5, alignment: .right) == "   ab")
        #expect(TextWidth.padded("ab", to: 5, alignment: .center) == " ab  ")
        #expect(TextWidth.padded("abcdef", to: 5) == "abcdef")
    }
}

struct WrapTests {
    @Test("Lines break after words")
    func words() {
        let text = "Each task first sleeps 0.25 s without blocking"
        #expect(
            TextWidth.wrapped(text, to: 16)
                == ["Each task first", "sleeps 0.25 s", "without blocking"]
        )
    }

    @Test("A word longer than a line is cut")
    func longWord() {
        #expect(TextWidth.wrapped("a abcdefgh b", to: 4) == ["a", "abcd", "efgh", "b"])
    }

    @Test("Newlines end lines, and empty lines stay")
    func newlines() {
        #expect(TextWidth.wrapped("one\n\ntwo\r\nthree", to: 10) == ["one", "", "two", "three"])
        #expect(TextWidth.wrapped("", to: 10) == [""])
        #expect(TextWidth.wrapped("one\n", to: 10) == ["one", ""])
    }

    @Test("Blanks at a break are dropped, those that indent are kept")
    func blanks() {
        #expect(TextWidth.wrapped("  ab   cd", to: 4) == ["  ab", "cd"])
        #expect(TextWidth.wrapped("      x", to: 4).joined() == "      x")
    }

    @Test("Wide characters break between each other and never stick out")
    func wide() {
        #expect(TextWidth.wrapped("日本語のテキスト", to: 5) == ["日本", "語の", "テキ", "スト"])
        #expect(TextWidth.wrapped("日本", to: 1) == ["日", "本"])
    }

    @Test("No line is wider than asked and no word is lost", arguments: 1...30)
    func fits(width: Int) {
        let text = "A subroutine returns; a coroutine can *pause* — and go on, later, where it was."
        let lines = TextWidth.wrapped(text, to: width)
        #expect(lines.allSatisfy { TextWidth.of(String($0.trimmingBlanks)) <= width })
        #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
    }
}

extension String {
    fileprivate var trimmingBlanks: Substring {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return text
    }
}
