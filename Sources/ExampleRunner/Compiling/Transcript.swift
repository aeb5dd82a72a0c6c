internal import Synchronization

/// Collects what a process prints, both streams together in the order of arrival.
final class Transcript: Sendable {
    private let bytes = Mutex<[UInt8]>([])

    func append(_ chunk: OutputChunk) {
        bytes.withLock { $0 += chunk.bytes }
    }

    /// All of it so far.
    ///
    /// What is no UTF-8 shows as replacement characters.
    var text: String {
        bytes.withLock { String(decoding: $0, as: UTF8.self) }
    }
}
