import Curriculum
import Testing

@Suite("A step that asks in its own way")
struct AskingTests {
    /// The step of a lesson about tea, whose program has three lines.
    private func step(_ block: String) throws -> Step {
        let lesson = teaLesson(step: "id: boil\nrun: boil.swift\n" + block)
        let program = "let water = 1\n    print(water)\n// tea\n"
        let fixture = try LessonFixture([
            "03-tea/lesson.md": lesson, "03-tea/examples/boil.swift": program,
        ])
        return try Lesson.load(from: "\(fixture.folder)/03-tea").steps[0]
    }

    private func problemsOf(_ block: String) throws -> [String] {
        try problems(teaLesson(step: "id: boil\nrun: boil.swift\n" + block))
    }

    @Test("has a number typed, an order, or a task that is to be found")
    func forms() throws {
        let number = try step("ask: When?\nanswer: number\nmeasure: makespan\nbecause: So.")
        #expect(number.question?.form == .number)
        #expect(number.question?.measure == .makespan)
        #expect(number.question?.because == "So.")
        #expect(number.question?.isAfterRun == false)
        #expect(number.question?.line == 15)

        let order = try step("ask: Who?\norder: [tea, toast]\nmeasure: order of ends")
        #expect(order.question?.form == .order(of: ["tea", "toast"]))

        let after = try step("ask: When?\nanswer: number\nmeasure: makespan\nafter: run")
        #expect(after.question?.isAfterRun == true)
    }

    @Test(
        "finds a task by what it does",
        arguments: [
            ("first to end", TaskSearch.place(.firstToEnd)),
            ("{longest: ready}", .longest(.ready)),
            ("{state: blocking, at: 0.25}", .inState(.blocking, at: 0.25)),
            ("{outcome: unfinished}", .outcome(.unfinished)),
        ]
    )
    func searches(find: String, search: TaskSearch) throws {
        let question = try step("ask: Who?\nfind: \(find)").question
        #expect(question?.form == .task)
        #expect(question?.measure == .tasks(search))
        #expect(question?.isAfterRun == true)
    }

    @Test("is told what does not go together")
    func together() throws {
        #expect(
            try problemsOf("ask: Who?\nfind: first to end\nmeasure: makespan") == [
                """
                Error: 03-tea/lesson.md:17: 'measure' and 'find' do not go together.
                Why:   A step asks in one way, or has its program changed.
                Next:  Remove one of the two, or make two steps.
                """
            ]
        )
        #expect(
            try problemsOf("ask: Who?\nanswer: number\nmeasure: output") == [
                """
                Error: 03-tea/lesson.md:17: The measure has no answers for 'answer'.
                Why:   Only times and counts are typed.
                Next:  Write 'measure: makespan', or 'choices: ...' instead of 'answer'.
                """
            ]
        )
        #expect(
            try problemsOf("ask: Who?\norder: [a, a]\nmeasure: output") == [
                """
                Error: 03-tea/lesson.md:16: The choice 'a' stands there twice.
                Why:   Only one choice can be right.
                Next:  Remove one of the two.
                """
            ]
        )
    }

    @Test("is told what cannot be found")
    func unknownSearch() throws {
        #expect(
            try problemsOf("ask: Who?\nfind: first to en") == [
                """
                Error: 03-tea/lesson.md:16: 'first to en' does not fit 'find'.
                Why:   Known values: first to start, last to start, first to end, last to end.
                Next:  Did you mean 'first to end'?
                """
            ]
        )
        #expect(
            try problemsOf("ask: Who?\nfind: {}") == [
                """
                Error: 03-tea/lesson.md:16: '{...}' does not fit 'find'.
                Why:   The value has to be keys with values.
                Next:  Write 'find: {longest: ready}'.
                """
            ]
        )
    }

    @Test("has a place of its program changed")
    func change() throws {
        let block = "change:\n  lines: 2\n  solution: |\n    print(2)\n  goal: [number of lines: 1]"
        let step = try step(block)
        let change = try #require(step.change)
        let program = try #require(step.program)
        #expect(change.lines == 2...2)
        #expect(change.goal == [Claim(.numberOfLines, is: .count(1, of: .line), line: 19)])
        #expect(change.solved(program) == "let water = 1\n    print(2)\n// tea\n")
    }

    @Test("knows the changed place in what the learner made of the program")
    func place() {
        func program(_ lines: String...) -> ProgramReference {
            ProgramReference(
                name: "a",
                path: "a.swift",
                source: lines.joined(separator: "\n") + "\n",
                settings: ProgramSettings()
            )
        }
        let change = Change(lines: 2...3, solution: ["x"], goal: [])
        let original = program("a", "b", "c", "d")
        #expect(change.place(in: original, from: original) == 2...3)
        #expect(change.place(in: program("a", "x", "y", "z", "d"), from: original) == 2...4)
        #expect(change.place(in: program("a", "d"), from: original) == 2...2)
        #expect(change.place(in: program(), from: original) == 1...1)
    }

    @Test("is told a change of lines that the program does not have, or of none")
    func changedLines() throws {
        let rest = "  solution: x\n  goal: [makespan: 1]"
        #expect(
            try problemsOf("change:\n  lines: 3-4\n" + rest) == [
                """
                Error: 03-tea/lesson.md:16: There is no line 4 to change.
                Why:   boil.swift has 3 lines.
                Next:  Write a line from 1 to 3.
                """
            ]
        )
        for lines in ["first", "3-2", "0", "1-2-3"] {
            #expect(
                try problemsOf("change:\n  lines: \(lines)\n" + rest) == [
                    """
                    Error: 03-tea/lesson.md:16: '\(lines)' does not fit 'lines'.
                    Why:   The value has to be a line, or the first and the last of some lines.
                    Next:  Write 'lines: 8-10'.
                    """
                ]
            )
        }
    }
}
