import CTraceFormat
import ExampleRunner
import TestSupport
import Testing
import TraceModel

/// A program in which nothing can ever run again, and what the trace tells of it.
struct StuckProgram: CustomTestStringConvertible, Sendable {
    let name: String
    /// What each task that lives waits for.
    let waits: [String: String]
    /// When it was found out, in seconds.
    var time: Double = 0
    var output = ""

    var testDescription: String { name }

    static let all = [
        StuckProgram(
            name: "stuck-continuation",
            waits: ["main": "task leaky", "leaky": "continuation"],
            time: 0.01
        ),
        StuckProgram(
            name: "stuck-each-other",
            waits: ["main": "task 0", "0": "task 1", "1": "task 0"],
            time: 1
        ),
        StuckProgram(
            name: "stuck-semaphore",
            waits: ["main": "group", "waits": "call semaphore"],
            time: 2
        ),
        StuckProgram(name: "stuck-mutex", waits: ["main": "task locks", "locks": "call mutex"]),
        StuckProgram(
            name: "stuck-stream",
            waits: ["main": "task reader", "reader": "continuation"],
            output: "1\n2\n"
        ),
        StuckProgram(
            name: "stuck-main-actor",
            waits: ["main": "call semaphore", "signals": "executor"]
        ),
        StuckProgram(name: "stuck-dispatch-main", waits: [:], output: "waiting\n"),
        StuckProgram(name: "stuck-without-newline", waits: [:], output: "no end of line"),
    ]
}

@Suite("A program that is stuck under the virtual clock")
struct VirtualStuckTests {
    @Test("says why also where its trace has no room left")
    func fullTrace() async throws {
        let program = TestProgram("virtual/stuck-each-other")
        let trace = try TraceFile(events: 8, stringBytes: 1 << 16)
        let run = try await program.runVirtually(trace: trace)
        #expect(run.result.ending == .exited(124), "\(run.errors)")
        let report = try #require(run.report)
        #expect(report.status.droppedEvents > 0 && report.trace.stopReason == nil)
        #expect(report.status.stopReason == .deadlock)
    }

    @Test("ends, and its trace says what each task waits for", arguments: StuckProgram.all)
    func deadlock(stuck: StuckProgram) async throws {
        for (threads, seed) in [(2, 0), (2, 5), (8, 0)] as [(Int, UInt64)] {
            let program = TestProgram("virtual/\(stuck.name)")
            let run = try await program.runVirtually(threads: threads, seed: seed)
            #expect(run.result.ending == .exited(124), "\(run.errors)")
            #expect(run.output == stuck.output)
            let report = try #require(run.report)
            #expect(report.trace.stopReason == .deadlock)
            #expect(report.waits == stuck.waits)
            #expect(Double(report.makespan) / 1e9 == stuck.time)
            #expect(report.firstFault(threads: threads) == nil)
            // One has an hour's sleep in it, which was cancelled.
            #expect(run.result.seconds < 30)
        }
    }

    @Test("because its tasks only yield ends too, and is told apart")
    func livelock() async throws {
        let trace = try TraceFile()
        let run = try await TestProgram("virtual/livelock")
            .runVirtually(trace: trace, isReported: false)
        #expect(run.result.ending == .exited(124), "\(run.errors)")
        // Two million yields before it.
        let last = try trace.lastRecord()
        #expect(last.kind == asynclab_kind_stop && last.a == asynclab_stop_livelock.rawValue)
        #expect(try TraceReader(path: trace.path).status().virtualNow == 0)
    }

    @Test("in an endless loop is stopped by its time limit, and its trace shows who loops")
    func endlessLoop() async throws {
        let program = try await TestProgram("virtual/endless-loop").compile()
        let run = try await Workbench.run(
            program,
            trace: try TraceFile.small(),
            threads: 2,
            clock: .virtual(),
            timeLimit: .seconds(2)
        )
        #expect(run.result.ending == .stopped(.timeLimit))
        let report = try #require(run.report)
        #expect(report.trace.stopReason == nil)
        let states = report.trace.tasks.map { "\($0.title) \($0.state.word)" }
        #expect(states == ["main ready", "sleeps sleeping", "loops running"])
    }
}

extension RunTrace {
    /// What tasks wait for, by their titles.
    fileprivate var waits: [String: String] {
        let pairs = trace.waits.map { id, wait in
            (title(of: id), text(of: wait, for: id))
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    private func title(of id: TaskID) -> String { trace.task(id)?.title ?? "\(id)" }

    private func text(of wait: Wait, for id: TaskID) -> String {
        switch wait {
        case .unknown: "unknown"
        case .task(let other): "task \(other.map(title) ?? "unknown")"
        case .continuation: "continuation"
        case .group: "group"
        case .executor: "executor"
        case .call:
            switch trace.task(id)?.stretches.last?.call {
            case .semaphore: "call semaphore"
            case .mutex: "call mutex"
            case let call: "call \(call.map(\.name) ?? "unknown")"
            }
        }
    }
}
