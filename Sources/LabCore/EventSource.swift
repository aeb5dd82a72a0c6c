public import TraceModel

/// Where the events of a kept run are read again, so that they need not be held in memory.
public struct EventSource: Sendable {
    /// How many there are.
    public let count: Int
    private let read: @Sendable (Range<Int>) -> [TraceEvent]

    /// `read` gives the events at these positions, always the same; fewer where they can't be read any more.
    public init(count: Int, read: @escaping @Sendable (Range<Int>) -> [TraceEvent]) {
        self.count = count
        self.read = read
    }

    /// The events at some positions, in order.
    public func events(in positions: Range<Int>) -> [TraceEvent] {
        positions.isEmpty ? [] : read(positions)
    }
}

/// The events of a run, from the first to the last that is known.
struct EventStore: Sendable {
    /// As many are read at once as make a look at one cheap.
    static let block = 1024

    private let source: EventSource?
    /// Those that can't be read again.
    private var held: [TraceEvent] = []
    private(set) var count = 0
    /// Of each full block, the latest time up to its end: clocks of two threads may disagree a little.
    private var times: [Nanoseconds] = []
    private var latest: Nanoseconds = 0

    init(source: EventSource? = nil) {
        self.source = source
    }

    mutating func append(_ event: TraceEvent) {
        if source == nil { held.append(event) }
        count += 1
        latest = max(latest, event.time)
        if count % Self.block == 0 { times.append(latest) }
    }

    /// The events at some positions, in order.
    func events(in positions: Range<Int>) -> ArraySlice<TraceEvent> {
        guard let source else { return held[positions] }
        return source.events(in: positions)[...]
    }

    /// The event at a position; nil where it can't be read any more.
    func event(_ position: Int) -> TraceEvent? {
        events(in: position..<position + 1).first
    }

    /// How many events had happened at a time, with all of that time.
    func count(at time: Nanoseconds) -> Int {
        let block = firstIndex(upTo: times.count) { times[$0] > time }
        let start = block * Self.block
        var latest = block > 0 ? times[block - 1] : 0
        let within = events(in: start..<min(count, start + Self.block)).prefix { event in
            latest = max(latest, event.time)
            return latest <= time
        }
        return start + within.count
    }

    /// The time of the last of the first `count` events.
    func time(after count: Int) -> Nanoseconds {
        let block = count / Self.block
        let before = block > 0 ? times[block - 1] : 0
        return events(in: block * Self.block..<count).reduce(before) { max($0, $1.time) }
    }

    /// The first event at or behind a position for which something holds.
    func first(from position: Int, where holds: (TraceEvent) -> Bool) -> (Int, TraceEvent)? {
        var start = position
        while start < count {
            let end = min(count, start + Self.block)
            for (index, event) in zip(start..., events(in: start..<end)) where holds(event) {
                return (index, event)
            }
            start = end
        }
        return nil
    }

    /// The last event before a position for which something holds.
    func last(before position: Int, where holds: (TraceEvent) -> Bool) -> (Int, TraceEvent)? {
        var end = position
        while end > 0 {
            let start = max(0, end - Self.block)
            let events = events(in: start..<end)
            for (index, event) in zip(start..., events).reversed() where holds(event) {
                return (index, event)
            }
            end = start
        }
        return nil
    }
}
