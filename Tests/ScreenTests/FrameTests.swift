import Screen
import Testing

struct FrameTests {
    private func frame(_ width: Int, _ height: Int) -> Frame {
        Frame(size: Size(width: width, height: height))
    }

    @Test("Text is written in cells and says how far it went")
    func write() {
        var frame = frame(10, 2)
        #expect(frame.write("main", at: Point(x: 1, y: 0)) == 4)
        #expect(frame.write("日本", at: Point(x: 1, y: 1)) == 4)
        #expect(frame.text == " main\n 日本")
    }

    @Test("Text outside of the clip or the frame changes nothing")
    func clip() {
        var frame = frame(6, 2)
        let clip = Rect(x: 2, y: 0, width: 2, height: 1)
        #expect(frame.write("abcdef", at: Point(x: 0, y: 0), clippedTo: clip) == 4)
        #expect(frame.write("xyz", at: Point(x: 0, y: 1), clippedTo: clip) == 0)
        #expect(frame.write("xyz", at: Point(x: 0, y: 9)) == 0)
        #expect(frame.write("xyz", at: Point(x: -2, y: 1)) == 3)
        #expect(frame.text == "  cd\nz")
    }

    @Test("A wide character that does not fit whole is blank")
    func wideAtEdges() {
        var frame = frame(5, 1)
        frame.fill(frame.bounds, with: ".")
        frame.write("日本", at: Point(x: 0, y: 0), clippedTo: Rect(x: 1, y: 0, width: 2, height: 1))
        #expect(frame.text == ".  ..")
    }

    @Test("Half of a wide character never stays behind", arguments: 0..<4)
    func overwrite(column: Int) {
        var frame = frame(4, 1)
        frame.write("日本", at: Point(x: 0, y: 0))
        frame.write("x", at: Point(x: column, y: 0))
        #expect(frame.text == ["x 本", " x本", "日x", "日 x"][column])
        frame.write("日本", at: Point(x: 0, y: 0))
        frame.fill(Rect(x: column, y: 0, width: 1, height: 1), with: "-")
        #expect(frame.text == ["- 本", " -本", "日-", "日 -"][column])
    }

    @Test("A cell gives back the character and style that was set")
    func cells() {
        var frame = frame(4, 1)
        let style = Style(foreground: .ansi(2), bold: true)
        frame[Point(x: 0, y: 0)] = Cell("e\u{301}", style: style)
        frame[Point(x: 1, y: 0)] = Cell("漢", style: style)
        frame[Point(x: 3, y: 0)] = Cell("漢")
        frame[Point(x: 9, y: 9)] = Cell("x")
        #expect(frame[Point(x: 0, y: 0)] == Cell("e\u{301}", style: style))
        #expect(frame[Point(x: 1, y: 0)] == Cell("漢", style: style))
        #expect(frame[Point(x: 2, y: 0)].isContinuation)
        #expect(frame[Point(x: 3, y: 0)] == .blank)
        #expect(frame[Point(x: 9, y: 9)] == .blank)
    }

    @Test("Cells copied one by one make the same picture")
    func copy() {
        var frame = frame(9, 1)
        frame.write("a漢👨‍👩‍👧e\u{301}b", at: Point(x: 0, y: 0), style: Style(reverse: true))
        var other = Frame(size: frame.size)
        for x in frame.bounds.columns { other[Point(x: x, y: 0)] = frame[Point(x: x, y: 0)] }
        #expect(other == frame)
        #expect(other.text == "a漢👨‍👩‍👧e\u{301}b")
    }

    @Test("Styles are drawn like text")
    func styles() {
        var frame = frame(8, 2)
        let keyword = Style(foreground: .ansi(5))
        frame.write("let", at: Point(x: 1, y: 0), style: keyword)
        frame.write("x", at: Point(x: 5, y: 0), style: Style(bold: true))
        frame.restyle(Rect(x: 0, y: 1, width: 99, height: 1)) { $0.reverse = true }
        #expect(
            frame.styles([keyword: "k", Style(reverse: true): "r"]) == ".kkk.?\nrrrrrrrr"
        )
    }

    @Test("A frame without cells can be drawn into")
    func empty() {
        var frame = frame(0, 0)
        frame.write("x", at: Point(x: 0, y: 0))
        frame.box(Rect(x: 0, y: 0, width: 5, height: 5))
        frame.fill(Rect(x: 0, y: 0, width: 5, height: 5))
        #expect(frame.text == "")
    }
}
