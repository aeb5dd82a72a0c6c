import Curriculum
import TestSupport
import Testing
import TraceModel

@testable import Grading

@Suite("A check of an answer")
struct CheckTests {
    private func required(_ requirements: Requirement..., given: [String] = []) -> Check {
        Check(given: given, requirements: requirements)
    }

    @Test("tells the first thing that is wrong, with its author's sentence and place")
    func first() throws {
        let run = AnswerRun("let a = 1\nawait load()\n").over(60)
        let check = required(
            Requirement(.makespan(Bounds(least: 0.5))),
            Requirement(.source(keeps: ["nothing"], lacks: [])),
            Requirement(.makespan(Bounds(most: 0.3)), because: "So.", place: "await load"),
            Requirement(.lastLine("b"))
        )
        let fault = try #require(check.fault(in: run.judged))
        #expect(fault.sentence == "It takes 0.60 s; it should take at most 0.30 s.")
        #expect(fault.explanation == "So.")
        #expect(fault.line == 2)
        #expect(fault.text == "It takes 0.60 s; it should take at most 0.30 s. So.")
    }

    @Test("holds where all does")
    func holds() {
        let check = required(
            Requirement(.makespan(Bounds(most: 0.3))),
            Requirement(.everySchedule(9))
        )
        #expect(check.fault(in: AnswerRun().over(30).judged) == nil)
    }

    @Test(
        "fails where the run came to no good end",
        arguments: [
            (RunEnd.exited(3), "It ends with status 3; it should end with 0.", Fault.Kind.status),
            (.signaled("SIGILL"), "It crashes (SIGILL).", .crash),
            (.stopped("output limit"), "It prints without end: it was stopped.", .limit),
            (.stopped("memory limit"), "It was stopped: memory limit.", .limit),
            (.stopped(.deadlock), "It deadlocks: nothing can ever go on.", .deadlock),
            (
                .stopped(.livelock),
                "It runs in circles: its tasks yield to each other without end.", .livelock
            ),
            (
                .timeLimit, "It does not end: it was stopped when its time was over.", .tooLong
            ),
        ]
    )
    func ends(end: RunEnd, sentence: String, kind: Fault.Kind) throws {
        let run = AnswerRun(end: end).over(10)
        let fault = try #require(required(Requirement(.lastLine("b"))).fault(in: run.judged))
        #expect(fault.sentence.hasPrefix(sentence))
        #expect(fault.kind == kind)
    }

    @Test("tells why and where a run crashed, as the report of the crash has it")
    func crash() throws {
        let report = """
            Swift/ContiguousArrayBuffer.swift:695: Fatal error: Index out of range

            *** Signal 4: Backtracing from 0x7f... done ***

            Thread 0 "a" crashed:

            0 0x7f _assertionFailure in libswiftCore.so
            1 [inlined] 0x55 first(_:) in a at /tmp/answers/a.swift:5:12
            2 0x55 static Program.main() in a at /tmp/answers/a.swift:9:4

            """
        let run = AnswerRun(end: .signaled("SIGILL")).prints(report, stream: .standardError)
        let fault = try #require(required().fault(in: run.path("/tmp/answers/a.swift").judged))
        #expect(fault.sentence == "It crashes (SIGILL): Index out of range.")
        #expect(fault.line == 5)
        let elsewhere = required().fault(in: run.path("/tmp/b.swift").judged)
        #expect(elsewhere?.line == nil)
    }

    // MARK: Known mistakes

    /// One task blocks its thread for 0.5 s, where 0.3 s are allowed.
    private var slow: AnswerRun {
        AnswerRun().task(2, "a", at: 0).blocks(2, 0, 50, line: 3).ends(2, 50)
    }

    @Test("names a mistake that was seen, where it can be the reason")
    func mistakes() throws {
        let late = try #require(slow.fault(.makespan(Bounds(most: 0.3))))
        let words = "a kept its thread for 0.500 s in usleep without using it."
        #expect(slow.judged.mistake(behind: late) == words)
        #expect(slow.judged.mistake(behind: late, harmless: ["blocked-thread"]) == nil)
        let early = try #require(slow.fault(.makespan(Bounds(least: 0.8))))
        #expect(slow.judged.mistake(behind: early) == nil)
        let blocked = try #require(slow.fault(.blocked(on: nil, Bounds(most: 0))))
        #expect(slow.judged.mistake(behind: blocked) == nil)
    }

