import Schedules
import Testing

@Suite("A failing schedule made shorter")
struct ShrinkerTests {
    private func shrink(
        _ switches: [Schedule.Switch],
        fails: ([Schedule.Switch]) -> Bool
    ) -> (result: [Schedule.Switch], runs: Int) {
        var shrinker = Shrinker(switches)
        var runs = 0
        while let attempt = shrinker.next() {
            runs += 1
            shrinker.learn(fails: fails(attempt), as: attempt)
        }
        return (shrinker.switches, runs)
    }

    private let switches = (0..<30).map { Schedule.Switch(choice: $0 * 2, other: 1) }

    @Test("keeps the switches that it needs", arguments: [[4], [0, 29], [3, 4, 17], []])
    func needed(_ indices: [Int]) {
        let needed = indices.map { switches[$0] }
        let (result, runs) = shrink(switches) { attempt in
            needed.allSatisfy { attempt.contains($0) }
        }
        #expect(result == needed)
        #expect(runs < 200)
    }

    @Test("stays as it is where every switch is needed")
    func all() {
        let (result, _) = shrink(switches) { $0.count == switches.count }
        #expect(result == switches)
    }

    @Test("takes the switches that a run really had")
    func ran() {
        var shrinker = Shrinker(switches)
        _ = shrinker.next()
        shrinker.learn(fails: true, as: [switches[2]])
        #expect(shrinker.switches == [switches[2]])
    }
}

@Suite("A failure")
struct FailureTests {
    private func run(_ ending: ScheduledRun.Ending, lines: UInt64 = 0, all: UInt64 = 0)
        -> ScheduledRun
    {
        var run = ScheduledRun(ending: ending, choices: [], choiceCount: 0, tasks: 1)
        run.linesHash = lines
        run.outputHash = all
        return run
    }

    @Test("is a crash, a status, a run that cannot end, or other lines than in the first run")
    func kinds() {
        let first = run(.exited(0), lines: 1, all: 1)
        #expect(Failure(first, first: first) == nil)
        #expect(Failure(run(.exited(0), lines: 1, all: 2), first: first) == nil)
        #expect(Failure(run(.exited(0), lines: 2, all: 2), first: first) == .otherOutput)
        #expect(Failure(run(.exited(3)), first: first) == .exited(3))
        #expect(Failure(run(.crashed(4)), first: first) == .crashed(4))
        #expect(Failure(run(.deadlock), first: run(.deadlock)) == .deadlock)
        #expect(Failure(run(.livelock), first: first) == .livelock)
        #expect(Failure(run(.tooLong), first: first) == .tooLong)
    }
}
