import Glibc

/// Brings together what a program printed as its trace tells it, with tasks, and as it came through
/// the pipe, which is complete.
///
/// Both hold the same bytes, but the trace lacks what was printed by a way that is not seen. The
/// ledger finds those bytes. Feed it, for each stream, with the pipe's bytes first and the trace's
/// pieces after: the trace is never behind the pipe, so what no piece of it tells, it never will.
///
/// The order is the same too, but for what waits in a buffer of the program's, and for threads that
/// write at the same moment: so pieces ahead are looked for as well, first where the bytes go on, and
/// only then behind bytes that no piece tells.
public struct OutputLedger: Sendable {
    /// Bytes that came through the pipe and are not accounted for yet.
    private var arrived: [OutputStream: [UInt8]] = [:]
    /// Bytes that the trace tells and that the pipe has not brought yet.
    private var told: [OutputStream: [ToldPiece]] = [:]
    /// How many of these are looked for: right here, and further on.
    private static let piecesHere = 256
    private static let piecesAhead = 32
    /// A piece shorter than this is looked for further on only where it is the next: as a line's end or
    /// a parenthesis it would be found in any text.
    private static let shortPiece = 4
    /// How far they are looked for behind bytes that they do not tell.
    private static let searchLimit = 1 << 16

    /// What the program writes to one stream may arrive on the other: somebody in between passes both
    /// on, as `swift test` does.
    private let mayCross: Bool

    /// A ledger of nothing so far.
    public init(mayCross: Bool = false) {
        self.mayCross = mayCross
    }

    /// The pipe brought `bytes`.
    public mutating func arrived(_ bytes: [UInt8], on stream: OutputStream) {
        arrived[stream, default: []] += bytes
    }

    /// The trace tells of output.
    public mutating func told(_ events: [TraceEvent]) {
        for case .printed(_, let stream, let text, _) in events.lazy.map(\.fact) {
            told[stream, default: []].append(ToldPiece(text))
        }
    }

    /// The text that came through the pipe and is not in the trace; each is told once.
    ///
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
        var (untold, begun) = strikeOut(arrived[stream] ?? [], toldOn: stream, final: final)
        if mayCross, !untold.isEmpty {
            let other: OutputStream = stream == .standardOutput ? .standardError : .standardOutput
            let (rest, alsoBegun) = strikeOut(untold, toldOn: other, final: final)
            untold = rest
            begun = alsoBegun + begun
        }
        let kept = final || !begun.isEmpty ? 0 : Self.lengthOfBegunCharacter(in: untold)
        arrived[stream] = untold.suffix(kept) + begun
        return untold.dropLast(kept)
    }

    /// Strikes out of both what the trace tells of `bytes`.
    ///
    /// - Returns: the rest, and bytes at the end that may begin a piece: which one, what comes next
    ///   tells.
    private mutating func strikeOut(
        _ arrived: [UInt8],
        toldOn stream: OutputStream,
        final: Bool
    ) -> (untold: [UInt8], begun: [UInt8]) {
        var bytes = arrived[...]
        var pieces = (told[stream] ?? [])[...]
        var untold: [UInt8] = []
        var begun: [UInt8] = []
        while !bytes.isEmpty, let (index, start) = Self.nextPiece(of: pieces, in: bytes) {
            let gap = bytes[..<start]
            if !final, !pieces[index].isWhole(in: bytes[start...]) {
                begun = Array(bytes[start...])
                bytes = []
            } else {
                let taken = pieces[index].take(bytes[start...]) ?? 0
                bytes = bytes[(start + taken)...]
                Self.remove(index, from: &pieces)
            }
            if !gap.isEmpty, !Self.strikeOut(gap, from: &pieces) { untold += gap }
        }
        told[stream] = Array(pieces)
        return (untold + bytes, begun)
    }

    private static func remove(_ index: Int, from pieces: inout ArraySlice<ToldPiece>) {
        guard pieces[index].isEmpty else { return }
        // The first goes without moving the rest.
        if index == pieces.startIndex {
            pieces.removeFirst()
        } else {
            pieces.remove(at: index)
        }
    }

    /// The piece that `bytes` go on with, or else the one that begins first in them, also where they end
    /// before it does; and where.
    private static func nextPiece(
        of pieces: ArraySlice<ToldPiece>,
        in bytes: ArraySlice<UInt8>
    ) -> (index: Int, start: Int)? {
        let here = pieces.indices.prefix(piecesHere)
        if let index = here.first(where: { pieces[$0].begins(bytes) }) {
            return (index, bytes.startIndex)
        }
        var found: (index: Int, start: Int)?
        for index in pieces.indices.prefix(piecesAhead)
        where index == pieces.startIndex || pieces[index].count >= shortPiece {
            let end = min(found?.start ?? bytes.endIndex, bytes.startIndex + searchLimit)
            let places = bytes.startIndex..<min(end, bytes.endIndex)
            if let start = places.first(where: { pieces[index].begins(bytes[$0...]) }) {
                found = (index, start)
            }
        }
        return found
    }

    /// Strikes out the pieces that `gap` consists of, in any order.
    ///
    /// - Returns: false, with nothing struck out, where it does not consist of pieces alone.
    private static func strikeOut(
        _ gap: ArraySlice<UInt8>,
        from pieces: inout ArraySlice<ToldPiece>
    ) -> Bool {
        var gap = gap
        var left = Array(pieces.prefix(piecesAhead))
        while !gap.isEmpty {
            guard let index = left.firstIndex(where: { $0.isWhole(in: gap) }) else { return false }
            gap = gap.dropFirst(left[index].take(gap) ?? 0)
            left.remove(at: index)
        }
        if left.count < min(pieces.count, piecesAhead) {
            pieces = left + pieces.dropFirst(piecesAhead)
        }
        return true
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

    /// Bytes that are left of it.
    var count: Int { rest.count }

    /// Whether `bytes` begin with it, or with its beginning and end there.
    func begins(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let first = rest.first, let byte = bytes.first else { return false }
        guard first == byte || first == Self.unknown[0] else { return false }
        var piece = self
        return piece.take(bytes).map { $0 > 0 } ?? false
    }

    /// Whether `bytes` begin with all of it.
    func isWhole(in bytes: ArraySlice<UInt8>) -> Bool {
        var piece = self
        return begins(bytes) && piece.take(bytes) != nil && piece.isEmpty
    }

    /// Where `bytes` begin with it, or end within it, strikes it out as far as they go.
    ///
    /// - Returns: how many of `bytes` it was; nil where they are something else.
    mutating func take(_ bytes: ArraySlice<UInt8>) -> Int? {
        if let count = commonBytes(bytes) {
            rest = rest.dropFirst(count)
            return count
        }
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

    /// How many bytes both begin with, where one of them is at its end then; nil where they differ, and where
    /// the piece holds what may be U+FFFD.
    ///
    /// A flood is millions of pieces, and nearly all of them are just so.
    private func commonBytes(_ bytes: ArraySlice<UInt8>) -> Int? {
        let count = min(rest.count, bytes.count)
        let isSame = rest.withUnsafeBytes { own in
            bytes.withUnsafeBytes { others in
                guard count > 0, let own = own.baseAddress, let others = others.baseAddress else {
                    return true
                }
                return memcmp(own, others, count) == 0
                    && memchr(own, Int32(Self.unknown[0]), count) == nil
            }
        }
        return isSame ? count : nil
    }

    /// U+FFFD in UTF-8.
    private static let unknown: [UInt8] = [0xef, 0xbf, 0xbd]
}
