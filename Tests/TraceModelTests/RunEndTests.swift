import TestSupport
import Testing
import TraceModel

@Suite("The end of a run")
struct RunEndTests {
    @Test("leaves unfinished what still lives, in the state it was in")
    func unfinished() {
        var trace = Trace(
            TaskLifeTests.main + [
                at(10, .created(2, by: 1, origin: .groupChild, name: nil)), at(20, .stopped(1)),
            ]
        )
        trace.end(at: 40, inGoodOrder: true)
        #expect(trace.life(of: 1) == "0 running, 20 awaiting, 40 ended unfinished")
        #expect(trace.lane(of: 2) == " ▒▒▒…")
    }

    @Test("is the program's own task's return, where that was running at an exit in good order")
    func mainReturned() {
        var trace = Trace(TaskLifeTests.main)
        trace.end(at: 40, inGoodOrder: true)
        #expect(trace.task(1)?.outcome == .returned)
        var crashed = Trace(TaskLifeTests.main)
        crashed.end(at: 40, inGoodOrder: false)
        #expect(crashed.task(1)?.outcome == .unfinished)
    }

    @Test("is no earlier than the last event")
    func lateEvents() {
        var trace = Trace(TaskLifeTests.main + [at(100, .stopped(1))])
        trace.end(at: 40, inGoodOrder: true)
        #expect(trace.ended == 100)
        #expect(trace.task(1)?.ended == 100)
    }

    @Test(
        "reads back from its text",
        arguments: [
            RunEnd.exited(0), .exited(255), .exited(-1), .signaled("SIGILL"),
            .stopped("time limit"),
            .stopped("asked"), .stopped(.deadlock),
        ]
    )
    func roundTrip(end: RunEnd) {
        #expect(RunEnd(text: end.text) == end)
    }

    @Test(
        "is not read from other text",
        arguments: ["", "exit", "exit x", "exit 99999999999", "gone 1"]
    )
    func nonsense(text: String) {
        #expect(RunEnd(text: text) == nil)
    }

    @Test("keeps the words of --json and of the screen")
    func words() {
        #expect(RunEnd.exited(3).text == "exit 3")
        #expect(RunEnd.signaled("SIGILL").text == "signal SIGILL")
        #expect(RunEnd.stopped("time limit").text == "stopped time limit")
        #expect(RunEnd.exited(0).sentence == "the program ended")
        #expect(RunEnd.exited(3).sentence == "the program ended with status 3")
        #expect(RunEnd.signaled("SIGILL").sentence == "the program crashed (SIGILL)")
        #expect(RunEnd.stopped("asked").sentence == "you stopped the program")
        #expect(RunEnd.stopped(.deadlock) == .stopped("deadlock"))
        #expect(
            RunEnd.stopped(.deadlock).sentence == "deadlock: nothing could ever run again"
        )
        #expect(
            RunEnd.stopped(.livelock).sentence
                == "livelock: tasks yielded without end, and nothing else could run"
        )
    }
}
