import Curriculum
import Grading
import TestSupport
import Testing
import TraceModel

@Suite("Required of tasks")
struct TaskConditionTests {
    /// Two pages that return, a log that is cut off, a task without a name that is cancelled.
    private var run: AnswerRun {
        AnswerRun().task(2, "page 1", at: 0).task(3, "page 2", at: 0).task(4, "log", at: 0)
            .task(5, nil, at: 0).runs(2, 0, 10, line: 3).ends(2, 10).ends(3, 20)
            .runs(4, 0, 5, line: 8).ends(5, 5, cancelled: true).over(30)
    }

    @Test("is their number")
    func count() throws {
        func tasks(_ name: String?, _ bounds: Bounds) -> String? {
            run.says(.tasks(named: name, bounds, nil))
        }
        #expect(tasks("page *", Bounds(least: 2, most: 2)) == nil)
        #expect(tasks(nil, Bounds(least: 4, most: 4)) == nil)
        #expect(
            tasks("page *", Bounds(least: 30, most: 30))
                == "There are 2 tasks named 'page *'; it should be 30."
        )
        #expect(
            tasks("log", Bounds(most: 0)) == "There is 1 task named 'log'; it should be at most 0."
        )
        #expect(
            tasks(nil, Bounds(least: 5))
                == "There are 4 tasks besides main; it should be at least 5."
        )
        #expect(AnswerRun().fault(.tasks(named: nil, Bounds(most: 0), nil)) == nil)
        let fault = try #require(run.fault(.tasks(named: "x", Bounds(least: 1), nil)))
        #expect(fault.kind == .tasks)
        #expect(fault.expected == "at least 1")
        #expect(fault.actual == "0")
    }

    @Test("is how they end")
    func outcome() throws {
        func says(_ name: String?, _ outcome: TaskOutcomeName) -> String? {
            run.says(.tasks(named: name, nil, outcome))
        }
        #expect(says("page *", .returned) == nil)
        #expect(says("log", .unfinished) == nil)
        #expect(
            says("page *", .cancelled) == "page 1 returned; it should have been cancelled."
        )
        #expect(
            says(nil, .returned)
                == "log had not ended when the program did; it should have returned."
        )
        #expect(says("x *", .returned) == "There are no tasks named 'x *'.")
        let cut = try #require(run.fault(.tasks(named: "log", nil, .threw)))
        #expect(
            cut.sentence
                == "log had not ended when the program did; it should have thrown an error."
        )
        #expect(cut.line == 8)
        #expect(cut.task == "log")
        let threw = AnswerRun().task(2, "a", at: 0).ends(2, 1, threw: true)
        #expect(
            threw.says(.tasks(named: nil, nil, .returned))
                == "a threw an error; it should have returned."
        )
        let cancelled = AnswerRun().task(2, nil, at: 0).ends(2, 1, cancelled: true)
        #expect(
            cancelled.says(.tasks(named: nil, nil, .unfinished))
                == "task 2 was cancelled; it should have been cut off by the end of the program."
        )
    }

    @Test("is to end before who made them")
    func withinParent() {
        let run = AnswerRun().task(2, "parent", at: 0).task(3, "a", at: 0, by: 2)
            .task(4, "b", at: 0, by: 2).task(5, "c", at: 0, by: 2).task(6, "d", at: 0, by: 99)
            .ends(3, 10).ends(4, 20).ends(2, 20).ends(5, 30).over(40)
        #expect(run.fault(.withinParent("a")) == nil)
        #expect(run.fault(.withinParent("b")) == nil)
        #expect(run.says(.withinParent("c")) == "c outlives parent, which made it.")
        #expect(
            run.says(.withinParent("d"))
                == "d has no parent; it should end before who made it does."
        )
        #expect(run.says(.withinParent("x")) == "There are no tasks 'x' in this run.")
        let cut = AnswerRun().task(2, "a", at: 0).runs(2, 0, 10).over(20)
        #expect(cut.says(.withinParent("a")) == "a outlives main, which made it.")
    }

    @Test("is the order of what they do and print")
    func order() throws {
        let run = AnswerRun().task(2, "a", at: 0).task(3, "b", at: 0).runs(2, 0, 10)
            .prints("one\n", at: 10, by: 2, line: 4).prints("two\n", at: 10, by: 2, line: 5)
            .ends(2, 10).runs(3, 10, 20).ends(3, 20).task(4, "a", at: 20).ends(4, 30)
        func says(_ moments: Condition.Moment...) -> String? { run.says(.order(moments)) }
        #expect(says(.started("a"), .started("b"), .ended("b"), .ended("a")) == nil)
        #expect(says(.printed("one"), .printed("t*"), .started("b")) == nil)
        #expect(says(.started("b"), .printed("one")) == nil)
        #expect(
            says(.printed("two"), .printed("one"))
                == "'one' is printed before 'two' is printed; it should be the other way round."
        )
        #expect(
            says(.ended("b"), .started("b"))
                == "b starts before b ends; it should be the other way round."
        )
        #expect(says(.started("a"), .ended("x")) == "It never comes to this: x ends.")
        #expect(says(.started("a"), .printed("x")) == "It never comes to this: 'x' is printed.")
        #expect(
            run.says(.order([.started("a"), .started("x")])) == "It never comes to this: x starts."
        )
        let fault = try #require(run.fault(.order([.ended("b"), .printed("two")])))
        #expect(fault.line == 5)
        #expect(fault.task == "a")
        #expect(fault.kind == .order)
        let cut = AnswerRun().task(2, "a", at: 0).runs(2, 0, 10).over(20)
        #expect(
            cut.says(.order([.started("a"), .ended("a")])) == "It never comes to this: a ends."
        )
    }

    @Test("is where they run for some time, or print")
    func place() throws {
        let run = AnswerRun().task(2, "page 1", at: 0).task(3, "page 2", at: 0)
            .task(4, "own", at: 0)
            .runs(2, 0, 0, on: .pool).runs(2, 0, 10, on: .main).ends(2, 10)
            .runs(3, 0, 10, on: .actor(1)).ends(3, 10).named(.actor(1), "Program.Shop<Int>")
            .runs(4, 0, 10, on: .custom(1)).named(.custom(1), "Line").ends(4, 10)
            .prints("hello\n", at: 20, by: 2, on: .main, line: 9)
        func says(_ name: String, _ executor: Condition.ExecutorName) -> String? {
            run.says(.runsOn(.task(name), executor))
        }
        #expect(says("page 1", .main) == nil)
        #expect(says("page 2", .actor("Shop")) == nil)
        #expect(says("page 2", .pool) == nil)
        #expect(says("page 1", .pool) == "page 1 runs on the main actor, not on the pool.")
        #expect(
            says("page *", .main)
                == "page 2 runs on the actor Program.Shop<Int>, not on the main actor."
        )
        #expect(
            says("page 2", .actor("Kitchen"))
                == "page 2 runs on the actor Program.Shop<Int>, not on the actor Kitchen."
        )
        #expect(says("own", .pool) == "own runs on the executor Line, not on the pool.")
        #expect(says("x *", .main) == "There are no tasks 'x *' in this run.")
    }

    @Test("is where lines are printed")
    func printing() throws {
        let run = AnswerRun().task(2, "page", at: 0)
            .prints("page 1\n", at: 0, by: 2, on: .main, line: 4)
            .prints("page 2\n", at: 0, by: 2, on: .pool, line: 5).ends(2, 10)
        #expect(run.fault(.runsOn(.printing("page 1"), .main)) == nil)
        #expect(run.fault(.runsOn(.printing("page 2"), .pool)) == nil)
        let fault = try #require(run.fault(.runsOn(.printing("page *"), .main)))
        #expect(
            fault.sentence == "'page 2' is printed on a thread of the pool, not on the main actor."
        )
        #expect(fault.line == 5)
        #expect(fault.task == "page")
        #expect(fault.kind == .place)
        #expect(run.says(.runsOn(.printing("x *"), .main)) == "'x *' is not printed.")
        // One that only prints is judged by that.
        #expect(
            run.says(.runsOn(.task("page"), .main))
                == "page runs on a thread of the pool, not on the main actor."
        )
    }

    @Test("is where they were at all, where they take no time")
    func noTime() {
        let run = AnswerRun().task(2, "page", at: 0).runs(2, 0, 0, on: .pool).ends(2, 10)
        #expect(run.fault(.runsOn(.task("page"), .pool)) == nil)
        #expect(
            run.says(.runsOn(.task("page"), .main))
                == "page runs on a thread of the pool, not on the main actor."
        )
    }

    @Test("is of all tasks but the program's own where their name is a star")
    func star() {
        let run = AnswerRun().task(2, nil, at: 0).task(3, "a", at: 0).runs(2, 0, 1).runs(3, 0, 1)
            .ends(2, 10).ends(3, 10).over(
                20
            )
        #expect(run.fault(.tasks(named: "*", Bounds(least: 2, most: 2), .returned)) == nil)
        #expect(run.fault(.withinParent("*")) == nil)
        #expect(run.fault(.tasks(named: "main", Bounds(least: 1, most: 1), nil)) == nil)
        #expect(run.fault(.inFlight(.task("*"), Bounds(least: 2, most: 2))) == nil)
    }
}
