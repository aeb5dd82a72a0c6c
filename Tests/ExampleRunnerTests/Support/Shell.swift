import ExampleRunner
import Synchronization

/// What a program printed.
final class Recording: Sendable {
    private let chunks = Mutex<[OutputChunk]>([])

    func append(_ chunk: OutputChunk) {
        chunks.withLock { $0.append(chunk) }
    }

    var all: [OutputChunk] { chunks.withLock { $0 } }
    var output: String { text(.standardOutput) }
    var errors: String { text(.standardError) }

    private func text(_ stream: OutputChunk.Stream) -> String {
        String(decoding: all.filter { $0.stream == stream }.flatMap(\.bytes), as: UTF8.self)
    }
}

/// A shell script under the supervisor.
struct Shell {
    let footprint = Footprint()
    let recording = Recording()
    let handle = RunHandle()

    func run(
        _ script: String,
        limits: RunLimits = RunLimits(wallTime: .seconds(60)),
        environment: [String: String] = [:],
        workingFolder: String? = nil,
        fixesAddresses: Bool = false
    ) async throws -> RunResult {
        try await ProgramRunner().run(
            executable: "sh",
            arguments: ["-c", script],
            environment: environment.merging(footprint.environment) { own, _ in own },
            limits: limits,
            workingFolder: workingFolder,
            fixesAddresses: fixesAddresses,
            handle: handle,
            onOutput: recording.append
        )
    }
}
