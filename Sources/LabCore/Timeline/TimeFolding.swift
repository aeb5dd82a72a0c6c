public import TraceModel

/// A run's time with its idle gaps drawn short.
///
/// Drawn time is what the axis counts: it is the program's time but for the breaks, and grows with it.
public struct TimeFolding: Equatable, Sendable {
    /// A gap that is drawn short.
    public struct Break: Equatable, Sendable {
        /// When the gap began.
        public let from: Nanoseconds
        /// When it ended.
        public let to: Nanoseconds
        /// When it begins in drawn time.
        public let drawnFrom: Nanoseconds
    }

    /// In the order of time, at least one.
    public let breaks: [Break]
    /// How long each is drawn.
    public let drawnLength: Nanoseconds

    /// More gaps than these are not folded, the longest are.
    private static let mostBreaks = 100_000

    /// Of the run's time, so small a part is no rest to be drawn.
    private static let leastPart: Nanoseconds = 1_000_000

    /// The time that the breaks leave out.
    public var folded: Nanoseconds {
        breaks.reduce(0) { $0 + ($1.to - $1.from) }
    }

    /// What folding makes of a run until `end` in which nothing happens within the gaps; nil where no
    /// gap is long enough to be worth it.
    ///
    /// `gaps` are in the order of time, and do not overlap.
    init?(_ gaps: [Range<Nanoseconds>], until end: Nanoseconds) {
        let (chosen, length) = Self.worthFolding(gaps, until: end)
        guard !chosen.isEmpty else { return nil }
        var shift: Nanoseconds = 0
        var breaks: [Break] = []
        for gap in chosen {
            breaks.append(
                Break(
                    from: gap.lowerBound,
                    to: gap.upperBound,
                    drawnFrom: gap.lowerBound - shift
                )
            )
            shift += UInt64(gap.count) - length
        }
        self.breaks = breaks
        drawnLength = length
    }

    /// What folding makes of a run that is known until `end`.
    init?(_ trace: Trace, until end: Nanoseconds) {
        let gaps = MergedLane(trace.tasks)
            .gaps(until: trace.ended, endedBy: trace.timesOfMomentarySteps)
        self.init(gaps, until: end)
    }

    /// The longest gaps, and how long each is to be drawn: as many as are still long beside that.
    ///
    /// All breaks together take half as much of the axis as the rest, at most. Where nothing takes time
    /// but waiting, that rest is the shortest gaps: of gaps about as long as each other all are folded, or
    /// none.
    private static func worthFolding(
        _ gaps: [Range<Nanoseconds>],
        until end: Nanoseconds
    ) -> (gaps: [Range<Nanoseconds>], drawnLength: Nanoseconds) {
        let longest = gaps.sorted { $0.count > $1.count }.prefix(mostBreaks)
        var left = end
        var chosen = (count: 0, length: Nanoseconds(1))
        for (index, gap) in longest.enumerated() {
            left -= min(left, UInt64(gap.count))
            let next = index + 1
            guard left > end / leastPart else { break }
            if next < longest.count, longest[next].count > gap.count / 2 { continue }
            let length = max(1, left / UInt64(max(20, 2 * next)))
            if UInt64(gap.count) > 3 * length { chosen = (next, length) }
        }
        let folded = longest.prefix(chosen.count)
        return (folded.sorted { $0.lowerBound < $1.lowerBound }, chosen.length)
    }

    /// The drawn time of a time.
    public func drawn(_ time: Nanoseconds) -> Nanoseconds {
        guard let gap = last(where: { $0.from <= time }) else { return time }
        if time >= gap.to { return gap.drawnFrom + drawnLength + (time - gap.to) }
        let part = Double(time - gap.from) / Double(gap.to - gap.from)
        return gap.drawnFrom + UInt64(part * Double(drawnLength))
    }

    /// The time of a drawn time.
    public func real(_ drawn: Nanoseconds) -> Nanoseconds {
        guard let gap = last(where: { $0.drawnFrom <= drawn }) else { return drawn }
        let into = drawn - gap.drawnFrom
        if into >= drawnLength {
            let (time, isTooLong) = gap.to.addingReportingOverflow(into - drawnLength)
            return isTooLong ? .max : time
        }
        return gap.from + UInt64(Double(into) / Double(drawnLength) * Double(gap.to - gap.from))
    }

    /// The breaks of which a part lies within drawn times.
    public func breaks(from: Nanoseconds, to: Nanoseconds) -> ArraySlice<Break> {
        let first = firstIndex(upTo: breaks.count) { breaks[$0].drawnFrom + drawnLength > from }
        let last = firstIndex(upTo: breaks.count) { breaks[$0].drawnFrom >= to }
        return breaks[first..<max(first, last)]
    }

    private func last(where holds: (Break) -> Bool) -> Break? {
        let behind = firstIndex(upTo: breaks.count) { !holds(breaks[$0]) }
        return behind > 0 ? breaks[behind - 1] : nil
    }
}
