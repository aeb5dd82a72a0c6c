import FoundationEssentials
import Testing

@Suite("A mistake in the body")
struct BodyProblemTests {
    @Test("is told: another title than that of the front matter")
    func otherTitle() throws {
        #expect(
            try problems(teaLesson(title: "# Coffee")) == [
                """
                Error: 03-tea/lesson.md:8: The title 'Coffee' is not that of the front matter.
                Why:   A lesson has one title.
                Next:  Write '# Tea', once.
                """
            ]
        )
    }

    @Test("is told: no title")
    func missingTitle() throws {
        #expect(
            try problems(teaLesson(title: "")) == [
                """
                Error: 03-tea/lesson.md:10: The title is missing.
                Why:   The text starts with the title of the front matter.
                Next:  Write '# Tea' before the first step.
                """
            ]
        )
    }

    @Test("is told: no steps")
    func noSteps() throws {
        let lesson = "---\nid: tea\nnumber: 3\ntitle: Tea\nminutes: 5\n---\n# Tea\n"
        #expect(
            try problems(lesson, programs: [:]) == [
                """
                Error: 03-tea/lesson.md:7: The lesson has no steps.
                Why:   Each heading '## ...' starts a step.
                Next:  Write '## The first step' and its step block.
                """
            ]
        )
    }

    @Test("is told: a step without its block")
    func missingStepBlock() throws {
        #expect(
            try problems(teaLesson(text: "Wait.\n\n## Pour\n\nSlowly.")) == [
                """
                Error: 03-tea/lesson.md:19: The step 'Pour' has no step block.
                Why:   It says the step's id, at least.
                Next:  Write '```yaml step', 'id: a-name' and '```' under the heading.
                """
            ]
        )
    }

    @Test("is told: a step block that is not the first thing, or a second one")
    func misplacedStepBlock() throws {
        let text = "## Pour\n\nSlowly.\n\n```yaml step\nid: pour\n```\n\n```yaml step\nid: sip\n```"
        #expect(
            try problems(teaLesson(text: text))
                == [21, 25].map { line in
                    """
                    Error: 03-tea/lesson.md:\(line): The step block is not the first thing of its step.
                    Why:   A step has one block, right under its heading.
                    Next:  Move it there, or join it with the one that is there.
                    """
                }
        )
    }

    @Test("is told: a block whose name is nearly that of a step block")
    func unknownBlock() throws {
        #expect(
            try problems(teaLesson(text: "```yaml steps\nid: pour\n```\n\n```yml step\n```")) == [
                """
                Error: 03-tea/lesson.md:17: 'yaml steps' names no kind of block.
                Why:   A step's block is '```yaml step', its Python is '```python'.
                Next:  Did you mean 'yaml step'?
                """,
                """
                Error: 03-tea/lesson.md:21: 'yml step' names no kind of block.
                Why:   A step's block is '```yaml step', its Python is '```python'.
                Next:  Did you mean 'yaml step'?
                """,
            ]
        )
    }

    @Test(
        "is told: a listing whose name is nearly Python",
        arguments: ["pyhton", "Python", "python3"]
    )
    func nearlyPython(_ name: String) throws {
        #expect(
            try problems(teaLesson(text: "```\(name)\nprint(1)\n```")) == [
                """
                Error: 03-tea/lesson.md:17: '\(name)' names no kind of block.
                Why:   A step's block is '```yaml step', its Python is '```python'.
                Next:  Did you mean 'python'?
                """
            ]
        )
        #expect(try problems(teaLesson(text: "```text\nprint(1)\n```\n\n```swift\n1\n```")) == [])
    }

    @Test("is told: a step id that is taken")
    func duplicateStep() throws {
        #expect(
            try problems(teaLesson(text: "## Again\n\n```yaml step\nid: boil\n```")) == [
                """
                Error: 03-tea/lesson.md:17: The step id 'boil' is taken.
                Why:   The step at line 10 has it already.
                Next:  Give this step another id.
                """
            ]
        )
    }

    @Test("does not hide another one in the same file")
    func several() throws {
        let lesson = teaLesson(
            frontMatter: "id: tea\nnumber: 3\ntitle: Tea",
            step: "id: boil\nrun: brew.swift"
        )
        #expect(
            try problems(lesson).map { $0.prefix { $0 != "\n" } } == [
                "Warn:  03-tea/examples/boil.swift:1: No step runs the program.",
                "Error: 03-tea/lesson.md:2: The key 'minutes' is missing in the front matter.",
                "Error: 03-tea/lesson.md:13: There is no program 'brew.swift'.",
            ]
        )
    }

    @Test("is told: a lesson or a program that is not text")
    func unreadable() throws {
        let fixture = try LessonFixture([
            "03-tea/lesson.md": teaLesson(), "03-tea/examples/boil.swift": "",
        ])
        for file in ["03-tea/examples/boil.swift", "03-tea/lesson.md"] {
            try Data([0xFF, 0xFE, 0x00]).write(to: URL(filePath: "\(fixture.folder)/\(file)"))
            #expect(
                fixture.problemsOfLesson().first == """
                    Error: \(file):1: The file cannot be read.
                    Why:   Files of a lesson are text in UTF-8.
                    Next:  Save it as UTF-8, and make it readable.
                    """
            )
        }
    }
}
