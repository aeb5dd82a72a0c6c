import Curriculum
import LabCore
import Testing
import TraceModel

@Suite("An answer that is no choice")
struct OwnAnswerTests {
    private static func lesson(_ question: Question) -> Lesson {
        let step = Step(
            id: "asked",
            title: "Asked",
            program: LessonFixture.program,
            question: question
        )
        return Lesson(id: "test", number: 7, title: "A test", minutes: 5, steps: [step])
    }

    private func state(
        _ form: QuestionForm,
        _ measure: Measure,
        isAfterRun: Bool = false,
        progress: Progress = Progress()
    ) throws -> LabState {
        let question = Question(
            text: "?",
            form: form,
            measure: measure,
            isAfterRun: isAfterRun,
            because: "So."
        )
        let course = Course(lessons: [Self.lesson(question)])
        return try #require(LabState(course: course, progress: progress))
    }

    private func answer(_ text: String, _ state: inout LabState) -> [LabEffect] {
        text.flatMap { update(&state, .commanded(.answer(.type($0)))) }
            + update(&state, .commanded(.answer(.give)))
    }

    /// Runs the program of one second, in which "child" ends and main then.
    private func run(_ state: inout LabState) -> [LabEffect] {
        let effects = update(&state, .commanded(.run))
        guard case .run(let id, _, _)? = effects.first else { return effects }
        return effects + LessonFixture.reports.flatMap { update(&state, .reported(id, $0)) }
    }

    private func kept(_ effects: [LabEffect]) -> [ProgressChange] {
        effects.flatMap { effect -> [ProgressChange] in
            if case .keep(let changes) = effect { changes } else { [] }
        }
    }

    private let place = StepPlace(lesson: "test", step: "asked")

    @Test("a number is typed before the run, and held against it")
    func number() throws {
        var state = try state(.number, .makespan)
        #expect(update(&state, .commanded(.run)).filter { $0.isRun }.isEmpty)
        #expect(state.notice?.hasPrefix("First your guess: type it, then Enter.") == true)
        #expect(state.openForm == .number)
        _ = update(&state, .commanded(.answer(.type("2"))))
        _ = update(&state, .commanded(.answer(.erase)))
        #expect(state.draft == "")
        #expect(
            kept(answer("0.95", &state)) == [.predicted(place, guess: "0.95", outcome: nil)]
        )
        #expect(state.givenAnswer == "0.95")
        #expect(state.verdict == nil)
        #expect(
            kept(run(&state)) == [
                .predicted(
                    place,
                    guess: "0.95",
                    outcome: PredictionOutcome(answer: "1.00 s", rightChoice: "0.95")
                )
            ]
        )
        #expect(state.verdict?.isRight == true)
        // A prediction stands.
        #expect(state.openForm == nil)
        _ = answer("3", &state)
        #expect(state.givenAnswer == "0.95")
    }

    @Test("a wrong number is kept beside what was so")
    func wrongNumber() throws {
        var state = try state(.number, .makespan)
        _ = answer("3", &state)
        let outcome = PredictionOutcome(answer: "1.00 s", rightChoice: "1.00 s")
        #expect(kept(run(&state)) == [.predicted(place, guess: "3", outcome: outcome)])
        #expect(state.verdict?.isRight == false)
    }

    @Test("things are put in order by their keys, each once")
    func order() throws {
        var state = try state(.order(of: ["hello", "end"]), .output)
        _ = update(&state, .commanded(.answer(.type("2"))))
        _ = update(&state, .commanded(.answer(.type("2"))))
        #expect(state.draftOrder == ["end"])
        _ = update(&state, .commanded(.answer(.type("7"))))
        #expect(state.notice == "Choose 1 to 2.")
        _ = update(&state, .commanded(.answer(.type("1"))))
        #expect(state.givenAnswer == "end, hello")
        #expect(state.draft == "")
    }

    @Test("a task is found in the picture, and who is wrong may look again")
    func task() throws {
        var state = try state(.task, .tasks(.place(.firstToEnd)), isAfterRun: true)
        #expect(state.openForm == nil)
        // There is nothing to guess before the run.
        #expect(run(&state).contains { $0.isRun })
        #expect(state.openForm == .task)
        #expect(state.verdict == nil)
        let wrong = update(&state, .commanded(.answer(.give)))
        #expect(kept(wrong) == [.predicted(place, guess: "main", outcome: nil)])
        #expect(state.verdict?.isRight == false)
        #expect(state.notice == "main is not it. Look again, or go on with \u{2192}.")
        #expect(state.openForm == .task)
        _ = update(&state, .commanded(.scrollDown))
        let outcome = PredictionOutcome(answer: "child", rightChoice: "child")
        #expect(
            kept(update(&state, .commanded(.answer(.give))))
                == [.predicted(place, guess: "child", outcome: outcome)]
        )
        #expect(state.verdict?.isRight == true)
        #expect(state.openForm == nil)
    }

    @Test("an answer comes back with what came of it, when the run is gone")
    func remembered() throws {
        var progress = Progress()
        let outcome = PredictionOutcome(answer: "child", rightChoice: "child")
        let moment = Moment(rawValue: "2026-05-04T09:30:00Z")
        progress.apply(.predicted(place, guess: "child", outcome: outcome), at: moment)
        let search = Measure.tasks(.place(.firstToEnd))
        let state = try state(.task, search, isAfterRun: true, progress: progress)
        #expect(state.givenAnswer == "child")
        #expect(state.verdict?.isRight == true)
        #expect(state.verdict?.isRemembered == true)
    }

    @Test("what was typed is gone with Esc, and with another step")
    func escape() throws {
        var state = try state(.number, .makespan)
        _ = update(&state, .commanded(.answer(.type("2"))))
        _ = update(&state, .commanded(.stop))
        #expect(state.draft == "")
    }
}

extension LabEffect {
    var isRun: Bool { if case .run = self { true } else { false } }
}
