import Curriculum
import Screen
import Testing

@testable import LabViews

@Suite("Lesson text on lines")
struct TextSetterTests {
    private func lines(_ spans: [TextSpan], width: Int) -> [String] {
        TextSetter(theme: Theme(appearance: Appearance(glyphs: .unicode)), width: width)
            .lines([.paragraph(spans)]).map { $0.spans.map(\.text).joined() }
    }

    @Test("a number and its unit stay together at a line's end")
    func units() {
        #expect(lines([TextSpan("It takes 0.8 s.")], width: 12) == ["It takes", "0.8 s."])
        #expect(lines([TextSpan("It takes 15 ms")], width: 12) == ["It takes", "15 ms"])
        #expect(lines([TextSpan("At (0.2 s), 3")], width: 8) == ["At", "(0.2 s),", "3"])
    }

    @Test("so they do where the number is set in another style")
    func styles() {
        let spans = [TextSpan("It takes "), TextSpan("0.8", .strong), TextSpan(" s, not 1.")]
        #expect(lines(spans, width: 12) == ["It takes", "0.8 s, not", "1."])
    }

    @Test("a number before another word goes to the end of its line")
    func words() {
        #expect(lines([TextSpan("It has 3 sums.")], width: 8) == ["It has 3", "sums."])
        #expect(lines([TextSpan("It has 3 s1.")], width: 8) == ["It has 3", "s1."])
        #expect(lines([TextSpan("Its a s")], width: 5) == ["Its a", "s"])
    }

    @Test("text for who has no screen has the same lines, without styles")
    func withoutScreen() {
        let blocks: [TextBlock] = [
            .paragraph([TextSpan("Await it "), TextSpan("later", .strong), TextSpan(".")]),
            .list(items: [[.paragraph([TextSpan("a b")])]], start: nil),
            .code("async let a = 1\n", language: "swift"),
        ]
        #expect(
            LessonText.plain(blocks, width: 9, isAscii: true) == """
                Await it
                later.

                - a b

                  async
                  let a =
                  1
                """
        )
        #expect(LessonText.plain(blocks, width: 9, isAscii: false).contains("\u{2022} a b"))
    }

    @Test("a verdict's sentence is set the same way")
    func plain() {
        let setter = TextSetter(
            theme: Theme(appearance: Appearance(glyphs: .unicode)),
            width: 20
        )
        let lines = setter.lines("The run says: 0.805 s.").map { $0.spans.map(\.text).joined() }
        #expect(lines == ["The run says:", "0.805 s."])
    }
}
