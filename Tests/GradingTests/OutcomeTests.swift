import Curriculum
import Grading
import Testing
import TraceModel

@Suite("The right choice")
struct ChoiceTests {
    private func rightChoice(_ seconds: [Double], measure: Measure = .makespan) -> Int?? {
        let question = Question(
            text: "How long?",
            choices: seconds.map { Choice(.seconds($0)) },
            measure: measure
        )
        return question.outcome(in: downloads()).map(\.rightChoice)
    }

    @Test("is the nearest time")
    func nearest() {
        #expect(rightChoice([0.5, 1.5, 2.5]) == .some(1))
        #expect(rightChoice([1.4, 0.5]) == .some(0))
        #expect(rightChoice([0.5, 2.5, 1.7]) == .some(2))
    }

    @Test("is none where no time is near enough")
    func tooFar() {
        #expect(rightChoice([1.0, 2.0]) == .some(nil))
        #expect(rightChoice([1.1, 2.2]) == .some(nil))
        #expect(rightChoice([0.5, 2.6]) == .some(nil))
    }

    @Test("is exactly at the limit still the nearest")
    func limit() {
        #expect(rightChoice([1.25, 1.0]) == .some(0))
    }

    @Test("of a state or an order is the same one")
    func equal() {
        let state = Question(
            text: "What?",
            choices: [.running, .sleeping, .ready].map { Choice(.state($0)) },
            measure: .state(ofTask: "download 1", at: 0.25)
        )
        #expect(state.outcome(in: downloads())?.rightChoice == 1)
        let orders = [["download 2", "download 1"], ["download 1", "download 2"]]
        let order = Question(
            text: "Which?",
            choices: orders.map { Choice(.order($0)) },
            measure: .orderOfEnds
        )
        let outcome = order.outcome(in: downloads())
        #expect(outcome?.answer == .order(["download 1", "download 2"]))
        #expect(outcome?.rightChoice == 1)
        let wrong = Question(
            text: "Which?",
            choices: [Choice(.order(["a", "b"])), Choice(.order(["b", "a"]))],
            measure: .orderOfEnds
        )
        #expect(wrong.outcome(in: downloads())?.rightChoice == .some(nil))
    }

    @Test("is none where answer and choices are of different kinds")
    func otherKind() {
        let question = Question(
            text: "How long?",
            choices: [Choice(.state(.ready)), Choice(.order(["a"]))],
            measure: .makespan
        )
        #expect(question.outcome(in: downloads())?.answer == .seconds(1.5))
        #expect(question.outcome(in: downloads())?.rightChoice == .some(nil))
    }

    @Test("is unknown where the run cannot tell")
    func unknown() {
        #expect(rightChoice([0.5, 1.5], measure: .end(ofTask: "tea")) == .none)
    }
}

@Suite("A claim")
struct ClaimTests {
    private func verdict(
        _ measure: Measure,
        is answer: Answer,
        tolerance: Double = 0
    ) -> ClaimVerdict {
        Claim(measure, is: answer, line: 1).verdict(in: downloads(), tolerance: tolerance)
    }

    @Test("of a time holds within the tolerance, on both sides")
    func tolerance() {
        #expect(verdict(.makespan, is: .seconds(1.5)) == .holds)
        #expect(verdict(.makespan, is: .seconds(1.25), tolerance: 0.25) == .holds)
        #expect(verdict(.makespan, is: .seconds(1.75), tolerance: 0.25) == .holds)
        #expect(
            verdict(.makespan, is: .seconds(1.8), tolerance: 0.25) == .fails(answer: .seconds(1.5))
        )
        #expect(
            verdict(.makespan, is: .seconds(1.2), tolerance: 0.25) == .fails(answer: .seconds(1.5))
        )
    }

    @Test("of a state or an order holds only as it is, whatever the tolerance")
    func exact() {
        let state = Measure.state(ofTask: "download 2", at: 0.25)
        #expect(verdict(state, is: .state(.ready)) == .holds)
        #expect(
            verdict(state, is: .state(.sleeping), tolerance: 100) == .fails(answer: .state(.ready))
        )
        let order = Answer.order(["download 1", "download 2"])
        #expect(verdict(.orderOfEnds, is: order) == .holds)
        #expect(
            verdict(.orderOfEnds, is: .order(["download 2", "download 1"]), tolerance: 100)
                == .fails(answer: order)
        )
    }

    @Test("fails where the run cannot tell, or tells something of another kind")
    func untold() {
        #expect(
            verdict(.end(ofTask: "tea"), is: .seconds(1), tolerance: 100) == .fails(answer: nil)
        )
        #expect(
            verdict(.makespan, is: .state(.ready), tolerance: 100) == .fails(answer: .seconds(1.5))
        )
    }
}
