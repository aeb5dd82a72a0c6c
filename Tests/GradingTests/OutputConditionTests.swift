import Curriculum
import Grading
import TestSupport
import Testing
import TraceModel

@Suite("Required output")
struct OutputConditionTests {
    /// What is wrong with lines that are printed, each at its own line of the source.
    private func found(
        _ printed: [String],
        _ form: Condition.OutputForm,
        _ wanted: [String]
    ) -> Fault? {
        run(printed).fault(.output(form, wanted))
    }

    private func run(_ printed: [String]) -> AnswerRun {
        printed.enumerated().reduce(AnswerRun().task(2, "page", at: 0)) { run, line in
            run.prints(line.element + "\n", by: 2, on: .pool, line: line.offset + 1)
        }
    }

    @Test(
        "line by line holds where it is just this",
        arguments: [
            ["a\nb\n"], ["a\nb"], ["a\n", "b"], ["a", "\nb\n"], ["a\r\nb\r\n"],
            ["\n a \n\n\tb\n\n"],
            ["a\n", "\n", "b \n"],
        ]
    )
    func exact(pieces: [String]) {
        let run = pieces.reduce(AnswerRun()) { $0.prints($1) }
        #expect(run.fault(.output(.exact, ["a", "b"])) == nil)
        #expect(run.fault(.output(.exact, ["", " a", "b "])) == nil)
        #expect(run.fault(.output(.anyOrder, ["b ", "a"])) == nil)
        #expect(run.fault(.output(.patterns, ["[a]", "b"])) == nil)
        #expect(run.fault(.lastLine("b ")) == nil)
    }

    @Test("counts standard output only, and any letters")
    func streams() {
        let run = AnswerRun().prints("oh\n", stream: .standardError).prints("Grüße 🇪🇺 e\u{301}\n")
        #expect(run.fault(.output(.exact, ["Grüße 🇪🇺 é"])) == nil)
        #expect(run.fault(.output(.patterns, ["Gr.{3} . é"])) == nil)
    }

    @Test("line by line tells the first line that is another one")
    func otherLine() throws {
        let fault = try #require(found(["a", "x", "c"], .exact, ["a", "b", "c"]))
        #expect(fault.sentence == "Line 2 of the output is 'x', not 'b'.")
        #expect(fault.kind == .output)
        #expect(fault.line == 2)
        #expect(fault.task == "page")
        #expect(fault.expected == "a\nb\nc")
        #expect(fault.actual == "a\nx\nc")
    }

    @Test("line by line tells what is missing and what is too much")
    func length() {
        func says(_ printed: [String]) -> String? {
            found(printed, .exact, ["a", "b"])?.sentence
        }
        #expect(says([]) == "Nothing is printed; the first line should be 'a'.")
        #expect(says(["a"]) == "The output ends after 1 line; 'b' is missing.")
        #expect(says(["a", "b", "c"]) == "'c' is printed, and is one line too many.")
        #expect(found(["a", "b", "c"], .exact, ["a", "b"])?.line == 3)
        let three = found(["a", "b"], .exact, ["a", "b", "c"])?.sentence
        #expect(three == "The output ends after 2 lines; 'c' is missing.")
    }

    @Test("in order lets other lines stand between")
    func inOrder() {
        func says(_ printed: [String]) -> String? {
            found(printed, .inOrder, ["a", "b", "a"])?.sentence
        }
        #expect(says(["x", "a", "x", "b", "a", "x"]) == nil)
        #expect(says(["b", "a"]) == "'b' is printed before 'a'; it should come after it.")
        #expect(says(["b", "x"]) == "'a' is missing from the output.")
        #expect(says(["a", "b"]) == "'a' is printed before 'b'; it should come after it.")
        #expect(says([]) == "'a' is missing from the output.")
        #expect(found(["b", "a"], .inOrder, ["a", "b"])?.line == 1)
    }

