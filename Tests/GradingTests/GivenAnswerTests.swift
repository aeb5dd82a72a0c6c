import Curriculum
import Grading
import Testing
import TraceModel

@Suite("An answer that a learner gives")
struct GivenAnswerTests {
    private func question(_ form: QuestionForm, _ measure: Measure) -> Question {
        Question(text: "?", form: form, measure: measure)
    }

    private func accepts(_ given: String, _ question: Question) -> Bool? {
        question.outcome(in: downloads()).map { question.accepts(given, $0.answer) }
    }

    @Test("a time is right to a twentieth of a second, a count exactly")
    func numbers() {
        let time = question(.number, .end(ofTask: "download 1"))
        for given in ["0.75", "0.7", "0.8", ".75", "0.750"] {
            #expect(accepts(given, time) == true)
        }
        for given in ["0.68", "0.82", "75", "", "-0.75", "soon"] {
            #expect(accepts(given, time) == false)
        }
        let count = question(.number, .numberOfTasks)
        #expect(accepts("5", count) == true)
        #expect(accepts("4", count) == false)
        #expect(accepts("5", question(.number, .end(ofTask: "tea"))) == nil)
    }

    @Test("an order is that in which the run has the things first")
    func order() {
        let order = question(.order(of: ["download 2", "download 1"]), .orderOfEnds)
        #expect(order.outcome(in: downloads())?.answer == .order(["download 1", "download 2"]))
        let given = Question.text(ofOrder: ["download 1", "download 2"])
        #expect(accepts(given, order) == true)
        #expect(accepts("download 2, download 1", order) == false)
    }

    @Test(
        "a task is one of those that the search finds",
        arguments: [
            (TaskSearch.longest(.blocking), ["download 1"]),
            (.longest(.ready), ["download 3"]),
            (.longest(.running), ["download 2"]),
            (.inState(.sleeping, at: 0.3), ["download 1"]),
            (.outcome(.unfinished), ["main", "download 3"]),
            (.outcome(.threw), ["download 2"]),
            (.place(.firstToStart), ["download 1"]),
            (.place(.lastToStart), ["download 2"]),
            (.place(.firstToEnd), ["task 5"]),
            (.place(.lastToEnd), ["download 2"]),
        ]
    )
    func tasks(search: TaskSearch, found: [String]) {
        let question = question(.task, .tasks(search))
        #expect(question.outcome(in: downloads())?.answer == .tasks(found))
        for task in found { #expect(accepts(task, question) == true) }
        #expect(accepts("tea", question) == false)
    }

    @Test("a search that finds nothing has no answer")
    func nothing() {
        let question = question(.task, .tasks(.outcome(.cancelled)))
        #expect(question.outcome(in: downloads()) == nil)
        let step = Step(id: "a", title: "A", question: question)
        #expect(step.faults(in: downloads()) == [.unanswered(question)])
    }

    @Test("has to be possible, and explained")
    func faults() {
        let missing = question(.order(of: ["download 1", "tea"]), .orderOfEnds)
        let answer = Answer.order(["task 5", "download 1", "download 2"])
        let faults = Step(id: "a", title: "A", question: missing).faults(in: downloads())
        guard case .noRightChoice(missing, let found) = faults.first else {
            Issue.record("\(faults)")
            return
        }
        #expect(found != answer)
        let silent = question(.number, .makespan)
        #expect(
            Step(id: "a", title: "A", question: silent).faults(in: downloads())
                == [.unexplained(silent, nil)]
        )
    }
}
