internal import Subprocess
internal import Synchronization

/// Passes output on, one piece at a time, up to the limit, and then has the program stopped.
final class OutputGate: Sendable {
    private let limit: Int
    private let handle: RunHandle
    private let receiver: @Sendable (OutputChunk) -> Void
    private let state = Mutex(State())

    private struct State {
        var passed = 0
        var isExceeded = false
    }

    init(
        limit: Int?,
        handle: RunHandle,
        receiver: @escaping @Sendable (OutputChunk) -> Void
    ) {
        self.limit = limit.map { max($0, 1) } ?? .max
        self.handle = handle
        self.receiver = receiver
    }

    /// Whether the program wrote more than allowed.
    var isExceeded: Bool { state.withLock(\.isExceeded) }

    /// Reads a stream to its end.
    ///
    /// What comes after the limit is read and dropped, so that nothing waits for room in a pipe.
    func drain(
        _ output: SubprocessOutputSequence,
        as stream: OutputChunk.Stream
    ) async throws {
        for try await buffer in output {
            pass(buffer.withUnsafeBytes { Array($0) }, as: stream)
        }
    }

    private func pass(_ bytes: [UInt8], as stream: OutputChunk.Stream) {
        let arrived = SystemCalls.monotonicNanoseconds()
        // The lock is held during the call: that is what keeps the pieces in order.
        state.withLock { state in
            let room = limit - state.passed
            if bytes.count > room, !state.isExceeded {
                state.isExceeded = true
                handle.stop()
            }
            guard room > 0 else { return }
            let allowed = bytes.count > room ? Array(bytes[..<room]) : bytes
            state.passed += allowed.count
            receiver(
                OutputChunk(stream: stream, bytes: allowed, arrivedNanoseconds: arrived)
            )
        }
    }
}
