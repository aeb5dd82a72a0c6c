public import ExampleRunner
import FoundationEssentials
import Synchronization
public import TraceModel

/// Compiles programs and runs them, watched or not, as asynclab does.
public enum Workbench {
    /// The folder of the whole project.
    public static let projectFolder = String(
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().path
    )

    /// The folder that this test's executable was built in; what is built beside it belongs to it.
    static let buildFolder: String = {
        let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return URL(filePath: own ?? "/").deletingLastPathComponent().path
    }()

    /// The library that is loaded into watched programs.
    public static var runtimeLibrary: String { buildFolder + "/libasynclab-runtime.so" }

    /// What was compiled, and what is known of the toolchain, from one test run to the next.
    private static let cacheFolder = buildFolder + "/test-programs"

    /// The toolchain that programs are compiled with.
    ///
    /// - Throws: `RunnerError`.
    public static func toolchain() async throws -> Toolchain {
        try await Toolchain.find(
            environment: ProcessInfo.processInfo.environment,
            cacheFolder: cacheFolder
        )
    }

    private static let turnstile = Turnstile(width: 2)

    /// Compiles a program, two at a time; what has not changed since the last test run is there.
    ///
    /// - Throws: `CompileFailure`, `RunnerError`.
    public static func compile(
        _ path: String,
        settings: CompilationSettings
    ) async throws -> CompiledProgram {
        try await turnstile.pass {
            let compiler = ProgramCompiler(
                toolchain: try await toolchain(),
                cacheFolder: cacheFolder,
                cacheCapacity: 4 << 30
            )
            return try await compiler.compile(ProgramSource(path), settings: settings)
        }
    }

    /// Runs a program to its end, two at a time.
    ///
    /// - Parameters:
    ///   - program: what to run.
    ///   - trace: what it is to write, or nil for a run without asynclab.
    ///   - threads: width of the global pool where it is watched; nil: as many as cores.
    ///   - clock: the clock that it is given where it is watched.
    ///   - environment: added to the tests' own.
    ///   - preload: a library that is loaded behind asynclab's where the program is watched.
    ///   - timeLimit: how long it may run, in real time.
    ///   - handle: stops it.
    ///   - isReported: what the trace tells is read.
    /// - Returns: what came of it.
    /// - Throws: `RunnerError`, `TraceError`.
    public static func run(
        _ program: CompiledProgram,
        trace: TraceFile?,
        threads: Int? = nil,
        clock: RunClock = .live,
        environment: [String: String] = [:],
        preload: String? = nil,
        timeLimit: Duration = .seconds(60),
        handle: RunHandle = RunHandle(),
        isReported: Bool = true
    ) async throws -> FinishedRun {
        // The runtime's own report of a crash is long, and slow.
        var variables = environment.merging(["SWIFT_BACKTRACE": "enable=no"]) { own, _ in own }
        if let trace {
            variables["LD_PRELOAD"] = ([runtimeLibrary] + (preload.map { [$0] } ?? []))
                .joined(separator: ":")
            variables["ASYNCLAB_TRACE"] = trace.path
            variables["ASYNCLAB_THREADS"] = threads.map(String.init)
            variables.merge(clock.environment) { _, new in new }
        }
        let added = variables
        return try await turnstile.pass {
            let recording = OutputRecording()
            let result = try await ProgramRunner().run(
                program,
                environment: added,
                limits: RunLimits(wallTime: timeLimit),
                handle: handle
            ) { chunk in
                recording.append(chunk)
            }
            return try FinishedRun(
                result: result,
                output: recording.text(.standardOutput),
                errors: recording.text(.standardError),
                report: isReported
                    ? trace.map { try RunTrace(reading: $0.path, of: result) } : nil
            )
        }
    }
}

/// The clock that a watched program is given.
public enum RunClock: Hashable, Sendable {
    /// Real time.
    case live
    /// Time that moves only when nothing can run, with the schedule of a seed.
    case virtual(seed: UInt64 = 0)

    var environment: [String: String] {
        switch self {
        case .live: [:]
        case .virtual(let seed):
            [
                "ASYNCLAB_CLOCK": "virtual", "ASYNCLAB_SEED": String(seed),
                "SWIFT_DETERMINISTIC_HASHING": "1",
            ]
        }
    }
}

/// What a program printed.
private final class OutputRecording: Sendable {
    private let chunks = Mutex<[OutputChunk]>([])

    func append(_ chunk: OutputChunk) {
        chunks.withLock { $0.append(chunk) }
    }

    func text(_ stream: OutputChunk.Stream) -> String {
        let bytes = chunks.withLock { $0.filter { $0.stream == stream }.flatMap(\.bytes) }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// A run that is over.
public struct FinishedRun: Sendable {
    /// How it ended.
    public let result: RunResult
    /// Its standard output.
    public let output: String
    /// Its standard error.
    public let errors: String
    /// What the trace tells; nil where it was not watched.
    public let report: RunTrace?
}

/// All that a trace tells of a run that is over.
public struct RunTrace: Sendable {
    /// Every event, in the order of the file.
    public let events: [TraceEvent]
    /// What they come to.
    public let trace: Trace
    /// The header.
    public let status: TraceStatus

    init(reading path: String, of result: RunResult) throws(TraceError) {
        let reader = try TraceReader(path: path)
        var events: [TraceEvent] = []
        while true {
            let more = try reader.next(final: true)
            if more.isEmpty { break }
            events += more
        }
        let status = try reader.status()
        var trace = Trace(events)
        let started = Int64(clamping: status.startNanoseconds)
        // A virtual clock stands still behind what it said last.
        let now = status.clock == .virtual ? status.virtualNow : nil
        let end = status.finished ?? now ?? UInt64(max(result.endedNanoseconds - started, 0))
        trace.end(at: end, inGoodOrder: status.finished != nil)
        self.events = events
        self.trace = trace
        self.status = status
    }
}
