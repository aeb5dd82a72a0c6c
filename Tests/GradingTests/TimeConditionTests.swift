import Curriculum
import Grading
import TestSupport
import Testing
import TraceModel

@Suite("Required times")
struct TimeConditionTests {
    @Test("are exact under the virtual clock")
    func makespan() throws {
        let run = AnswerRun().over(60)
        #expect(run.fault(.makespan(Bounds(least: 0.6, most: 0.6))) == nil)
        #expect(run.fault(.makespan(Bounds(least: 0.5))) == nil)
        let slow = try #require(run.fault(.makespan(Bounds(most: 0.35))))
        #expect(slow.sentence == "It takes 0.60 s; it should take at most 0.35 s.")
        #expect(slow.kind == .makespan)
        #expect(slow.expected == "at most 0.35 s")
        #expect(slow.actual == "0.60 s")
        #expect(
            run.says(.makespan(Bounds(least: 0.61, most: 0.7)))
                == "It takes 0.60 s; it should take 0.61 s to 0.70 s."
        )
        #expect(
            run.says(.makespan(Bounds(least: 0.61)))
                == "It takes 0.60 s; it should take at least 0.61 s."
        )
        #expect(
            run.says(.makespan(Bounds(least: 1, most: 1)))
                == "It takes 0.60 s; it should take 1.00 s."
        )
    }

    @Test("may be late in real time, and not early")
    func live() {
        let run = AnswerRun(clock: .live).over(40)
        #expect(run.fault(.makespan(Bounds(least: 0.3, most: 0.3))) == nil)
        #expect(run.fault(.makespan(Bounds(least: 0.405, most: 0.405))) == nil)
        #expect(run.fault(.makespan(Bounds(least: 0.45))) != nil)
        #expect(run.fault(.makespan(Bounds(most: 0.15))) != nil)
    }

    @Test("of blocked threads are short in real time where nothing blocks")
    func liveBlocking() {
        let none = Condition.blocked(on: nil, Bounds(most: 0))
        let run = AnswerRun(clock: .live).task(2, "a", at: 0)
        #expect(run.blocks(2, 0, 4).fault(none) == nil)
        #expect(run.blocks(2, 0, 10).fault(none) != nil)
    }

    // MARK: Spans

    private static let source = "func load() {\n  sleep()\n}\nfunc other() {\n  sleep()\n}"

    /// Three pages: 1 from 0.0 to 0.2, 2 from 0.1 to 0.3, 3 from 0.3 to 0.5.
    private var pages: AnswerRun {
        [(2, 0, 20, 2), (3, 10, 30, 2), (4, 30, 50, 5)].reduce(AnswerRun(Self.source)) {
            run,
            page in
            let (id, from, to, line) = page
            let task = TaskID(rawValue: UInt32(id))
            return run.task(task, "page \(id - 1)", at: Nanoseconds(from))
                .prints("page \(id - 1) asked\n", at: Nanoseconds(from), by: task, line: 1)
                .sleeps(task, Nanoseconds(from), Nanoseconds(to), line: line)
                .prints("page \(id - 1) here\n", at: Nanoseconds(to), by: task, line: 3)
                .ends(task, Nanoseconds(to))
        }.over(50)
    }

    private static let allPages: [Condition.Spans] = [
        .task("page *"), .lines("page * asked", "page * here"), .state(.sleeping, within: nil),
    ]

    @Test("of tasks, lines and states are the same where these go on together", arguments: allPages)
    func inFlight(spans: Condition.Spans) throws {
        #expect(pages.fault(.inFlight(spans, Bounds(least: 2, most: 2))) == nil)
        let few = try #require(pages.fault(.inFlight(spans, Bounds(least: 3))))
        #expect(few.sentence.hasPrefix("At most 2 "))
        #expect(few.sentence.hasSuffix(" at a time; it should be at least 3."))
        #expect(few.expected == "at least 3")
        #expect(few.actual == "2")
        let many = try #require(pages.fault(.inFlight(spans, Bounds(most: 1))))
        #expect(many.sentence.hasSuffix(" at a time; it should be at most 1."))
        #expect(many.kind == .inFlight)
    }

    @Test("are counted in all", arguments: allPages)
    func happens(spans: Condition.Spans) throws {
        #expect(pages.fault(.happens(spans, Bounds(least: 3, most: 3))) == nil)
        let many = try #require(pages.fault(.happens(spans, Bounds(most: 2))))
        #expect(many.sentence.hasPrefix("It happens 3 times that "))
        #expect(many.sentence.hasSuffix("; it should be at most 2."))
        #expect(many.kind == .happens && many.actual == "3")
        let few = try #require(pages.fault(.happens(spans, Bounds(least: 4))))
        #expect(few.expected == "at least 4")
        #expect(
            pages.says(.happens(.state(.blocking, within: nil), Bounds(least: 1)))
                == "It happens never that a task is blocking; it should be at least 1."
        )
    }

    @Test("are told in words")
    func words() {
        func says(_ spans: Condition.Spans, _ bounds: Bounds) -> String? {
            pages.says(.inFlight(spans, bounds))
        }
        let one = Bounds(most: 1)
        #expect(
            says(.task("page *"), one)
                == "At most 2 tasks named 'page *' are alive at a time; it should be at most 1."
        )
        #expect(
            says(.lines("page * asked", "page * here"), one)
                == "At most 2 stretches from 'page * asked' to 'page * here' go on at a time; it should "
                + "be at most 1."
        )
        #expect(
            says(.state(.sleeping, within: "load"), one)
                == "At most 2 tasks are sleeping in load at a time; it should be at most 1."
        )
        #expect(
            says(.state(.sleeping, within: "other"), Bounds(least: 2))
                == "At most 1 task is sleeping in other at a time; it should be at least 2."
        )
        #expect(
            says(.state(.sleeping, within: "nowhere"), Bounds(least: 1))
                == "At most 0 tasks are sleeping in nowhere at a time; it should be at least 1."
        )
    }

    @Test("that end and begin at one time are not at one time")
    func touching() {
        let last = AnswerRun().task(2, "a", at: 0).sleeps(2, 0, 10).ends(2, 10)
            .task(3, "b", at: 10).sleeps(3, 10, 20).ends(3, 20)
        #expect(last.fault(.inFlight(.state(.sleeping, within: nil), Bounds(most: 1))) == nil)
        #expect(last.fault(.apart(.task("a"), .task("b"))) == nil)
        #expect(
            last.says(.overlap(.task("a"), .task("b")))
                == "a and b do not go on at the same time; they should."
        )
    }

    @Test("that take no time are in flight at no time")
    func short() {
        let run = AnswerRun().task(2, "a", at: 0).ends(2, 0).over(10)
        #expect(run.fault(.inFlight(.task("a"), Bounds(most: 0))) == nil)
    }

    @Test("that never end go on to the end of the run")
    func open() {
        let run = AnswerRun().prints("a 1 in\n", at: 0).prints("a 2 in\n", at: 10)
            .prints("a 1 out\n", at: 20).task(2, "a", at: 0).sleeps(2, 0, 90).over(30)
        let lines = Condition.Spans.lines("a * in", "a * out")
        #expect(run.fault(.inFlight(lines, Bounds(least: 2, most: 2))) == nil)
        #expect(run.fault(.overlap(.task("a"), lines)) == nil)
    }

    @Test("of lines may end with one line for all")
    func oneEnd() {
        let run = AnswerRun().prints("a 1 in\na 2 in\n", at: 0).prints("out\n", at: 20)
            .prints("out\n", at: 30).over(50)
        let lines = Condition.Spans.lines("a * in", "out")
        #expect(run.fault(.inFlight(lines, Bounds(least: 2, most: 2))) == nil)
        #expect(run.prints("a 3 in\n", at: 30).fault(.inFlight(lines, Bounds(most: 2))) == nil)
    }

    @Test("overlap, or do not")
    func overlap() throws {
        #expect(pages.fault(.overlap(.task("page 1"), .task("page 2"))) == nil)
        let alone = try #require(pages.fault(.overlap(.task("page *"), .task("page *"))))
        #expect(alone.sentence == "page 3 and page 1 do not go on at the same time; they should.")
        #expect(alone.kind == .overlap)
        #expect(alone.task == "page 3")
        #expect(
            pages.says(.overlap(.task("page 3"), .task("page 3")))
                == "page 3 goes on alone; another should go on at the same time."
        )
        #expect(
            pages.says(.overlap(.task("page 9"), .task("page 1")))
                == "There are no tasks named 'page 9' in this run."
        )
        #expect(
            pages.says(.overlap(.task("page 1"), .task("x *")))
                == "There are no tasks named 'x *' in this run."
        )
    }

    @Test("are apart, or are not")
    func apart() throws {
        #expect(pages.fault(.apart(.task("page 1"), .task("page 3"))) == nil)
        #expect(pages.fault(.apart(.task("page 3"), nil)) == nil)
        let pair = try #require(pages.fault(.apart(.task("page 1"), .task("page 2"))))
        #expect(pair.sentence == "page 1 and page 2 go on at the same time; they should not.")
        #expect(pair.task == "page 2")
        #expect(pages.says(.apart(.task("page *"), nil)) == pair.sentence)
        #expect(
            pages.says(.apart(.lines("page * asked", "page * here"), nil))
                == "'page 1 asked' and 'page 2 asked' go on at the same time; they should not."
        )
        #expect(pages.fault(.apart(.lines("page * asked", "page * here"), nil))?.line == 1)
        #expect(
            pages.says(.apart(.task("x *"), nil)) == "There are no tasks named 'x *' in this run."
        )
    }

    // MARK: Blocking

    @Test("of blocked threads are counted by who runs the task")
    func blocked() throws {
        let run = AnswerRun().task(2, "page 2", at: 0).task(3, "page 3", at: 0)
            .task(4, "page 4", at: 0)
            .blocks(2, 0, 20, on: .pool, line: 4).blocks(3, 0, 30, on: .main, line: 5)
            .blocks(2, 40, 50, on: .pool, line: 6).blocks(4, 0, 10, on: .actor(1), line: 7)
            .named(.actor(1), "Kitchen").over(60)
        let none = Bounds(most: 0)
        #expect(run.fault(.blocked(on: nil, Bounds(least: 0.7, most: 0.7))) == nil)
        #expect(run.fault(.blocked(on: .pool, Bounds(least: 0.4, most: 0.4))) == nil)
        #expect(run.fault(.blocked(on: .main, Bounds(least: 0.3, most: 0.3))) == nil)
        #expect(run.fault(.blocked(on: .actor("Kitchen"), Bounds(least: 0.1, most: 0.1))) == nil)
        let pool = try #require(run.fault(.blocked(on: .pool, none)))
        #expect(pool.sentence == "page 2 blocks a thread of the pool for 0.30 s.")
        #expect(pool.line == 4)
        #expect(pool.task == "page 2")
        #expect(
            run.says(.blocked(on: .main, none))
                == "page 3 blocks the main actor's thread for 0.30 s."
        )
        #expect(
            run.says(.blocked(on: .actor("Kitchen"), none))
                == "page 4 blocks the actor Kitchen's thread for 0.10 s."
        )
        #expect(
            AnswerRun().says(.blocked(on: .main, Bounds(least: 0.1)))
                == "Tasks block threads of the main actor for 0.00 s; it should be at least 0.10 s."
        )
    }
}
