import Curriculum
import Testing

@Suite("An exercise")
struct ExerciseTests {
    @Test("is read from its folder")
    func whole() throws {
        let settings = """
            clock: live
            order: first come
            threads: 3
            swift: 5
            isolation: none
            given: [pour, kettle]
            """
        let check = cupsCheck("- last line: cup 2", settings: settings)
        let exercise = try cups(check: check).exercise()
        #expect(exercise.id == "two-cups")
        #expect(exercise.title == "Two cups")
        #expect(exercise.prompt.count == 2)
        #expect(exercise.hints.map(\.title) == ["Where to look", "Which idea"])
        #expect(exercise.hints.map { $0.text.count } == [1, 1])
        #expect(exercise.check.clock == .live)
        #expect(exercise.check.order == .firstCome)
        #expect(exercise.check.given == ["pour", "kettle"])
        #expect(exercise.check.starterSays == "It takes 0.60 s")
        #expect(exercise.check.passed.count == 1)
        #expect(exercise.check.requirements == [Requirement(.lastLine("cup 2"), line: 9)])
        #expect(exercise.wrongAnswers.map(\.program.name) == ["a", "b", "c"])
        #expect(exercise.wrongAnswers.map(\.says) == ["one", "two", "three"])
        #expect(exercise.wrongAnswers.map(\.line) == [11, 11, 11])
        for program in [exercise.starter, exercise.solution, exercise.wrongAnswers[0].program] {
            #expect(program.settings.threads == 3)
            #expect(program.settings.languageMode == .swift5)
            #expect(program.settings.isolation == .none)
        }
        #expect(exercise.starter.source == cupsStarter)
        #expect(exercise.folder.hasSuffix("03-tea/exercises/two-cups"))
    }

    @Test("has the settings of checks where its file says nothing")
    func defaults() throws {
        let exercise = try cups().exercise()
        #expect(exercise.check.clock == .virtual)
        #expect(exercise.check.order == .any)
        #expect(exercise.check.schedules == nil)
        #expect(exercise.starter.settings.threads == 2)
        #expect(exercise.starter.settings.languageMode == .swift6)
        #expect(exercise.starter.settings.isolation == .main)
        let none = try cups(frontMatter: "exercises: [two-cups]\nisolation: none").exercise()
        #expect(none.starter.settings.isolation == .none)
    }

    @Test("is a step of its lesson, before the summary")
    func step() throws {
        let fixture = try cups()
        let lesson = try Lesson.load(from: "\(fixture.folder)/03-tea")
        #expect(lesson.steps.map(\.id) == ["boil", "two-cups", "summary"])
        #expect(lesson.steps[1].title == "Two cups")
        #expect(lesson.steps[1].exercise?.id == "two-cups")
        #expect(lesson.warnings == [])
    }

    @Test("begins where there is something to do, whatever ends the lines")
    func todo() {
        #expect(Exercise.firstTodo(in: cupsStarter) == 5)
        #expect(Exercise.firstTodo(in: cupsStarter.replacing("\n", with: "\r\n")) == 5)
        #expect(Exercise.firstTodo(in: "let a = 1\n") == 1)
        #expect(Exercise.firstTodo(in: "") == 1)
    }

    @Test("that is not in the front matter is told, and one that has no folder")
    func listing() throws {
        let unlisted = try cups(frontMatter: "").exerciseProblems()
        #expect(
            unlisted == [
                "Warn:  03-tea/exercises/two-cups:1: The exercise 'two-cups' is in no lesson."
            ]
        )
        let unknown = try cups(frontMatter: "exercises: [two-cup, two-cups]").problemsOfLesson()
        #expect(
            unknown == [
                """
                Error: 03-tea/lesson.md:6: 'two-cup' does not fit 'exercises'.
                Why:   Known values: two-cups.
                Next:  Did you mean 'two-cups'?
                """
            ]
        )
        let twice = try cups(frontMatter: "exercises: [two-cups, two-cups]").exerciseProblems()
        #expect(twice == ["Error: 03-tea/lesson.md:6: The step id 'two-cups' is taken."])
    }

    @Test(
        "without a file is told",
        arguments: ["prompt.md", "hints.md", "starter.swift", "solution.swift", "check.yml"]
    )
    func missing(name: String) throws {
        #expect(
            try cups([name: nil]).exerciseProblems() == ["Error: \(name):1: There is no such file."]
        )
    }

    @Test("with texts that fall short is told")
    func texts() throws {
        let long = (1...14).map { "Line \($0).\n\n" }.joined()
        let fixture = try cups([
            "prompt.md": "# Two cups\n\n\(long)", "hints.md": "## Where to look\n\nAt `main`.\n",
            "notes.txt": "x", "wrong/d.swift": "let d = 1",
        ])
        #expect(
            fixture.exerciseProblems() == [
                "Warn:  check.yml:1: Nothing says what 'd.swift' is to be told.",
                "Warn:  hints.md:1: There is 1 hint.",
                "Warn:  notes.txt:1: The file belongs to no lesson.",
                "Warn:  prompt.md:1: The step's text takes 27 rows.",
            ]
        )
        let untitled = try cups(["prompt.md": "Two cups"]).exerciseProblems()
        #expect(untitled == ["Error: prompt.md:1: The title is missing."])
    }

    @Test("with wrong answers that are too few, or not there")
    func wrongAnswers() throws {
        let fixture = try cups(["wrong/c.swift": nil])
        #expect(
            fixture.exerciseProblems() == [
                "Warn:  check.yml:1: There are 2 wrong answers.",
                "Error: wrong/c.swift:1: There is no such file.",
            ]
        )
    }
}
