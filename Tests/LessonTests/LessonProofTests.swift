import Curriculum
import ExampleRunner
import Grading
import TestSupport
import Testing
import TraceModel

/// What lessons say, their programs do.
@Suite("The lessons")
struct LessonProofTests {
    /// How often a program is run in real time before its steps count as wrong: the machine may be
    /// busy.
    private static let attempts = 3

    @Test("are read without problems and without warnings")
    func lessons() throws {
        let course = try Course.own.get()
        #expect(!course.lessons.isEmpty)
        // What follows is proven of these.
        #expect(
            course.lessons.flatMap(\.steps).filter { $0.exercise == nil }.compactMap(\.program)
                .allSatisfy { program in
                    Course.programs.contains { $0.reference == program }
                }
        )
        let drafts = try LessonDraft.readAll(in: Course.folder)
        #expect(drafts.flatMap(\.problems).map(\.description) == [])
    }

    @Test("have each a step that asks about the picture, and one that has a program changed")
    func moves() throws {
        for lesson in try Course.own.get().lessons {
            let asks = lesson.steps.contains { $0.question?.isAfterRun == true }
            let changes = lesson.steps.contains { $0.change != nil }
            #expect(asks && changes, "\(lesson.id)")
            let steps = lesson.steps.filter { $0.exercise == nil }
            #expect((5...9).contains(steps.count - 1), "\(lesson.id), without its summary")
        }
    }

    @Test("have two exercises or more each, with a ladder of hints and wrong answers")
    func exercises() throws {
        let lessons = try Course.own.get().lessons
        for lesson in lessons {
            #expect(lesson.exercises.count >= 2, "\(lesson.id)")
            for exercise in lesson.exercises {
                #expect(exercise.hints.count >= 4, "\(exercise.id)")
                #expect(exercise.wrongAnswers.count >= 3, "\(exercise.id)")
                let told = Set(exercise.wrongAnswers.map(\.says))
                #expect(told.count == exercise.wrongAnswers.count, "\(exercise.id)")
            }
        }
        let ids = lessons.flatMap(\.exercises).map(\.id)
        #expect(ids.count >= 16 && Set(ids).count == ids.count)
    }

    @Test("have programs that compile without warnings", arguments: Course.programs)
    func warnings(program: LessonProgram) async throws {
        let compiled = try await program.reference.compile()
        #expect(compiled.warnings.map(\.description) == [])
    }

    @Test("say exactly what is so under the virtual clock", arguments: Course.programs)
    func exact(program: LessonProgram) async throws {
        let trace = try await program.reference.run(.virtual)
        let faults = program.steps.flatMap { step in
            step.faults(in: trace).map { "\(step.id), \($0)" }
        }
        #expect(faults == [])
    }

    @Test(
        "have solutions that reach their goals, and not without the change",
        arguments: Course.changes
    )
    func solutions(solution: LessonSolution) async throws {
        let goal = solution.change.goal
        #expect(!goal.isEmpty)
        let before = try await solution.program.run(.virtual)
        #expect(goal.faults(in: before) != [], "the program as it is comes to the goal")
        let compiled = try await solution.solved().compile()
        #expect(compiled.warnings.map(\.description) == [])
        let now = try await solution.solved().run(.virtual)
        #expect(goal.faults(in: now).map(\.description) == [])
    }

    @Test(
        "have programs whose tasks are in one state at a time, at any width, on both clocks",
        arguments: Course.programs.indices
    )
    func states(index: Int) async throws {
        let widths = [1, 2, 8]
        let program = Course.programs[index].reference
        // What holds of every run is checked by the run.
        for threads in widths { _ = try await program.run(.virtual, threads: threads) }
        _ = try await program.run(.live, threads: widths[index % widths.count])
    }

    @Test("claim the order and the proportions of runs in real time", arguments: Course.programs)
    func live(program: LessonProgram) async throws {
        var faults: [String] = []
        for _ in 0..<Self.attempts {
            let trace = try await program.reference.run(.live)
            faults = program.steps.flatMap { step in
                step.faultsLive(in: trace).map { "\(step.id), \($0)" }
            }
            if faults.isEmpty { return }
        }
        Issue.record("in each of \(Self.attempts) runs: \(faults)")
    }
}

