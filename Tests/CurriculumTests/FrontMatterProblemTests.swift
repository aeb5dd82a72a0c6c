import Testing

@Suite("A mistake in the front matter")
struct FrontMatterProblemTests {
    private func problemsOf(_ frontMatter: String) throws -> [String] {
        try problems(teaLesson(frontMatter: frontMatter))
    }

    @Test("is told: no front matter")
    func missing() throws {
        #expect(
            try problems("# Tea\n") == [
                """
                Error: 03-tea/lesson.md:1: The front matter is missing.
                Why:   A lesson starts with id, number, title and minutes between two lines '---'.
                Next:  Write '---' as the first line, then 'id: the-lessons-name'.
                """
            ]
        )
    }

    @Test("is told: no end of the front matter")
    func unclosed() throws {
        #expect(
            try problems("---\nid: tea\n\n# Tea\n") == [
                """
                Error: 03-tea/lesson.md:1: The front matter does not end.
                Why:   No second line '---' follows.
                Next:  Write '---' on a line of its own after the last key.
                """
            ]
        )
    }

    @Test("is told: YAML that is none")
    func unreadable() throws {
        #expect(
            try problemsOf("id: tea\nnumber: 3\ntitle: Tea: hot\nminutes: 5") == [
                """
                Error: 03-tea/lesson.md:4: This is not YAML.
                Why:   Mapping values are not allowed in this context.
                Next:  Write 'key: value' lines; put a text with ': ' or '#' in quotes.
                """
            ]
        )
    }

    @Test("is told: a key that stands there twice")
    func duplicateKey() throws {
        #expect(
            try problemsOf("id: tea\nnumber: 3\ntitle: Tea\nminutes: 5\ntitle: Tee") == [
                """
                Error: 03-tea/lesson.md:4: The key 'title' stands there twice.
                Why:   A key has one value.
                Next:  Remove one of the two.
                """
            ]
        )
    }

    @Test("is told with the known key that is nearest")
    func unknownKey() throws {
        #expect(
            try problemsOf("id: tea\nnumber: 3\ntitle: Tea\nminutes: 5\nisolaton: main\nqwertz: 1")
                == [
                    """
                    Error: 03-tea/lesson.md:6: Unknown key 'isolaton' in the front matter.
                    Why:   Known keys: id, number, title, minutes, isolation, swift, words, exercises.
                    Next:  Did you mean 'isolation'?
                    """,
                    """
                    Error: 03-tea/lesson.md:7: Unknown key 'qwertz' in the front matter.
                    Why:   Known keys: id, number, title, minutes, isolation, swift, words, exercises.
                    Next:  Remove it.
                    """,
                ]
        )
    }

    @Test("is told: keys that are missing, all of them")
    func missingKeys() throws {
        #expect(
            try problemsOf("swift: 6") == [
                """
                Error: 03-tea/lesson.md:2: The key 'id' is missing in the front matter.
                Why:   It cannot be left out.
                Next:  Write 'id: sleeping-and-blocking'.
                """,
                """
                Error: 03-tea/lesson.md:2: The key 'number' is missing in the front matter.
                Why:   It cannot be left out.
                Next:  Write 'number: 1'.
                """,
                """
                Error: 03-tea/lesson.md:2: The key 'title' is missing in the front matter.
                Why:   It cannot be left out.
                Next:  Write 'title: A few words'.
                """,
                """
                Error: 03-tea/lesson.md:2: The key 'minutes' is missing in the front matter.
                Why:   It cannot be left out.
                Next:  Write 'minutes: 1'.
                """,
            ]
        )
    }

    @Test("is told: values that do not fit")
    func wrongValues() throws {
        let frontMatter = """
            id: Green Tea
            number: 0
            title: Tea
            minutes: some
            isolation: maine
            swift: 4
            words: [tea]
            """
        #expect(
            try problemsOf(frontMatter) == [
                """
                Error: 03-tea/lesson.md:2: 'Green Tea' does not fit 'id'.
                Why:   The value has to be lowercase words joined by hyphens.
                Next:  Write 'id: sleeping-and-blocking'.
                """,
                """
                Error: 03-tea/lesson.md:3: '0' does not fit 'number'.
                Why:   The value has to be a whole number, at least 1.
                Next:  Write 'number: 1'.
                """,
                """
                Error: 03-tea/lesson.md:5: 'some' does not fit 'minutes'.
                Why:   The value has to be a whole number, at least 1.
                Next:  Write 'minutes: 1'.
                """,
                """
                Error: 03-tea/lesson.md:6: 'maine' does not fit 'isolation'.
                Why:   Known values: main, none.
                Next:  Did you mean 'main'?
                """,
                """
                Error: 03-tea/lesson.md:7: '4' does not fit 'swift'.
                Why:   Known values: 5, 6.
                Next:  Write one of them.
                """,
                """
                Error: 03-tea/lesson.md:8: '[...]' does not fit 'words'.
                Why:   The value has to be keys with values.
                Next:  Write 'words: {task: what it means}'.
                """,
            ]
        )
    }

    @Test("is told: a folder with another name")
    func folderName() throws {
        #expect(
            try problemsOf("id: green-tea\nnumber: 3\ntitle: Tea\nminutes: 5") == [
                """
                Error: 03-tea/lesson.md:2: The folder's name is not the lesson's number and id.
                Why:   Number and id of this lesson make '03-green-tea'.
                Next:  Rename the folder, or change number or id.
                """
            ]
        )
    }
}
