import Curriculum
import ExampleRunner
import TestSupport
import Testing
import TraceModel

/// What lessons say, their programs do.
@Suite("The lessons", .serialized)
struct LessonProofTests {
    /// How often a program is run before its step counts as wrong: the machine may be busy.
    private static let attempts = 3

    @Test("are read without problems and without warnings")
    func lessons() throws {
        let course = try Course.own.get()
        #expect(!course.lessons.isEmpty)
        // What follows is proven of these.
        #expect(
            course.lessons.flatMap(\.steps).compactMap(\.program).allSatisfy { program in
                Course.programs.contains { $0.reference == program }
            }
        )
        #expect(course.warnings.map(\.description) == [])
    }

    @Test("have programs that compile without warnings", arguments: Course.programs)
    func warnings(program: LessonProgram) async throws {
        let compiled = try await program.reference.compile()
        #expect(compiled.warnings.map(\.description) == [])
    }

    @Test("claim what is so, and ask what has one right answer", arguments: Course.programs)
    func claims(program: LessonProgram) async throws {
        let steps = try Course.own.get().lessons.flatMap(\.steps).filter {
            $0.program == program.reference
        }
        var faults: [String] = []
        for _ in 0..<Self.attempts {
            let trace = try await program.reference.run()
            faults = steps.flatMap { step in step.faults(in: trace).map { "\(step.id), \($0)" } }
            if faults.isEmpty { return }
        }
        Issue.record("in each of \(Self.attempts) runs: \(faults)")
    }
}

@Suite("The proof of a lesson")
struct ProofOfTheProofTests {
    /// A run of 0.5 s in which five downloads sleep.
    private func trace() async throws -> Trace {
        let lesson = try #require(try Course.own.get().lesson(named: "sleeping-and-blocking"))
        let program = try #require(lesson.program(named: "all-asynchronous"))
        return try await program.run()
    }

    @Test("fails for each claim that is false, and for a question without a right choice")
    func falseClaims() async throws {
        let trace = try await trace()
        let state = Measure.state(ofTask: "download 3", at: 0.25)
        let claims: [Claim] = [
            Claim(.makespan, is: .seconds(0.2), line: 1),
            Claim(.makespan, is: .seconds(2.5), line: 2),
            Claim(.end(ofTask: "tea"), is: .seconds(0.5), line: 3),
            Claim(.ends(count: 6), is: .seconds(0.5), line: 4),
            Claim(state, is: .state(.ready), line: 5),
            Claim(.time(ofTask: "download 1", in: .blocking), is: .seconds(0.5), line: 6),
            Claim(.orderOfEnds, is: .order(["download 2", "tea"]), line: 7),
        ]
        for claim in claims {
            let step = Step(id: "false", title: "False", claims: [claim])
            let faults = step.faults(in: trace)
            #expect(faults.count == 1 && faults[0].hasPrefix("line \(claim.line): "), "\(faults)")
        }
        let choices = [Choice(.state(.ready)), Choice(.state(.running))]
        let question = Question(text: "What?", choices: choices, measure: state)
        let asked = Step(id: "asked", title: "Asked", question: question)
        #expect(
            asked.faults(in: trace) == ["'What?' is sleeping: none of [\"ready\", \"running\"]"]
        )
    }

    @Test("passes what is true of the same run")
    func trueClaims() async throws {
        let trace = try await trace()
        let state = Measure.state(ofTask: "download 3", at: 0.25)
        let step = Step(
            id: "true",
            title: "True",
            question: Question(
                text: "What?",
                choices: [Choice(.state(.ready)), Choice(.state(.sleeping))],
                measure: state
            ),
            claims: [
                Claim(state, is: .state(.sleeping), line: 1),
                Claim(.time(ofTask: "download 1", in: .blocking), is: .seconds(0), line: 2),
            ]
        )
        #expect(step.faults(in: trace) == [])
    }

    @Test("names the line of the lesson, what is claimed and what is so")
    func text() {
        var trace = Trace()
        trace.end(at: 500_000_000, inGoodOrder: true)
        let step = Step(
            id: "false",
            title: "False",
            claims: [Claim(.makespan, is: .seconds(2.5), line: 31)]
        )
        #expect(step.faults(in: trace) == ["line 31: makespan is 0.50 s, not 2.50 s"])
    }
}
