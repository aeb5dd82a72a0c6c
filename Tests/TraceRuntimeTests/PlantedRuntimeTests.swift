import ExampleRunner
import FoundationEssentials
import TestSupport
import Testing
import TraceModel

/// A runtime that lacks something, or has it otherwise: a library planted behind ours makes the real
/// one look like that.
@Suite("With a runtime that lacks something, a program")
struct PlantedRuntimeTests {
    /// It has actors, hops, a group, an immediate task and sleeps, and its output has one order.
    private static let program = "missing-parts"

    /// Tasks make no sense without the ends of slices, nor anything else of them without tasks.
    private static let ofTasks: TraceFeatures = [
        .taskEvents, .taskCreation, .waits, .places, .hops, .immediate,
    ]

    private func watch(
        _ variable: String,
        _ symbol: String,
        clock: RunClock = .live
    ) async throws -> FinishedRun {
        try await Workbench.run(
            try await TestProgram(Self.program).compile(),
            trace: try TraceFile.small(),
            threads: 2,
            clock: clock,
            environment: [variable: symbol],
            preload: try await Plant.library()
        )
    }

    private func expectSound(_ run: FinishedRun) throws -> RunTrace {
        #expect(run.result.ending == .exited(0), "\(run.errors)")
        #expect(run.output == "hopped\nat once\ngroup 6\n", "\(run.errors)")
        #expect(run.errors == "")
        let report = try #require(run.report)
        #expect(report.trace.firstContradiction(now: report.trace.lastEvent) == nil)
        #expect(report.trace.firstOverlap() == nil)
        #expect(report.status.droppedEvents == 0)
        return report
    }

    @Test("runs as ever, and the trace says what is missing", arguments: RuntimePart.all)
    func missingPart(part: RuntimePart) async throws {
        let report = try expectSound(try await watch("PLANT_HIDDEN", part.symbol))
        #expect(report.status.missingParts == [part])
        #expect(report.status.features == TraceFeatures.all.subtracting(part.features))
        #expect(!part.features.isEmpty)
        let seesTasks = !part.features.contains(.taskEvents)
        #expect(report.trace.tasks.isEmpty == !seesTasks)
        #expect(report.trace.tasks.allSatisfy { $0.outcome != .unfinished } || !seesTasks)
    }

    @Test(
        "runs as ever where a layout is numbered otherwise, or somebody else has the variable",
        arguments: [
            "_swift_concurrency_debug_internal_layout_version",
            "_swift_concurrency_debug_asyncTaskSize", "_swift_tsan_enabled",
        ]
    )
    func changed(symbol: String) async throws {
        let report = try expectSound(try await watch("PLANT_CHANGED", symbol))
        #expect(report.status.missingParts.map(\.symbol) == [symbol])
        #expect(report.status.features == TraceFeatures.all.subtracting(Self.ofTasks))
        #expect(report.trace.tasks.isEmpty)
    }

    @Test(
        "runs in real time where the virtual clock cannot know its tasks",
        arguments: ["swift_job_run", "_swift_tsan_acquire", "swift_createExecutors"]
    )
    func notVirtual(symbol: String) async throws {
        let run = try await watch("PLANT_HIDDEN", symbol, clock: .virtual())
        #expect(try expectSound(run).status.clock == .live)
    }

    @Test("has the virtual clock without what that does not need")
    func virtual() async throws {
        let run = try await watch("PLANT_HIDDEN", "swift_task_switch", clock: .virtual())
        #expect(try expectSound(run).status.clock == .virtual)
    }

    @Test("blocks in code that keeps no frame pointers, and its calls are told without a line")
    func noFrames() async throws {
        let run = try await Workbench.run(
            try await TestProgram("planted/no-frames").compile(),
            trace: try TraceFile.small(),
            threads: 2,
            preload: try await Plant.library()
        )
        #expect(run.result.ending == .exited(0), "\(run.errors)")
        #expect(run.output == "slept\n")
        let report = try #require(run.report)
        #expect(report.firstFault(threads: 2) == nil)
        let calls = report.events.compactMap {
            if case .blocked(_, let call, _) = $0.fact { call } else { nil }
        }
        #expect(calls == [.usleep, .usleep])
    }

    @Test("that is whole lacks nothing")
    func nothingMissing() async throws {
        let report = try expectSound(try await watch("PLANT_HIDDEN", "none"))
        #expect(report.status.missingParts.isEmpty)
        #expect(report.firstFault(threads: 2) == nil)
    }
}

/// The library that is planted.
private enum Plant {
    private static let made = Task { try await make() }

    /// Its path; it is made once.
    static func library() async throws -> String { try await made.value }

    private static func make() async throws -> String {
        let compiler = try await Workbench.toolchain().compiler
        let folder = URL(filePath: compiler).deletingLastPathComponent().path
        let path =
            FileManager.default.temporaryDirectory.path
            + "/asynclab-plant-\(ProcessInfo.processInfo.processIdentifier).so"
        let source = Workbench.projectFolder + "/Tests/TraceRuntimeTests/Planted/plant.c"
        let result = try await ProgramRunner().run(
            executable: folder + "/clang",
            arguments: ["-shared", "-fPIC", "-o", path, source]
        ) { _ in }
        #expect(result.ending == .exited(0), "the planted library does not compile")
        return path
    }
}
