import CTraceFormat
import ExampleRunner
import Glibc
import TestSupport
import Testing
import TraceModel

/// What decides a run under the virtual clock.
struct Schedule: CustomTestStringConvertible, Hashable, Sendable {
    let threads: Int
    let seed: UInt64

    var testDescription: String { "\(threads) threads, seed \(seed)" }
}

extension TestProgram {
    /// Programs in which something takes part that the virtual clock does not control.
    static let uncontrolled: Set = [
        "blocking-calls", "environment", "foundation-process", "refused-writes",
        "signals-waited-for", "waiting-on-files",
    ]

    /// Programs whose real time is that of others: other processes, or the disk.
    static let awaitingOthers = uncontrolled.union(["foundation-files"])

    /// Programs for which a random order of ready jobs may print something else.
    static let ordered: Set = ["main-actor-order", "main-starts-at-once"]

    /// Compiles it and runs it under the virtual clock.
    func runVirtually(
        threads: Int = 2,
        seed: UInt64 = 0,
        environment: [String: String] = [:],
        trace: TraceFile? = nil,
        isReported: Bool = true
    ) async throws -> FinishedRun {
        try await Workbench.run(
            try await compile(),
            trace: try trace ?? TraceFile.small(),
            threads: threads,
            clock: .virtual(seed: seed),
            environment: environment,
            isReported: isReported
        )
    }
}

extension RunTrace {
    /// How long the program ran in its own time, be it that it ended or crashed.
    var makespan: Nanoseconds { status.finished ?? max(trace.lastEvent, status.virtualNow) }
}

/// A run, byte for byte.
struct RunBytes: Equatable, Sendable {
    private let ending: RunEnding
    private let output: String
    private let finished: UInt64
    private let records: [UInt8]
    private let strings: [UInt8]

    /// Runs a program and keeps what it left.
    init(of program: TestProgram, _ schedule: Schedule) async throws {
        let trace = try TraceFile.small()
        let run = try await program.runVirtually(
            threads: schedule.threads,
            seed: schedule.seed,
            trace: trace,
            isReported: false
        )
        ending = run.result.ending
        output = run.output
        let descriptor = open(trace.path, O_RDONLY | O_CLOEXEC)
        defer { close(descriptor) }
        let header = try asynclab_trace_header(of: descriptor)
        try #require(header.record_count <= header.record_capacity)
        finished = header.finish_ns
        let start = UInt64(ASYNCLAB_TRACE_HEADER_SIZE)
        records = Self.read(descriptor, header.record_count * 32, at: start)
        let strings = start + header.record_capacity * 32
        self.strings = Self.read(descriptor, header.string_count, at: strings)
    }

    private static func read(_ descriptor: CInt, _ count: UInt64, at offset: UInt64) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Int(count)) { buffer, filled in
            filled = max(pread(descriptor, buffer.baseAddress, Int(count), off_t(offset)), 0)
        }
    }

    /// Where another run of the same program goes another way; nil: nowhere.
    func firstDifference(to other: RunBytes) -> String? {
        guard self != other else { return nil }
        if ending != other.ending { return "\(ending) and \(other.ending)" }
        let pairs = zip(records, other.records)
        if let index = pairs.enumerated().first(where: { $1.0 != $1.1 })?.offset {
            return "record \(index / 32) of \(records.count / 32), byte \(index % 32)"
        }
        return "\(records.count / 32) and \(other.records.count / 32) records, \(output), "
            + "\(other.output), \(finished), \(other.finished)"
    }
}

extension asynclab_trace_header {
    fileprivate init(of descriptor: CInt) throws {
        self.init()
        let size = MemoryLayout<Self>.size
        let got = withUnsafeMutableBytes(of: &self) { pread(descriptor, $0.baseAddress, size, 0) }
        try #require(got == size)
    }
}

extension TraceFile {
    /// The kind of the last record and its first word, without reading what comes before.
    func lastRecord() throws -> (kind: asynclab_trace_kind, a: UInt64) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        defer { close(descriptor) }
        let count = try asynclab_trace_header(of: descriptor).record_count
        var record = asynclab_trace_record()
        let size = MemoryLayout.size(ofValue: record)
        let offset = Int(ASYNCLAB_TRACE_HEADER_SIZE) + (Int(count) - 1) * size
        let got = withUnsafeMutableBytes(of: &record) {
            pread(descriptor, $0.baseAddress, size, off_t(offset))
        }
        try #require(got == size)
        return (asynclab_trace_kind(rawValue: record.kind), record.a)
    }
}

/// Does something while another process keeps a processor busy.
func besideBusyProcess<Value>(_ body: () async throws -> Value) async throws -> Value {
    let handle = RunHandle()
    async let busy = ProgramRunner().run(
        executable: "sh",
        arguments: ["-c", "while :; do :; done"],
        limits: .unlimited,
        handle: handle,
        onOutput: { _ in }
    )
    defer { handle.stop() }
    let value = try await body()
    handle.stop()
    #expect(try await busy.ending == .stopped(.asked))
    return value
}
