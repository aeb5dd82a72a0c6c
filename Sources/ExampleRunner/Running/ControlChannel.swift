internal import SystemPackage

/// A socket to the supervisor: shut for writing, which also happens when asynclab dies, it stops
/// the run; the report comes back through it.
final class ControlChannel: Sendable {
    private let own: FileDescriptor
    /// The supervisor's end; whoever starts the supervisor closes it then.
    let supervisorEnd: FileDescriptor

    init() throws(Errno) {
        (own, supervisorEnd) = try SystemCalls.socketPair()
    }

    deinit {
        try? own.close()
    }

    /// Stops the run.
    func shut() {
        SystemCalls.shutForWriting(own)
    }

    /// All that the supervisor sent; call it when the supervisor has ended, or it waits for that.
    func readReport() throws -> String {
        var report: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = try buffer.withUnsafeMutableBytes { try own.read(into: $0) }
            guard count > 0 else { return String(decoding: report, as: UTF8.self) }
            report += buffer[..<count]
        }
    }
}
