/// Brings together what a program printed as its trace tells it, with tasks, and as it came through
/// the pipe, which is complete.
///
/// Both hold the same bytes in the same order, except that the trace lacks what was printed by a way
/// that is not seen. The ledger finds those bytes. Feed it, for each stream, with the pipe's bytes
/// first and the trace's pieces after: the trace is never behind the pipe.
public struct OutputLedger: Sendable {
    /// Bytes that came through the pipe and are not accounted for yet.
    private var arrived: [OutputStream: [UInt8]] = [:]
    /// Bytes that the trace tells and that the pipe has not brought yet.
    private var told: [OutputStream: [[UInt8]]] = [:]
    /// How far a piece of the trace is looked for behind bytes that it does not tell.
    private static let searchLimit = 1 << 16

    public init() {}

    /// The pipe brought `bytes`.
    public mutating func arrived(_ bytes: [UInt8], on stream: OutputStream) {
        arrived[stream, default: []] += bytes
    }

    /// The trace tells of output. Tells what the program put out, in order of arrival, that no piece
    /// of the trace accounts for.
    public mutating func told(_ events: [TraceEvent]) {
        for case .printed(_, let stream, let text) in events.lazy.map(\.fact) {
            told[stream, default: []].append(Array(text.utf8))
        }
    }

    /// The bytes, as text, that came through the pipe and are not in the trace; each is told once.
    public mutating func takeUntold() -> [(OutputStream, String)] {
        var untold: [(OutputStream, String)] = []
        for stream in [OutputStream.standardOutput, .standardError] {
            let bytes = settle(stream)
            if !bytes.isEmpty { untold.append((stream, String(decoding: bytes, as: UTF8.self))) }
        }
        return untold
    }

    /// Strikes out what both sides have; returns what only the pipe has.
    private mutating func settle(_ stream: OutputStream) -> [UInt8] {
        let bytes = arrived[stream] ?? []
        var pieces = (told[stream] ?? [])[...]
        var position = 0
        var untold: [UInt8] = []
        while position < bytes.count {
            guard let piece = pieces.first else {
                untold += bytes[position...]
                position = bytes.count
                break
            }
            let found = Self.find(piece, in: bytes, from: position)
            guard let found else {
                // The piece is still on its way through the program's own buffer.
                break
            }
            untold += bytes[position..<found]
            let taken = min(piece.count, bytes.count - found)
            position = found + taken
            pieces.removeFirst()
            if taken < piece.count { pieces.insert(Array(piece[taken...]), at: pieces.startIndex) }
        }
        arrived[stream] = Array(bytes[position...])
        told[stream] = Array(pieces)
        return untold
    }

    /// Where `piece` begins in `bytes`, also where the bytes end before the piece does.
    private static func find(_ piece: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        let limit = min(bytes.count, start + searchLimit)
        return (start..<limit).first { position in
            let length = min(piece.count, bytes.count - position)
            return bytes[position..<(position + length)] == piece[..<length]
        }
    }
}
