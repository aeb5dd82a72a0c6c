import Curriculum
import Grading
import Testing
import TraceModel

@Suite("What a run answers about its output")
struct OutputAnswerTests {
    /// A run that prints these pieces, each to a stream.
    private func trace(_ pieces: [(OutputStream, String)]) -> Trace {
        var trace = Trace()
        for (index, (stream, text)) in pieces.enumerated() {
            let fact = TraceEvent.Fact.printed(nil, stream: stream, text: text)
            let time = Nanoseconds(index + 1) * 100_000_000
            trace.apply(TraceEvent(time: time, thread: .main, fact: fact))
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

    @Test("are the number of lines, once the program has ended")
    func numberOfLines() {
        var kettle = kettle
        #expect(kettle.answer(to: .numberOfLines) == nil)
        kettle.end(at: 600_000_000, inGoodOrder: true)
        #expect(kettle.answer(to: .numberOfLines) == .count(3, of: .line))
    }

    @Test("are the moment when a line's first character is printed, for the first time")
    func printing() {
        #expect(kettle.answer(to: .printing(ofLine: "filled")) == .seconds(0.1))
        #expect(kettle.answer(to: .printing(ofLine: "2 cups")) == .seconds(0.3))
        #expect(kettle.answer(to: .printing(ofLine: "done")) == .seconds(0.5))
        #expect(kettle.answer(to: .printing(ofLine: "cups")) == nil)
        let twice = trace([(.standardOutput, "hot\nhot\n"), (.standardOutput, "hot\n")])
        #expect(twice.answer(to: .printing(ofLine: "hot")) == .seconds(0.1))
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