    @Test("names an unheeded cancellation where a cancelled task prints too much")
    func cancelled() throws {
        let run = AnswerRun("try? await sleep()").task(2, "a", at: 0)
            .prints("late\n", at: 5, by: 2, on: .pool).ends(2, 10, cancelled: true)
        let fault = try #require(run.fault(.output(.anyOrder, ["b"])))
        let words = "a was cancelled, and goes on: behind a sleep that was cancelled, 'try?'"
        #expect(run.judged.mistake(behind: fault)?.hasPrefix(words) == true)
        let outcome = try #require(run.fault(.tasks(named: "a", nil, .returned)))
        #expect(run.judged.mistake(behind: outcome) == nil)
    }

    @Test("can be told that a mistake is none by the word that is known for it")
    func words() {
        for name in Check.namedMistakes { #expect(Finding.Kind(rawValue: name) != nil) }
    }

    // MARK: The source

    private func found(_ source: String, starter: String, _ check: Check) -> Fault? {
        let starter = SwiftText(starter)
        return check.fault(in: SwiftText(source, starter: starter), starter: starter)
    }

    @Test("holds the source to what is given")
    func given() throws {
        let starter = "func load() { wait() }\nfunc other() {}"
        let check = required(given: ["load", "other"])
        #expect(found(starter, starter: starter, check) == nil)
        let moved = "enum A {}\nfunc other() {\n}\nfunc load() { wait() } // given"
        #expect(found(moved, starter: starter, check) == nil)
        let changed = try #require(
            found("let a = 1\nfunc load() { }\nfunc other() {}", starter: starter, check)
        )
        #expect(changed.sentence == "'load' was changed: it is given, and has to stay.")
        #expect(changed.kind == .given)
        #expect(changed.line == 2)
        let missing = found("func other() {}", starter: starter, check)
        #expect(missing?.sentence == "'load' is missing: it is given, and has to stay.")
        let hidden = "#if false\n\(starter)\n#endif\nfunc load() { print(1) }"
        #expect(found(hidden, starter: starter, check)?.kind == .given)
        let beside = "func load(_ page: Int) { }\n\(starter)"
        #expect(found(beside, starter: starter, check) == nil)
    }

    @Test("holds the source to pieces of code")
    func pieces() throws {
        let check = required(
            Requirement(
                .source(keeps: ["await load("], lacks: ["usleep(", "Task.sleep("]),
                because: "So."
            )
        )
        #expect(found("await load(1)", starter: "", check) == nil)
        #expect(found("await load(1) // usleep(1)", starter: "", check) == nil)
        let missing = try #require(found("load(1)", starter: "", check))
        #expect(missing.sentence == "'await load(' is missing.")
        #expect(missing.explanation == "So.")
        #expect(missing.kind == .source)
        let there = try #require(
            found("await load(1)\n\nTask\n  .sleep(1)", starter: "", check)
        )
        #expect(there.sentence == "'Task.sleep(' must not be there.")
        #expect(there.line == 3)
        let hidden = found("#if false\nawait load(1)\n#endif", starter: "", check)
        #expect(hidden?.sentence == "'await load(' is missing.")
        let shown = found("await load(1)\n#if true\nusleep(1)\n#endif", starter: "", check)
        #expect(shown?.line == 3)
    }
}

@Suite("A pattern")
struct PatternTests {
    @Test(
        "matches a whole text, and tells what its stars stand for",
        arguments: [
            ("page", "page", []), ("*", "", [""]), ("*", "page", ["page"]),
            ("page *", "page 1", ["1"]), ("page *", "page ", [""]),
            ("page * of *", "page 1 of 2", ["1", "2"]), ("*a*", "banana", ["b", "nana"]),
            ("a*b*c", "a1b2bc", ["1", "2b"]), ("**", "ab", ["", "ab"]),
            ("*, *, *", "1, 2, 3, 4", ["1", "2", "3, 4"]), ("é*", "é🇪🇺", ["🇪🇺"]),
            ("page * asked", "page 1 asked asked", ["1 asked"]), ("", "", []),
        ] as [(String, String, [Substring])]
    )
    func matches(pattern: String, text: String, wildcards: [Substring]) {
        #expect(Pattern(pattern).wildcards(in: text) == wildcards)
        #expect(Pattern(pattern).matches(text))
    }

    @Test(
        "does not match a part of a text",
        arguments: [
            ("page", "page 1"), ("page", "a page"), ("page *", "page"), ("*page", "page 1"),
            ("ab*ba", "aba"), ("a*b*c", "acb"), ("a*b*b", "ab"), ("", "a"), ("Page *", "page 1"),
            ("a.c", "abc"),
        ]
    )
    func fails(pattern: String, text: String) {
        #expect(!Pattern(pattern).matches(text))
    }
}
