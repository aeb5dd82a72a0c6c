import ExampleRunner
import Schedules
import TestSupport
import Testing
import TraceModel

/// Many runs of one process: the same whichever way they are made, and one by one.
@Suite("Runs by schedules")
struct ExplorationTests {
    /// Runs of a program, one after the other, and whether it went back to a snapshot for them.
    private func runs(
        of program: TestProgram,
        by schedules: [Schedules.Schedule],
        onlyForks: Bool = false,
        timeLimit: Duration = .seconds(30)
    ) async throws -> (runs: [ScheduledRun], goesBack: Bool) {
        let compiled = try await program.compile()
        let file = try ExplorationFile(timeLimit: timeLimit, onlyForks: onlyForks)
        let trace = try TraceFile(events: 1 << 16, stringBytes: 1 << 16)
        let environment = ["ASYNCLAB_EXPLORATION": file.path]
        let handle = RunHandle()
        async let ending = Workbench.run(
            compiled,
            trace: trace,
            threads: 2,
            clock: .virtual(),
            environment: environment,
            timeLimit: .seconds(170),
            handle: handle,
            isReported: false
        )
        var made: [ScheduledRun] = []
        var rest = schedules[...]
        let isDone = try await eventually(within: 160) {
            while file.underWay < ExplorationFile.places, let next = rest.popFirst() {
                file.ask(next)
            }
            while let run = try file.take() { made.append(run) }
            return made.count == schedules.count
        }
        let goesBack = file.goesBack
        handle.stop()
        _ = try await ending
        try #require(isDone, "\(made.count) of \(schedules.count) runs were made")
        return (made, goesBack)
    }

    /// Some of every kind: with choices and without, that print, sleep, crash, exit.
    static let programs = [
        "actor-contention", "actor-reentrancy", "async-stream", "async-throwing-stream",
        "at-exit", "cancellation", "checked-continuation", "clocks", "crash-fatal-error",
        "crash-out-of-bounds", "dispatch-queues", "error-from-async-main", "exit-from-task",
        "foundation-values", "global-actor", "many-actors", "mutex-blocks-thread", "sleep-forms",
        "standard-error", "task-group", "task-yield", "top-level-without-await",
    ].map(TestProgram.init)

    @Test("are the same by a snapshot as by forking", arguments: programs)
    func bothWays(_ program: TestProgram) async throws {
        let schedules: [Schedules.Schedule] =
            (1...6).map { .random(seed: $0) }
            + (1...6).map { .priorities(seed: $0, depth: 2, length: 20) } + [.steady([])]
        let forked = try await runs(of: program, by: schedules, onlyForks: true)
        let quick = try await runs(of: program, by: schedules)
        #expect(!forked.goesBack)
        #expect(quick.runs == forked.runs)
    }

    @Test("go back to a snapshot where a program needs no more than one thread and its memory")
    func ways() async throws {
        let steady = Array(repeating: Schedules.Schedule.steady([]), count: 3)
        for (name, expected) in [("actor-reentrancy", true), ("mutex-blocks-thread", false)] {
            let (runs, goesBack) = try await runs(of: TestProgram(name), by: steady)
            #expect(goesBack == expected, "\(name)")
            #expect(Set(runs.map(\.fingerprint)).count == 1)
        }
    }

    @Test("are the same a thousand times, and leave nothing behind")
    func many() async throws {
        let program = TestProgram("actor-reentrancy")
        let schedules = (0..<1000).map { Schedules.Schedule.random(seed: UInt64($0 % 10)) }
        let (runs, goesBack) = try await runs(of: program, by: schedules)
        #expect(goesBack)
        for index in runs.indices { #expect(runs[index] == runs[index % 10]) }
    }

    @Test("by the switches of a run go as that run did")
    func switches() async throws {
        let program = TestProgram("actor-reentrancy")
        let random = (1...20).map { Schedules.Schedule.random(seed: $0) }
        let (found, _) = try await runs(of: program, by: random)
        let steady = try found.map { Schedules.Schedule.steady(try #require($0.switches)) }
        let (replayed, _) = try await runs(of: program, by: steady)
        #expect(replayed == found)
        #expect(Set(found.map(\.fingerprint)).count > 1)
    }

    @Test("end where they would not end", arguments: [true, false])
    func endless(_ onlyForks: Bool) async throws {
        let program = TestProgram("stopped/endless")
        let (runs, _) = try await runs(
            of: program,
            by: [.steady([]), .steady([])],
            onlyForks: onlyForks,
            timeLimit: .milliseconds(500)
        )
        #expect(runs.map(\.ending) == [.tooLong, .tooLong])
    }
}
