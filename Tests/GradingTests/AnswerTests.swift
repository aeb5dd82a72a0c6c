import Curriculum
import Grading
import Testing
import TraceModel

@Suite("What a run answers")
struct AnswerTests {
    private func answer(_ measure: Measure) -> Answer? { downloads().answer(to: measure) }

    @Test("to the makespan: the time of its end")
    func makespan() {
        #expect(answer(.makespan) == .seconds(1.5))
        #expect(Trace().answer(to: .makespan) == nil)
    }

    @Test("to the end of a task: when it ended itself, not when it was cut off")
    func end() {
        #expect(answer(.end(ofTask: "download 1")) == .seconds(0.75))
        #expect(answer(.end(ofTask: "download 2")) == .seconds(1.25))
        #expect(answer(.end(ofTask: "download 3")) == nil)
        #expect(answer(.end(ofTask: "download 4")) == nil)
    }

    @Test("to a number of ends: when so many named tasks had ended")
    func ends() {
        #expect(answer(.ends(count: 1)) == .seconds(0.75))
        #expect(answer(.ends(count: 2)) == .seconds(1.25))
        #expect(answer(.ends(count: 3)) == nil)
        #expect(answer(.ends(count: 0)) == nil)
        #expect(answer(.ends(count: -1)) == nil)
    }

    @Test("to a start: when the task was on a thread for the first time, not when it was created")
    func start() {
        #expect(answer(.start(ofTask: "download 1")) == .seconds(0.02))
        #expect(answer(.start(ofTask: "download 2")) == .seconds(0.75))
        #expect(answer(.start(ofTask: "download 3")) == nil)
        #expect(answer(.start(ofTask: "main")) == .seconds(0))
    }

    @Test("to a number of starts: when so many named tasks had started")
    func starts() {
        #expect(answer(.starts(count: 1)) == .seconds(0.02))
        #expect(answer(.starts(count: 2)) == .seconds(0.75))
        #expect(answer(.starts(count: 3)) == nil)
        #expect(answer(.starts(count: 0)) == nil)
    }

    @Test("to the time that a task takes: from its start to its end, where it had both")
    func elapsed() {
        #expect(answer(.elapsed(ofTask: "download 1")) == .seconds(0.73))
        #expect(answer(.elapsed(ofTask: "download 2")) == .seconds(0.5))
        #expect(answer(.elapsed(ofTask: "download 3")) == nil)
    }

    @Test("to the number of tasks: all of them, once the program has ended")
    func numberOfTasks() {
        #expect(answer(.numberOfTasks) == .count(5, of: .task))
        #expect(Trace().answer(to: .numberOfTasks) == nil)
    }

    @Test("to an outcome: how the task ended")
    func outcome() {
        #expect(answer(.outcome(ofTask: "download 1")) == .outcome(.returned))
        #expect(answer(.outcome(ofTask: "download 2")) == .outcome(.threw))
        #expect(answer(.outcome(ofTask: "download 3")) == .outcome(.unfinished))
        #expect(answer(.outcome(ofTask: "tea")) == nil)
    }

    @Test("to an outcome in the words of the trace")
    func outcomeWords() {
        #expect(TaskOutcomeName.allCases.map(\.rawValue) == TaskOutcome.allCases.map(\.rawValue))
    }

    @Test("to the order of ends: the named tasks that ended")
    func order() {
        #expect(answer(.orderOfEnds) == .order(["download 1", "download 2"]))
        #expect(Trace().answer(to: .orderOfEnds) == nil)
    }

    @Test(
        "to a state: what the task did at that moment",
        arguments: [
            (0.005, nil), (0.01, .ready), (0.015, .ready), (0.02, .running), (0.25, .sleeping),
            (0.499, .sleeping), (0.5, .blocking), (0.74, .blocking), (0.75, .ended), (9, .ended),
        ] as [(Double, TaskStateName?)]
    )
    func state(instant: Double, expected: TaskStateName?) {
        #expect(answer(.state(ofTask: "download 1", at: instant)) == expected.map { .state($0) })
    }

    @Test("to a state of the program's own task, too")
    func stateOfMain() {
        #expect(answer(.state(ofTask: "main", at: 0.5)) == .state(.awaiting))
        #expect(answer(.state(ofTask: "main", at: 2)) == .state(.ended))
    }

    @Test(
        "to a state at no moment of any run: nothing",
        arguments: [-0.001, -1e300, 1e11, 1e300, .infinity, -.infinity, .nan] as [Double]
    )
    func impossibleMoment(instant: Double) {
        #expect(answer(.state(ofTask: "download 1", at: instant)) == nil)
    }

    @Test("to a time in a state: all of it, up to the end")
    func timeInState() {
        func time(_ task: String, _ state: TaskStateName) -> Answer? {
            answer(.time(ofTask: task, in: state))
        }
        #expect(time("download 1", .sleeping) == .seconds(0.47))
        #expect(time("download 1", .blocking) == .seconds(0.25))
        #expect(time("download 1", .awaiting) == .seconds(0))
        #expect(time("download 2", .ready) == .seconds(0.74))
        #expect(time("download 3", .ready) == .seconds(1.49))
        #expect(time("download 1", .ended) == nil)
        #expect(time("tea", .sleeping) == nil)
    }
}
