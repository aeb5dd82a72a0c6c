import Testing

@Suite("A mistake in a step block")
struct StepProblemTests {
    private let question = "id: boil\nrun: boil.swift\nask: How long?\nmeasure: makespan\n"

    private func problemsOf(_ step: String) throws -> [String] {
        try problems(teaLesson(step: step))
    }

    @Test("is told: an unknown key, with the one that was meant")
    func unknownKey() throws {
        #expect(
            try problemsOf("id: boil\nrun: boil.swift\nthread: 2") == [
                """
                Error: 03-tea/lesson.md:15: Unknown key 'thread' in a step.
                Why:   Known keys: id, run, threads, ask, choices, order, answer, find, measure, after, because, change, highlight, claims, chart.
                Next:  Did you mean 'threads'?
                """
            ]
        )
    }

    @Test("is told: an empty block, or one that is no mapping")
    func emptyBlock() throws {
        #expect(
            try problems(teaLesson(step: ""), programs: [:]) == [
                """
                Error: 03-tea/lesson.md:13: The key 'id' is missing in a step.
                Why:   It cannot be left out.
                Next:  Write 'id: a-name'.
                """
            ]
        )
        #expect(
            try problems(teaLesson(step: "boil"), programs: [:]) == [
                """
                Error: 03-tea/lesson.md:12: This is not YAML.
                Why:   The step block has no keys.
                Next:  Write 'key: value' lines; put a text with ': ' or '#' in quotes.
                """
            ]
        )
    }

    @Test("is told: a program that is not there")
    func missingProgram() throws {
        let programs = ["boil.swift": "", "pour.swift": ""]
        let step = "id: boil\nrun: boill.swift"
        #expect(
            try problems(teaLesson(step: step), programs: programs).last == """
                Error: 03-tea/lesson.md:14: There is no program 'boill.swift'.
                Why:   The folder examples holds: boil.swift, pour.swift.
                Next:  Did you mean 'boil.swift'?
                """
        )
        #expect(
            try problems(teaLesson(), programs: [:]) == [
                """
                Error: 03-tea/lesson.md:14: There is no program 'boil.swift'.
                Why:   The folder examples holds no .swift file.
                Next:  Write examples/boil.swift.
                """
            ]
        )
    }

    @Test("is told: a question without choices")
    func questionWithoutChoices() throws {
        #expect(
            try problemsOf(question) == [
                """
                Error: 03-tea/lesson.md:15: 'ask' stands without 'choices'.
                Why:   It says nothing without 'choices'.
                Next:  Write 'choices: ...' too, or remove 'ask'.
                """
            ]
        )
    }

    @Test(
        "is told: a key that says nothing without another one",
        arguments: [
            ("id: boil\nthreads: 2", "threads", "run"),
            ("id: boil\nhighlight: [1]", "highlight", "run"),
            ("id: boil\nclaims: [makespan: 1]", "claims", "run"),
            ("id: boil\nmeasure: makespan", "measure", "ask"),
        ]
    )
    func keyWithoutKey(step: String, key: String, needed: String) throws {
        #expect(
            try problems(teaLesson(step: step), programs: [:]) == [
                """
                Error: 03-tea/lesson.md:14: '\(key)' stands without '\(needed)'.
                Why:   It says nothing without '\(needed)'.
                Next:  Write '\(needed): ...' too, or remove '\(key)'.
                """
            ]
        )
    }

    @Test("is told: too few choices, and too many")
    func numberOfChoices() throws {
        #expect(
            try problemsOf(question + "choices: [1]") == [
                """
                Error: 03-tea/lesson.md:17: The question has too few choices: 1.
                Why:   A question has 2 to 9.
                Next:  Write 'choices: [0.5, 1.5, 2.5]' under 'ask'.
                """
            ]
        )
        #expect(
            try problemsOf(question + "choices: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]") == [
                """
                Error: 03-tea/lesson.md:17: The question has too many choices: 10.
                Why:   Each has a key from 1 to 9.
                Next:  Keep the choices that people make.
                """
            ]
        )
    }

    @Test("is told: the same choice twice")
    func duplicateChoice() throws {
        #expect(
            try problemsOf(question + "choices: [1, 2, 1.0]") == [
                """
                Error: 03-tea/lesson.md:17: The choice '1' stands there twice.
                Why:   Only one choice can be right.
                Next:  Remove one of the two.
                """
            ]
        )
    }

    @Test("is told: a sentence for a choice that is not there")
    func unknownChoice() throws {
        #expect(
            try problemsOf(question + "choices: [1, 2]\nbecause:\n  3: Three is too much.") == [
                """
                Error: 03-tea/lesson.md:19: 'because' explains '3', which is no choice.
                Why:   The choices are: 1, 2.
                Next:  Write one of them.
                """
            ]
        )
    }

    @Test("is told: choices that are no seconds")
    func choicesOfSeconds() throws {
        #expect(
            try problemsOf(question + "choices: [1, soon, -1]")
                == ["soon", "-1"].map { choice in
                    """
                    Error: 03-tea/lesson.md:17: '\(choice)' does not fit 'choices'.
                    Why:   The value has to be seconds, as the measure is a time.
                    Next:  Write 'choices: [0.5, 1.5, 2.5]'.
                    """
                }
        )
    }

    @Test("is told: a line to highlight that the program does not have")
    func highlight() throws {
        #expect(
            try problemsOf("id: boil\nrun: boil.swift\nhighlight: [1, 4, last]") == [
                """
                Error: 03-tea/lesson.md:15: There is no line 4 to highlight.
                Why:   boil.swift has 3 lines.
                Next:  Write a line from 1 to 3.
                """,
                """
                Error: 03-tea/lesson.md:15: 'last' does not fit 'highlight'.
                Why:   The value has to be line numbers.
                Next:  Write 'highlight: [3, 4]'.
                """,
            ]
        )
    }
}
