import ExampleRunner
import Glibc
import TestSupport
import Testing
import TraceModel

@Suite("However a watched program ends")
struct EndingTests {
    private func compileWaiting() async throws -> CompiledProgram {
        let path = Workbench.projectFolder + "/Tests/TraceRuntimeTests/Programs/stopped/waits.swift"
        return try await Workbench.compile(path, settings: CompilationSettings(isolation: .none))
    }

    private func expectReadable(_ run: FinishedRun) throws {
        let report = try #require(run.report)
        #expect(report.firstFault(threads: 2) == nil)
        #expect(report.status.finished == nil)
        let outcomes = report.trace.tasks.map {
            "\($0.title) \($0.outcome.map(\.rawValue) ?? "none")"
        }
        #expect(outcomes == ["main unfinished", "quick returned", "slow unfinished"])
        #expect(report.trace.tasks.map(\.state) == [.awaiting, .running, .sleeping])
        #expect(report.trace.output.map(\.text).sorted() == ["quick\n", "slow\n", "waiting\n"])
        #expect(run.output.split(separator: "\n").sorted() == ["quick", "slow", "waiting"])
    }

    @Test("by SIGKILL, its trace tells all that came before")
    func killed() async throws {
        let trace = try TraceFile.small()
        let compiled = try await compileWaiting()
        async let run = Workbench.run(compiled, trace: trace, threads: 2)
        let process = try await waitUntilItWaits(trace)
        kill(pid_t(process), SIGKILL)
        #expect(try await run.result.ending == .signaled(name: "SIGKILL", number: 9))
        try expectReadable(try await run)
    }

    @Test("because it is stopped, its trace tells all that came before")
    func stopped() async throws {
        let trace = try TraceFile.small()
        let handle = RunHandle()
        let compiled = try await compileWaiting()
        async let run = Workbench.run(compiled, trace: trace, threads: 2, handle: handle)
        _ = try await waitUntilItWaits(trace)
        handle.stop()
        #expect(try await run.result.ending == .stopped(.asked))
        try expectReadable(try await run)
    }

    /// Reads the trace while it grows until the program waits for its slow task.
    ///
    /// - Returns: the program's process id.
    private func waitUntilItWaits(_ file: TraceFile) async throws -> UInt32 {
        let reader = try TraceReader(path: file.path)
        var trace = Trace()
        let clock = ContinuousClock()
        let deadline = clock.now + .seconds(300)
        while trace.tasks.map(\.state) != [.awaiting, .running, .sleeping] {
            try #require(clock.now < deadline, "it does not wait: \(trace.tasks)")
            for event in try reader.next() { trace.apply(event) }
            try await Task.sleep(for: .milliseconds(2))
        }
        return try reader.status().process
    }

    @Test("by a crash, its trace tells all that came before")
    func crashed() async throws {
        let report = try await TestProgram.watch("crash-fatal-error", threads: 2)
        #expect(report.status.finished == nil)
        #expect(report.trace.tasks.map(\.outcome) == [.unfinished, .unfinished])
        #expect(report.trace.tasks.last?.state == .running)
        #expect(report.trace.output.first?.text == "before\n")
        let inTask = report.trace.output.last
        #expect(inTask?.stream != .standardError || inTask?.task == report.trace.tasks.last?.id)
    }

    @Test("by itself, its trace says when")
    func orderly() async throws {
        let report = try await TestProgram.watch("async-main")
        let finished = try #require(report.status.finished)
        // Not the last event: other threads go on for the moment that leaving takes.
        let main = try #require(report.trace.tasks.first { $0.isMain })
        #expect(finished >= (try #require(main.stretches.last)).from)
    }

    @Test(
        "a trace that is full has not changed it",
        arguments: ["fan-out", "much-output", "task-yield"]
    )
    func fullTrace(name: String) async throws {
        let program = TestProgram(name)
        let compiled = try await program.compile()
        let plain = try await Workbench.run(compiled, trace: nil)
        let full = try await Workbench.run(
            compiled,
            trace: try TraceFile(events: 50, stringBytes: 64),
            threads: 2
        )
        #expect(full.result.ending == program.ending)
        #expect(full.output == plain.output)
        let report = try #require(full.report)
        #expect(report.status.droppedEvents > 0)
        #expect(report.events.count == 50)
        #expect(report.trace.firstContradiction(now: report.trace.lastEvent) == nil)
    }
}

@Suite("The environment of a watched program")
struct EnvironmentTests {
    @Test("is what it was, for the program and for its child processes")
    func restored() async throws {
        let compiled = try await TestProgram("environment").compile()
        let run = try await Workbench.run(
            compiled,
            trace: try TraceFile.small(),
            environment: ["ASYNCLAB_USER_PRELOAD": ""]
        )
        #expect(
            run.output.split(separator: "\n") == [
                "preloaded: ", "marks: []", "child: [] [none]", "status 0",
            ]
        )
    }

    @Test("keeps child processes out of the trace")
    func children() async throws {
        let run = try await TestProgram.watch("environment")
        #expect(run.trace.tasks.map(\.title) == ["main"])
        #expect(!run.trace.output.contains { $0.text.contains("child") })
    }

    @Test("without a trace that can be written leaves it unwatched")
    func noTrace() async throws {
        let compiled = try await TestProgram("environment").compile()
        let missing = try await Workbench.run(
            compiled,
            trace: nil,
            environment: [
                "LD_PRELOAD": Workbench.runtimeLibrary, "ASYNCLAB_TRACE": "/nowhere/trace",
            ]
        )
        let plain = try await Workbench.run(compiled, trace: nil)
        #expect(missing.output == plain.output && missing.errors == plain.errors)
        #expect(missing.result.ending == .exited(0))
    }
}
