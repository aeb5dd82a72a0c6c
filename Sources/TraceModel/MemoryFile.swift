internal import CTraceFormat
internal import Glibc

/// A file in memory, without a name to leave behind, that other processes find by a path.
///
/// It lasts as long as this value.
public final class MemoryFile: Sendable {
    private let descriptor: CInt

    /// An empty file; nil, with the reason in `errno`, where the system refuses.
    ///
    /// The system shows `name` to those who look for what takes memory.
    public init?(_ name: String) {
        descriptor = asynclab_trace_memory_make(name)
        if descriptor < 0 { return nil }
    }

    deinit {
        close(descriptor)
    }

    /// Where processes of the same user find it.
    public var path: String { "/proc/\(getpid())/fd/\(descriptor)" }

    /// Adds text at its end; what does not fit is left out.
    public func append(_ text: String) {
        let bytes = Array(text.utf8)
        _ = write(descriptor, bytes, bytes.count)
    }
}
