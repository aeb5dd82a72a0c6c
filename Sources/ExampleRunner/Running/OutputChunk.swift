/// A piece of a program's output, as it came through the pipe.
public struct OutputChunk: Hashable, Sendable {
    /// Where the program wrote it.
    public enum Stream: Hashable, Sendable {
        /// Standard output.
        case standardOutput
        /// Standard error.
        case standardError
    }

    /// Stream.
    public let stream: Stream
    /// The bytes; they may begin and end within a line, or within a character.
    public let bytes: [UInt8]
    /// When it arrived, in nanoseconds of CLOCK_MONOTONIC.
    public let arrivedNanoseconds: Int64

    /// A piece of output.
    public init(stream: Stream, bytes: [UInt8], arrivedNanoseconds: Int64) {
        self.stream = stream
        self.bytes = bytes
        self.arrivedNanoseconds = arrivedNanoseconds
    }
}
