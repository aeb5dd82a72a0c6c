import Screen
import Testing

struct LinesTests {
    /// Four panes that share borders, as the main page has them.
    private func panes(_ glyphs: GlyphSet) -> Frame {
        var frame = Frame(size: Size(width: 34, height: 7))
        let (left, right) = frame.bounds.split(.left, 12)
        let (lesson, code) = left.split(.top, 4, overlap: 1)
        let (timeline, below) = right.split(.top, 4, overlap: 1)
        let (output, loop) = below.split(.left, 11, overlap: 1)
        frame.box(lesson, title: "Lesson", glyphs: glyphs)
        frame.box(timeline, title: "Timeline", glyphs: glyphs)
        frame.box(code, title: "blocking-last.swift", glyphs: glyphs)
        frame.box(output, title: "Output", glyphs: glyphs)
        frame.box(loop, title: "Event loop", glyphs: glyphs)
        return frame
    }

    @Test("Panes that overlap by one row or column share their border")
    func joined() {
        #expect(
            panes(.unicode).text == """
                ┌ Lesson ──┐┌ Timeline ──────────┐
                │          ││                    │
                │          ││                    │
                ├ blockin… ┤├ Output ─┬ Event l… ┤
                │          ││         │          │
                │          ││         │          │
                └──────────┘└─────────┴──────────┘
                """
        )
    }

    @Test("The same panes are drawn in ASCII")
    func ascii() {
        #expect(
            panes(.ascii).text == """
                + Lesson --++ Timeline ----------+
                |          ||                    |
                |          ||                    |
                + blockin~ ++ Output -+ Event l~ +
                |          ||         |          |
                |          ||         |          |
                +----------++---------+----------+
                """
        )
    }

    @Test("Lines that cross make a cross", arguments: [GlyphSet.unicode, .ascii])
    func cross(glyphs: GlyphSet) {
        var frame = Frame(size: Size(width: 5, height: 3))
        frame.box(frame.bounds, glyphs: glyphs)
        frame.horizontalLine(0...4, y: 1, glyphs: glyphs)
        frame.verticalLine(0...2, x: 2, glyphs: glyphs)
        #expect(
            frame.text == (glyphs == .unicode ? "┌─┬─┐\n├─┼─┤\n└─┴─┘" : "+-+-+\n+-+-+\n+-+-+")
        )
    }

    @Test("A border outside of the frame is cut off, a thin one is not drawn")
    func clipped() {
        var frame = Frame(size: Size(width: 4, height: 3))
        frame.box(Rect(x: 1, y: 1, width: 9, height: 9))
        frame.box(Rect(x: 0, y: 0, width: 1, height: 3))
        #expect(frame.text == "\n ┌──\n │")
    }
}
