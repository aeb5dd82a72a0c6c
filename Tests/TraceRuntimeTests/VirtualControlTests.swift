import ExampleRunner
import TestSupport
import Testing
import TraceModel

/// A program under the virtual clock, seen while it runs.
final class RunningProgram {
    private let reader: TraceReader
    private(set) var events: [TraceEvent] = []

    init(_ trace: TraceFile) throws {
        reader = try TraceReader(path: trace.path)
    }

    /// What it printed, line by line.
    var lines: [String] {
        Trace(events).output.map(\.text).joined().split(separator: "\n").map(String.init)
    }

    /// The titles of tasks, as often as they were given a thread, without the runtime's hidden ones.
    var starts: [String] {
        let trace = Trace(events)
        return events.compactMap { event in
            if case .started(let id, _) = event.fact { trace.task(id)?.title } else { nil }
        }
    }

    func read() throws {
        while case let more = try reader.next(), !more.isEmpty { events += more }
    }

    /// Waits for a long time: other programs have their turn first.
    func wait(until condition: (RunningProgram) throws -> Bool) async throws {
        let holds = try await eventually(within: 300) {
            try read()
            return try condition(self)
        }
        #expect(holds, "\(lines)")
    }

    func status() throws -> TraceStatus { try reader.status() }

    /// The titles of those that could run next, where it is paused and waits.
    func offer() throws -> [String]? {
        // What came before the offer may not have been read yet.
        guard let offer = try status().offer, reader.position >= offer.events else { return nil }
        let trace = Trace(events)
        return offer.tasks.compactMap { trace.task($0)?.title }
    }

    /// Has the task of a title run next, once it is offered among so many.
    func choose(_ title: String, of count: Int, on file: TraceFile) async throws {
        try await wait { try $0.offer()?.count == count }
        let task = Trace(events).tasks.first { $0.title == title }
        file.choose(try #require(task).id)
    }
}

@Suite("While a program runs under the virtual clock")
struct VirtualControlTests {
    private func start(
        _ name: String,
        on trace: TraceFile,
        environment: [String: String] = [:]
    ) async throws -> FinishedRun {
        try await TestProgram("virtual/\(name)")
            .runVirtually(threads: 1, environment: environment, trace: trace)
    }

    @Test("it can be paused, and each step runs one job")
    func steps() async throws {
        let trace = try TraceFile.small()
        let program = try RunningProgram(trace)
        trace.setPaused(true)
        async let run = start("steps", on: trace)
        try await program.wait { $0.lines == ["begin"] }
        let turns =
            ["1", "2", "3", "4", "5", "main"] + (1...5).flatMap { ["\($0)", "main"] } + ["main"]
        for (number, title) in turns.enumerated() {
            // The first stretch of main is no job.
            #expect(program.starts.count == 1 + number)
            trace.step()
            try await program.wait { $0.starts.count >= 2 + number }
            #expect(program.starts.last == title)
        }
        #expect(program.starts == ["main"] + turns)
        #expect(try await run.result.ending == .exited(0))
        #expect(try await run.report?.status.finished == 5_000_000_000)
    }

    @Test("it can be paused before it begins and be let go, and a step asked for too often is lost")
    func resumed() async throws {
        let trace = try TraceFile.small()
        let program = try RunningProgram(trace)
        trace.setPaused(true)
        async let run = start("steps", on: trace)
        try await program.wait { $0.lines == ["begin"] }
        trace.step()
        trace.step()
        try await program.wait { $0.lines == ["begin", "1", "2"] }
        trace.setPaused(false)
        #expect(try await run.result.ending == .exited(0))
        #expect(try await run.output.hasSuffix("5 again\nend\n"))
    }

    @Test("its time passes at the pace asked for, and takes no less")
    func pace() async throws {
        for (pace, milliseconds) in [(1.0, 100), (0.5, 50), (10, 1_000)] {
            let trace = try TraceFile.small()
            trace.setPace(pace)
            let environment = ["WAITS": "AA", "MILLISECONDS": "\(milliseconds)"]
            let run = try await start("order-table", on: trace, environment: environment)
            #expect(run.result.seconds >= Double(milliseconds) * 2 / 1000 / pace)
            #expect(run.report?.status.finished == Nanoseconds(milliseconds) * 2_000_000)
        }
    }

    @Test("another pace is followed at once")
    func otherPace() async throws {
        let trace = try TraceFile.small()
        let program = try RunningProgram(trace)
        // Its five seconds would last more than an hour.
        trace.setPace(0.001)
        async let run = start("steps", on: trace)
        try await program.wait { $0.lines.last == "5" }
        // Time passes visibly.
        let before = try program.status().virtualNow
        try await program.wait { try $0.status().virtualNow > before }
        #expect(program.lines.last == "5")
        trace.setPace(nil)
        #expect(try await run.result.ending == .exited(0))
        #expect(try await run.report?.status.finished == 5_000_000_000)
    }

    @Test("it can be paused within a time that passes")
    func pausedWithinTime() async throws {
        let trace = try TraceFile.small()
        let program = try RunningProgram(trace)
        trace.setPace(0.001)
        async let run = start("steps", on: trace)
        try await program.wait { $0.starts.count == 7 }
        trace.setPaused(true)
        trace.setPace(nil)
        #expect(program.starts == ["main", "1", "2", "3", "4", "5", "main"])
        trace.step()
        try await program.wait { $0.lines.last == "1 again" }
        try await program.wait { $0.starts.count == 8 }
        trace.setPaused(false)
        #expect(try await run.output.hasSuffix("5 again\nend\n"))
    }
}
