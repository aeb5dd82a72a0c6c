import ExampleRunner
import TestSupport
import Testing
import TraceModel

/// The virtual clock changes nothing of a program but how long one has to wait for it.
@Suite("Under the virtual clock", .serialized)
struct VirtualFaithfulTests {
    @Test("a program does what it does in real time, at any width", arguments: TestProgram.all)
    func faithful(program: TestProgram) async throws {
        let compiled = try await program.compile()
        let plain = try await Workbench.run(compiled, trace: nil)
        try #require(plain.result.ending == program.ending, "natively: \(plain.errors)")
        var makespan: Nanoseconds = 0
        for threads in [1, 2, 8] {
            let schedule = Schedule(threads: threads, seed: 0)
            makespan = try await expect(program, under: schedule, toBeAs: plain).makespan
        }
        if !TestProgram.awaitingOthers.contains(program.name) {
            try await expect(makespan, toBeThatOf: compiled, firstRun: plain.result)
        }
    }

    @Test(
        "a program that depends on no order does so under any schedule",
        arguments: TestProgram.all.indices
    )
    func anySchedule(index: Int) async throws {
        let program = TestProgram.all[index]
        if TestProgram.uncontrolled.union(TestProgram.ordered).contains(program.name) { return }
        let plain = try await Workbench.run(try await program.compile(), trace: nil)
        // Two of the seeds 1...30 each; all programs together have each of them several times.
        for seed in (0...1).map({ UInt64((index * 2 + $0) % 30 + 1) }) {
            let schedule = Schedule(threads: 2, seed: seed)
            _ = try await expect(program, under: schedule, toBeAs: plain)
        }
    }

    private func expect(
        _ program: TestProgram,
        under schedule: Schedule,
        toBeAs plain: FinishedRun
    ) async throws -> RunTrace {
        let run = try await program.runVirtually(threads: schedule.threads, seed: schedule.seed)
        let name = schedule.testDescription
        #expect(run.result.ending == plain.result.ending, "\(name): \(run.errors)")
        #expect(run.output == plain.output, "\(name)")
        #expect(program.comparable(run.errors) == program.comparable(plain.errors), "\(name)")
        let report = try #require(run.report)
        #expect(report.firstFault(threads: schedule.threads) == nil, "\(name)")
        #expect(
            report.trace.uncontrolled.isEmpty != TestProgram.uncontrolled.contains(program.name),
            "\(name): \(report.trace.uncontrolled)"
        )
        return report
    }

    /// A native run is never shorter than the virtual one.
    ///
    /// It is longer by what it computes and by
    /// how late the machine is: of many runs, one is on time. 20 ms are for the program, as many for
    /// the system to start it and to end it.
    private func expect(
        _ makespan: Nanoseconds,
        toBeThatOf program: CompiledProgram,
        firstRun: RunResult
    ) async throws {
        let seconds = Double(makespan) / 1e9
        let latest = seconds * 1.03 + 0.04
        var times = [firstRun.secondsOfWaiting]
        #expect(firstRun.seconds >= seconds)
        while times.count < 12, (times.min() ?? 0) > latest {
            times.append(try await Workbench.run(program, trace: nil).result.secondsOfWaiting)
        }
        #expect((times.min() ?? 0) <= latest, "\(times)")
    }
}

extension RunResult {
    /// How long it took beside what its processes computed.
    fileprivate var secondsOfWaiting: Double {
        seconds - Double(userNanoseconds + systemNanoseconds) / 1e9
    }
}
