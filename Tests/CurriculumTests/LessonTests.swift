import Curriculum
import Testing

@Suite("A lesson without mistakes")
struct LessonTests {
    private func load(_ text: String) throws -> Lesson {
        let fixture = try LessonFixture([
            "03-tea/lesson.md": text, "03-tea/examples/boil.swift": "print(1)\nprint(2)\n",
        ])
        return try Lesson.load(from: "\(fixture.folder)/03-tea")
    }

    @Test("gives its front matter as values")
    func frontMatter() throws {
        let lesson = try load(
            teaLesson(
                frontMatter: """
                    id: tea
                    number: 3
                    title: Tea
                    minutes: 5
                    isolation: none
                    swift: 5
                    words:
                      water: What tea is made of.
                      leaf: What makes it tea.
                    """
            )
        )
        #expect(lesson.id == "tea")
        #expect(lesson.number == 3)
        #expect(lesson.title == "Tea")
        #expect(lesson.minutes == 5)
        #expect(lesson.folderName == "03-tea")
        #expect(
            lesson.words == [
                Word(term: "water", meaning: "What tea is made of."),
                Word(term: "leaf", meaning: "What makes it tea."),
            ]
        )
        #expect(
            lesson.programs.map(\.settings) == [
                ProgramSettings(isolation: .none, languageMode: .swift5)
            ]
        )
        #expect(lesson.warnings.isEmpty)
    }

    @Test("gives its program with the settings of the step")
    func program() throws {
        let lesson = try load(teaLesson(step: "id: boil\nrun: boil.swift\nthreads: 2"))
        let program = try #require(lesson.step(id: "boil")?.program)
        #expect(program.name == "boil")
        #expect(program.path == "\(lesson.folder)/examples/boil.swift")
        #expect(program.lines == ["print(1)", "print(2)"])
        #expect(program.settings == ProgramSettings(threads: 2))
        #expect(lesson.program(named: "boil")?.settings == ProgramSettings())
        #expect(lesson.program(named: "boil.swift") == lesson.program(named: "boil"))
        #expect(lesson.program(named: "tea") == nil)
    }

    @Test("gives a question whose right answer is written nowhere")
    func question() throws {
        let step = """
            id: boil
            run: boil.swift
            ask: How long?
            choices: [0.5, 2, 12.25]
            measure: makespan
            because: {2: Two would be long.}
            highlight: [1, 2]
            """
        let lesson = try load(teaLesson(step: step))
        #expect(
            lesson.steps[0].question
                == Question(
                    text: "How long?",
                    form: .choices([
                        Choice(.seconds(0.5)),
                        Choice(.seconds(2), because: "Two would be long."),
                        Choice(.seconds(12.25)),
                    ]),
                    measure: .makespan,
                    line: 15
                )
        )
        #expect(lesson.steps[0].question?.choices.map(\.text) == ["0.50 s", "2.00 s", "12.25 s"])
        #expect(lesson.steps[0].highlightedLines == [1, 2])
    }

    @Test(
        "reads every measure with choices that fit it",
        arguments: [
            ("makespan", "[1, 2]", Measure.makespan, "1.00 s"),
            ("{ended: cup 1}", "[1, 2]", .end(ofTask: "cup 1"), "1.00 s"),
            ("{ended: {tasks: 2}}", "[1, 2]", .ends(count: 2), "1.00 s"),
            ("{started: cup 1}", "[0, 1]", .start(ofTask: "cup 1"), "0.00 s"),
            ("{started: {tasks: 2}}", "[1, 2]", .starts(count: 2), "1.00 s"),
            ("{elapsed: cup 1}", "[1, 2]", .elapsed(ofTask: "cup 1"), "1.00 s"),
            ("order of ends", "[[b, a], 'a, b']", .orderOfEnds, "b, a"),
            ("output", "[[hot, 2 cups], [cold]]", .output, "hot, 2 cups"),
            ("{line: 2}", "[2 cups, 3 cups]", .line(2), "2 cups"),
            ("last line", "[2, 3]", .lastLine, "2"),
            ("number of lines", "[0, 1]", .numberOfLines, "0 lines"),
            ("number of tasks", "[1, 2]", .numberOfTasks, "1 task"),
            ("{printed: hot}", "[0.5, 1]", .printing(ofLine: "hot"), "0.50 s"),
            ("{outcome: a}", "[threw, cancelled]", .outcome(ofTask: "a"), "threw"),
            (
                "{state: {task: a, at: 0.5}}", "[ready, ended]", .state(ofTask: "a", at: 0.5),
                "ready"
            ),
            ("{blocking: a}", "[0, 0.25]", .time(ofTask: "a", in: .blocking), "0.00 s"),
        ]
    )
    func measures(yaml: String, choices: String, measure: Measure, first: String) throws {
        let step =
            "id: boil\nrun: boil.swift\nask: What?\nchoices: \(choices)\nmeasure: \(yaml)"
        let question = try #require(try load(teaLesson(step: step)).steps[0].question)
        #expect(question.measure == measure)
        #expect(question.choices.count == 2)
        #expect(question.choices[0].text == first)
    }

    @Test("reads every claim with its line")
    func claims() throws {
        let step = """
            id: boil
            run: boil.swift
            claims:
              - makespan: 1.5
              - ended: {task: cup 2, at: 0.75}
              - ended: {tasks: 2, at: 0.75}
              - order of ends: [cup 2, cup 1]
              - state: {task: main, at: 0, is: awaiting}
              - blocking: {task: cup 2, seconds: 0.25}
              - started: {task: cup 2, at: 0.5}
              - started: {tasks: 2, at: 0.5}
              - elapsed: {task: cup 2, seconds: 0.25}
              - output: [hot, "2 cups"]
              - line: {number: 1, is: hot}
              - last line: 2 cups
              - number of lines: 2
              - number of tasks: 3
              - printed: {line: 2 cups, at: 0.25}
              - outcome: {task: cup 2, is: unfinished}
            """
        #expect(
            try load(teaLesson(step: step)).steps[0].claims == [
                Claim(.makespan, is: .seconds(1.5), line: 16),
                Claim(.end(ofTask: "cup 2"), is: .seconds(0.75), line: 17),
                Claim(.ends(count: 2), is: .seconds(0.75), line: 18),
                Claim(.orderOfEnds, is: .order(["cup 2", "cup 1"]), line: 19),
                Claim(.state(ofTask: "main", at: 0), is: .state(.awaiting), line: 20),
                Claim(.time(ofTask: "cup 2", in: .blocking), is: .seconds(0.25), line: 21),
                Claim(.start(ofTask: "cup 2"), is: .seconds(0.5), line: 22),
                Claim(.starts(count: 2), is: .seconds(0.5), line: 23),
                Claim(.elapsed(ofTask: "cup 2"), is: .seconds(0.25), line: 24),
                Claim(.output, is: .lines(["hot", "2 cups"]), line: 25),
                Claim(.line(1), is: .line("hot"), line: 26),
                Claim(.lastLine, is: .line("2 cups"), line: 27),
                Claim(.numberOfLines, is: .count(2, of: .line), line: 28),
                Claim(.numberOfTasks, is: .count(3, of: .task), line: 29),
                Claim(.printing(ofLine: "2 cups"), is: .seconds(0.25), line: 30),
                Claim(.outcome(ofTask: "cup 2"), is: .outcome(.unfinished), line: 31),
            ]
        )
    }

    @Test("may have Windows line ends")
    func windowsLineEnds() throws {
        #expect(try load(teaLesson().replacing("\n", with: "\r\n")).steps.map(\.line) == [10])
    }
}
