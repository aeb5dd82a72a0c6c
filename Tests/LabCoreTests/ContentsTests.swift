import Curriculum
import LabCore
import Testing

@Suite("The page of all lessons")
struct ContentsTests {
    private func obey(_ state: inout LabState, _ commands: ContentsCommand...) -> [LabEffect] {
        commands.flatMap { update(&state, .commanded(.contents($0))) }
    }

    private func type(_ text: String, _ state: inout LabState) {
        for character in text { _ = obey(&state, .type(character)) }
    }

    @Test("opens at this lesson, and closes to the step where the learner was")
    func opens() throws {
        var state = try CourseFixture.state()
        _ = update(&state, .commanded(.nextStep))
        _ = update(&state, .commanded(.showContents))
        #expect(state.selectedEntry == .lesson(1))
        #expect(obey(&state, .close) == [])
        #expect(state.contents == nil)
        #expect(state.position == 1)
        // Opening the lesson that is open is going back to it too.
        _ = update(&state, .commanded(.showContents))
        #expect(obey(&state, .open) == [])
        #expect(state.position == 1)
    }

    @Test("opens at the next lesson where this one is at its end")
    func next() throws {
        var state = try CourseFixture.state()
        for _ in 0..<3 { _ = update(&state, .commanded(.nextStep)) }
        #expect(
            state.notice
                == "This is the last step of the lesson. Press l for the next one."
        )
        _ = update(&state, .commanded(.showContents))
        #expect(state.selectedEntry == .lesson(2))
        let place = StepPlace(lesson: "actors", step: "a counter")
        #expect(obey(&state, .open) == [.keep([.reached(place)])])
        // Behind the last lesson is none.
        _ = update(&state, .commanded(.nextStep))
        #expect(state.notice == "This is the last step of the lesson.")
        _ = update(&state, .commanded(.showContents))
        #expect(state.selectedEntry == .lesson(2))
    }

    @Test("the arrows stay among the lessons")
    func moves() throws {
        var state = try CourseFixture.state()
        _ = update(&state, .commanded(.showContents))
        _ = obey(&state, .move(10))
        #expect(state.selectedEntry == .lesson(2))
        _ = obey(&state, .move(-1_000_000))
        #expect(state.selectedEntry == .lesson(0))
    }

    @Test(
        "finds by number, title, word and step, whatever the case",
        arguments: [
            ("7", [ContentsEntry.lesson(1)]), ("share", [.lesson(2)]), ("AWAIT", [.lesson(0)]),
            ("question", [.lesson(1), .step(lesson: 1, step: 1)]),
            ("a counter", [.lesson(2), .step(lesson: 2, step: 0)]), ("nothing like it", []),
            ("tasks state", [.lesson(2)]), ("/state", [.lesson(2)]),
            (" ", [0, 1, 2].map { .lesson($0) }),
        ]
    )
    func finds(_ query: String, _ found: [ContentsEntry]) throws {
        var state = try CourseFixture.state()
        _ = update(&state, .commanded(.showContents))
        type(query, &state)
        #expect(state.contentsEntries == found)
    }

    @Test("a step that was found opens, and Esc first forgets what was looked for")
    func opensStep() throws {
        var state = try CourseFixture.state()
        _ = update(&state, .commanded(.showContents))
        type("hox", &state)
        #expect(state.selectedEntry == nil)
        #expect(obey(&state, .open) == [])
        #expect(state.notice == "Nothing is found. Esc shows all lessons again.")
        _ = obey(&state, .erase)
        type("w", &state)
        // The step is what is called that, not its lesson.
        #expect(state.selectedEntry == .step(lesson: 0, step: 1))
        _ = obey(&state, .close)
        #expect(state.contents?.query == "")
        #expect(state.selectedEntry == .lesson(1))
        type("how", &state)
        let place = StepPlace(lesson: "pausing", step: "how")
        #expect(obey(&state, .open) == [.keep([.reached(place)])])
        #expect(state.position == 1)
    }

    @Test("another lesson opens where it was left, with its own guesses and runs")
    func changesLesson() throws {
        var state = try CourseFixture.state()
        _ = update(&state, .commanded(.nextStep))
        _ = update(&state, .commanded(.choose(0)))
        _ = update(&state, .commanded(.run))
        for report in LessonFixture.reports {
            _ = update(&state, .reported(RunID(rawValue: 1), report))
        }
        _ = update(&state, .commanded(.showContents))
        _ = obey(&state, .move(-1), .open)
        #expect(state.step?.id == "why")
        #expect(state.prediction == nil)
        #expect(state.run == nil)
        _ = update(&state, .commanded(.showContents))
        _ = obey(&state, .move(1), .open)
        #expect(state.step?.id == "ask")
        #expect(state.prediction == 0)
        #expect(state.run?.id == RunID(rawValue: 1))
    }

    @Test("leaving a lesson for another one stops what runs")
    func stops() throws {
        var state = try CourseFixture.state()
        for _ in 0..<2 { _ = update(&state, .commanded(.nextStep)) }
        _ = update(&state, .commanded(.run))
        _ = update(&state, .commanded(.showContents))
        let effects = obey(&state, .move(-5), .open)
        #expect(effects.first == .stop(RunID(rawValue: 1)))
        #expect(state.runUnderWay == nil)
    }

    @Test("a lesson that is done opens at its first step again")
    func done() throws {
        var state = try CourseFixture.state()
        for _ in 0..<2 { _ = update(&state, .commanded(.nextStep)) }
        _ = update(&state, .commanded(.showContents))
        _ = obey(&state, .move(-1), .open)
        #expect(state.step?.id == "text")
    }

    @Test("there is none where one program is shown")
    func program() {
        var state = LabState(subject: .program(LessonFixture.program))
        _ = update(&state, .commanded(.showContents))
        #expect(state.contents == nil)
        #expect(
            state.notice == "There are no lessons here. Type asynclab alone for the tutorial."
        )
    }
}
