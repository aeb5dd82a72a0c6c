import Curriculum
import Grading
import Testing
import TraceModel

@Suite("What a run answers about its output")
struct OutputAnswerTests {
    /// A run that prints these pieces, each to a stream.
    private func trace(_ pieces: [(OutputStream, String)]) -> Trace {
        var trace = Trace()
        for (stream, text) in pieces {
            trace.apply(
                TraceEvent(time: 1, thread: .main, fact: .printed(nil, stream: stream, text: text))
            )
        }
        return trace
    }

    private var kettle: Trace {
        trace([
            (.standardOutput, "filled\n"), (.standardError, "too hot\n"),
            (.standardOutput, "  2 "), (.standardOutput, "cups\n\n"),
            (.standardOutput, "done"),
        ])
    }

    @Test("are the lines of standard output, without outer spaces and blank lines")
    func lines() {
        #expect(kettle.answer(to: .output) == .lines(["filled", "2 cups", "done"]))
        #expect(trace([(.standardOutput, " \n")]).answer(to: .output) == nil)
        #expect(trace([(.standardError, "no\n")]).answer(to: .output) == nil)
    }

    @Test("are single lines, by number and the last")
    func line() {
        #expect(kettle.answer(to: .line(1)) == .line("filled"))
        #expect(kettle.answer(to: .line(2)) == .line("2 cups"))
        #expect(kettle.answer(to: .line(4)) == nil)
        #expect(kettle.answer(to: .line(0)) == nil)
        #expect(kettle.answer(to: .lastLine) == .line("done"))
        #expect(Trace().answer(to: .lastLine) == nil)
    }

    @Test("make the choice right that says the same")
    func choice() {
        let question = Question(
            text: "What is printed last?",
            choices: [Choice(.line("3 cups")), Choice(.line("done"))],
            measure: .lastLine
        )
        #expect(question.outcome(in: kettle)?.rightChoice == 1)
        let claim = Claim(.output, is: .lines(["filled", "done"]), line: 1)
        #expect(
            claim.verdict(in: kettle, tolerance: 1)
                == .fails(answer: .lines(["filled", "2 cups", "done"]))
        )
    }
}