@Suite("The proof of a lesson")
struct ProofOfTheProofTests {
    /// A run of 0.5 s in which five downloads sleep.
    private func trace(_ clock: TraceClock) async throws -> Trace {
        let lesson = try #require(try Course.own.get().lesson(named: "sleeping-and-blocking"))
        let program = try #require(lesson.program(named: "all-asynchronous"))
        return try await program.run(clock)
    }

    private let state = Measure.state(ofTask: "download 3", at: 0.25)

    @Test(
        "fails for each claim that is false, under either clock",
        arguments: [TraceClock.virtual, .live]
    )
    func falseClaims(clock: TraceClock) async throws {
        let trace = try await trace(clock)
        let claims: [Claim] = [
            Claim(.makespan, is: .seconds(0.1), line: 1),
            Claim(.makespan, is: .seconds(2.5), line: 2),
            Claim(.end(ofTask: "tea"), is: .seconds(0.5), line: 3),
            Claim(.ends(count: 6), is: .seconds(0.5), line: 4),
            Claim(state, is: .state(.ready), line: 5),
            Claim(.time(ofTask: "download 1", in: .blocking), is: .seconds(0.5), line: 6),
            Claim(.orderOfEnds, is: .order(["download 2", "tea"]), line: 7),
        ]
        for claim in claims {
            let step = Step(id: "false", title: "False", claims: [claim])
            let faults =
                clock == .virtual
                ? step.faults(in: trace).map(\.description) : step.faultsLive(in: trace)
            #expect(faults.count == 1 && faults[0].hasPrefix("line \(claim.line): "), "\(faults)")
        }
    }

    @Test("fails for a claim that is a hundredth of a second wrong, under the virtual clock")
    func exactness() async throws {
        let trace = try await trace(.virtual)
        #expect([Claim(.makespan, is: .seconds(0.5), line: 1)].faults(in: trace) == [])
        let wrong = Claim(.makespan, is: .seconds(0.51), line: 1)
        #expect([wrong].faults(in: trace) == [.claim(wrong, found: .seconds(0.5))])
    }

    @Test("fails for a question without a right choice, or without a word on a wrong one")
    func questions() async throws {
        let trace = try await trace(.virtual)
        func faults(_ choices: [Choice]) -> [String] {
            let question = Question(text: "What?", choices: choices, measure: state)
            return Step(id: "asked", title: "Asked", question: question)
                .faults(in: trace).map(\.description)
        }
        #expect(
            faults([Choice(.state(.ready)), Choice(.state(.running))])
                == ["'What?' is sleeping: none of [\"ready\", \"running\"]"]
        )
        #expect(
            faults([Choice(.state(.ready)), Choice(.state(.sleeping), because: "It sleeps.")])
                == ["'What?' says nothing of the wrong choice ready"]
        )
        #expect(
            faults([Choice(.state(.ready), because: "It sleeps."), Choice(.state(.sleeping))]) == []
        )
    }

    @Test("passes what is true of the same run, under either clock")
    func trueClaims() async throws {
        let claims = [
            Claim(state, is: .state(.sleeping), line: 1),
            Claim(.time(ofTask: "download 1", in: .blocking), is: .seconds(0), line: 2),
        ]
        let step = Step(id: "true", title: "True", claims: claims)
        #expect(step.faults(in: try await trace(.virtual)) == [])
        #expect(step.faultsLive(in: try await trace(.live)) == [])
    }

    @Test("names the line of the lesson, what is claimed and what is so")
    func text() {
        var trace = Trace()
        trace.end(at: 500_000_000, inGoodOrder: true)
        let claims = [Claim(.makespan, is: .seconds(2.5), line: 31)]
        #expect(
            claims.faults(in: trace).map(\.description)
                == ["line 31: makespan is 0.50 s, not 2.50 s"]
        )
    }
}