    @Test("in any order counts each line")
    func anyOrder() {
        func says(_ printed: [String]) -> String? {
            found(printed, .anyOrder, ["a", "b", "a"])?.sentence
        }
        #expect(says(["a", "a", "b"]) == nil)
        #expect(says(["b", "a", "a", "b"]) == "'b' is printed once too often.")
        #expect(says(["b", "x"]) == "'x' is printed, and should not be.")
        #expect(says(["b", "a"]) == "'a' is not printed often enough.")
        #expect(says(["a", "a"]) == "'b' is missing from the output.")
        #expect(found(["b", "b"], .anyOrder, ["a", "b"])?.line == 2)
    }

    @Test("by patterns matches each line as a whole, and never tells the pattern")
    func patterns() throws {
        let wanted = ["page \\d+", "b.*|c"]
        #expect(found(["page 10", "bcd"], .patterns, wanted) == nil)
        #expect(found(["page 10", "c"], .patterns, wanted) == nil)
        let partly = try #require(found(["page 10x", "b"], .patterns, wanted))
        #expect(
            partly.sentence == "Line 1 of the output is 'page 10x', which is not as it should be."
        )
        #expect(partly.line == 1)
        #expect(partly.expected == nil)
        #expect(found(["page 1", "cc"], .patterns, wanted) != nil)
        #expect(
            found(["page 1"], .patterns, wanted)?.sentence == "1 line is printed; it should be 2."
        )
        let more = found(["page 1", "b", "b"], .patterns, wanted)
        #expect(more?.sentence == "3 lines are printed; it should be 2.")
        #expect(found([], .patterns, wanted)?.sentence == "0 lines are printed; it should be 2.")
    }

    @Test("has a last line")
    func lastLine() {
        #expect(run(["a", "b"]).fault(.lastLine("b")) == nil)
        #expect(run(["a", "b"]).says(.lastLine("c")) == "The last line is 'b', not 'c'.")
        #expect(run(["a", "b"]).fault(.lastLine("c"))?.line == 2)
        #expect(run([]).says(.lastLine("c")) == "Nothing is printed; the last line should be 'c'.")
    }

    @Test("is quoted in short, and shown in part, where there is much of it")
    func long() throws {
        let line = String(repeating: "x", count: 100_000)
        let fault = try #require(found([line], .exact, ["a"]))
        #expect(fault.sentence.count < 200)
        #expect(fault.sentence.contains("xxx…', not 'a'"))
        #expect((fault.actual?.count ?? 0) < 200)
        let many = AnswerRun().prints(String(repeating: "y\n", count: 100_000))
        #expect((many.fault(.output(.anyOrder, ["a"]))?.actual?.count ?? 0) < 1000)
        #expect(run([line]).fault(.output(.patterns, ["(x+)+y"])) != nil)
    }

    @Test("is printed by what is given")
    func printsOnly() throws {
        let source = "func load() {\n  print(1)\n}\nfunc other() {\n  print(2)\n}\nfunc save() {}"
        let right = AnswerRun(source).prints("a\n", line: 2).prints("b\n")
        #expect(right.fault(.printsOnly(["load"])) == nil)
        let wrong = right.prints("c\n", line: 5)
        let fault = try #require(wrong.fault(.printsOnly(["load", "save"])))
        #expect(fault.sentence == "'c' is printed by line 5, not by load or save.")
        #expect(fault.line == 5)
        #expect(fault.kind == .source)
        #expect(wrong.fault(.printsOnly(["load", "other"])) == nil)
    }

    @Test("is printed by the declaration that is given, not by one with its name")
    func printsOnlyGiven() {
        let starter = "struct P {\n  func load() {\n    wait()\n  }\n}"
        let source = "func load() {\n  print(1)\n}\n\(starter)"
        let run = AnswerRun(source, starter: starter).prints("a\n", line: 2)
        #expect(run.fault(.printsOnly(["load"])) != nil)
        let given = AnswerRun(source, starter: starter).prints("a\n", line: 6)
        #expect(given.fault(.printsOnly(["load"])) == nil)
    }
}
