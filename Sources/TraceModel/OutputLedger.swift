/// Brings together what a program printed as its trace tells it, with tasks, and as it came through
/// the pipe, which is complete.
///
/// Both hold the same bytes, but the trace lacks what was printed by a way that is not seen. The
/// ledger finds those bytes. Feed it, for each stream, with the pipe's bytes first and the trace's
/// pieces after: the trace is never behind the pipe, so what no piece of it tells, it never will.
///
/// The order is the same too, but for what waits in a buffer of the program's, and for threads that
/// write at the same moment: so some pieces ahead are looked at as well.
public struct OutputLedger: Sendable {
    /// Bytes that came through the pipe and are not accounted for yet.
    private var arrived: [OutputStream: [UInt8]] = [:]
    /// Bytes that the trace tells and that the pipe has not brought yet.
    private var told: [OutputStream: [ToldPiece]] = [:]
    /// How many of these are looked at for the next byte that arrived.
    private static let piecesAhead = 32

    /// A ledger of nothing so far.
    public init() {}

    /// The pipe brought `bytes`.
    public mutating func arrived(_ bytes: [UInt8], on stream: OutputStream) {
        arrived[stream, default: []] += bytes
    }

    /// The trace tells of output.
    public mutating func told(_ events: [TraceEvent]) {
        for case .printed(_, let stream, let text) in events.lazy.map(\.fact) {
            told[stream, default: []].append(ToldPiece(text))
        }
    }

    /// The text that came through the pipe and is not in the trace; each is told once.
    /// - Parameter final: nothing more will arrive. Until then a character of which only the
    ///   beginning has arrived is kept back.
    /// - Returns: for each stream with any, its text.
    public mutating func takeUntold(final: Bool = false) -> [(OutputStream, String)] {
        var untold: [(OutputStream, String)] = []
        for stream in [OutputStream.standardOutput, .standardError] {
            let bytes = settle(stream, final: final)
            if !bytes.isEmpty { untold.append((stream, String(decoding: bytes, as: UTF8.self))) }
        }
        return untold
    }

    /// Strikes out what both sides have; returns what only the pipe has.
    private mutating func settle(_ stream: OutputStream, final: Bool) -> [UInt8] {
        let bytes = (arrived[stream] ?? [])[...]
        var pieces = told[stream] ?? []
        var position = 0
        var untold: [UInt8] = []
        while position < bytes.count {
            let taken = Self.strikeOut(from: &pieces, what: bytes[position...])
            if taken == 0 { untold.append(bytes[position]) }
            position += max(taken, 1)
        }
        let kept = final ? 0 : Self.lengthOfBegunCharacter(in: untold)
        arrived[stream] = Array(untold.suffix(kept))
        told[stream] = pieces
        return untold.dropLast(kept)
    }

    /// Strikes out the first piece that `bytes` begin with, or begin; returns its length in bytes,
    /// 0 where there is none.
    private static func strikeOut(from pieces: inout [ToldPiece], what bytes: ArraySlice<UInt8>)
        -> Int
    {
        var index = 0
        while index < min(pieces.count, piecesAhead) {
            let taken = pieces[index].take(bytes) ?? 0
            let isDone = pieces[index].isEmpty
            if isDone { pieces.remove(at: index) }
            if taken > 0 { return taken }
            if !isDone { index += 1 }
        }
        return 0
    }

    /// Bytes at the end that begin a character of UTF-8 and do not end it: 0 to 3.
    private static func lengthOfBegunCharacter(in bytes: [UInt8]) -> Int {
        for length in 1...3 where length <= bytes.count {
            let byte = bytes[bytes.count - length]
            if byte & 0b1100_0000 == 0b1000_0000 { continue }
            let needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
            return needed > length ? length : 0
        }
        return 0
    }
}

/// One piece of output as the trace tells it, or what is left of it.
///
/// A trace is read as text. Bytes that are none, such as half of a character, are read as U+FFFD: here
/// that stands for up to three bytes that are not ASCII.
private struct ToldPiece {
    private var rest: ArraySlice<UInt8>

    init(_ text: String) {
        rest = Array(text.utf8)[...]
    }

    var isEmpty: Bool { rest.isEmpty }

    /// Where `bytes` begin with it, or end within it, strikes it out as far as they go.
    /// - Returns: how many of `bytes` it was; nil where they are something else.
    mutating func take(_ bytes: ArraySlice<UInt8>) -> Int? {
        var next = rest.startIndex
        var position = bytes.startIndex
        // Bytes that the U+FFFDs right before may stand for, beyond one each.
        var spare = 0
        while next < rest.endIndex, position < bytes.endIndex {
            if rest[next...].starts(with: Self.unknown) {
                next += Self.unknown.count
                spare += 2
                // None where the piece before has taken all that these may have been.
                if bytes[position] < 0x80 { continue }
            } else if rest[next] == bytes[position] {
                next += 1
                spare = 0
            } else if spare > 0, bytes[position] >= 0x80 {
                spare -= 1
            } else {
                return nil
            }
            position += 1
        }
        while next == rest.endIndex, spare > 0, position < bytes.endIndex,
            bytes[position] & 0xc0 == 0x80
        {
            spare -= 1
            position += 1
        }
        rest = rest[next...]
        return position - bytes.startIndex
    }

    /// U+FFFD in UTF-8.
    private static let unknown: [UInt8] = [0xef, 0xbf, 0xbd]
}
