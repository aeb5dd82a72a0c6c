import Curriculum
import Testing

@Suite("The text of a step")
struct TextTests {
    private func step(_ text: String) throws -> Step {
        let fixture = try LessonFixture([
            "03-tea/lesson.md": teaLesson(step: "id: boil", text: text)
        ])
        return try Lesson.load(from: "\(fixture.folder)/03-tea").steps[0]
    }

    @Test("is paragraphs of spans, and line ends are spaces")
    func spans() throws {
        let text = """
            Call `boil` *soon*, or
            the **water *stays* cold**.
            """
        #expect(
            try step(text).text == [
                .paragraph([
                    TextSpan("Call "), TextSpan("boil", .code), TextSpan(" "),
                    TextSpan("soon", .emphasis), TextSpan(", or the "),
                    TextSpan("water stays cold", .strong), TextSpan("."),
                ])
            ]
        )
    }

    @Test("keeps the address of a link, which a terminal cannot follow")
    func links() throws {
        #expect(
            try step("See [the book](https://swift.org/book) or <https://swift.org>.").text == [
                .paragraph([
                    TextSpan("See the book (https://swift.org/book) or https://swift.org.")
                ])
            ]
        )
    }

    @Test("may hold lists, quotes, listings and smaller headings")
    func blocks() throws {
        let text = """
            ### Leaves

            - black
            - green

            2. pour
            3. wait

            > Patience.

            ```swift
            print(1)

            print(2)
            ```
            """
        #expect(
            try step(text).text == [
                .heading([TextSpan("Leaves")]),
                .list(
                    items: [
                        [.paragraph([TextSpan("black")])], [.paragraph([TextSpan("green")])],
                    ],
                    start: nil
                ),
                .list(
                    items: [
                        [.paragraph([TextSpan("pour")])], [.paragraph([TextSpan("wait")])],
                    ],
                    start: 2
                ),
                .quote([.paragraph([TextSpan("Patience.")])]),
                .code("print(1)\n\nprint(2)", language: "swift"),
            ]
        )
    }

    @Test("does not hold the counterpart in Python, which the step carries by itself")
    func python() throws {
        let step = try step("Before.\n\n```python\nawait boil()\n```\n\nAfter.")
        #expect(step.python == ["await boil()"])
        #expect(
            step.text == [.paragraph([TextSpan("Before.")]), .paragraph([TextSpan("After.")])]
        )
    }

    @Test("before the first step belongs to the lesson")
    func introduction() throws {
        let fixture = try LessonFixture([
            "03-tea/lesson.md": teaLesson(title: "# Tea\n\nHot.", step: "id: boil")
        ])
        let lesson = try Lesson.load(from: "\(fixture.folder)/03-tea")
        #expect(lesson.introduction == [.paragraph([TextSpan("Hot.")])])
    }

    @Test("that a terminal cannot show is a mistake")
    func unsupported() throws {
        let text = "<b>hot</b>\n\n---\n\n![cup](cup.png)"
        #expect(
            try problems(teaLesson(text: text)) == [
                """
                Error: 03-tea/lesson.md:17: A terminal cannot show HTML.
                Why:   Text is paragraphs, lists, quotes, listings and headings.
                Next:  Say it in a paragraph or a list.
                """,
                """
                Error: 03-tea/lesson.md:17: A terminal cannot show HTML.
                Why:   Text is paragraphs, lists, quotes, listings and headings.
                Next:  Say it in a paragraph or a list.
                """,
                """
                Error: 03-tea/lesson.md:19: A terminal cannot show a thematic break.
                Why:   Text is paragraphs, lists, quotes, listings and headings.
                Next:  Say it in a paragraph or a list.
                """,
                """
                Error: 03-tea/lesson.md:21: A terminal cannot show an image.
                Why:   Text is paragraphs, lists, quotes, listings and headings.
                Next:  Say it in a paragraph or a list.
                """,
            ]
        )
    }
}
