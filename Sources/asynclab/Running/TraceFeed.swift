import ExampleRunner
import Glibc
import LabCore
import Synchronization
import TraceModel

/// Follows a trace while it is written, and tells what comes.
///
/// One reader at a time: the follower while the program runs, `finish` when it has ended.
final class TraceFeed: Sendable {
    /// How long a new event may wait until it is told: with the time until the next frame, less
    /// than the 50 ms in which an event is on the screen.
    private static let pause = Duration.milliseconds(10)
    /// How often the program's clock is told while nothing else is: once a frame.
    private static let clockPause: UInt64 = 33_000_000

    struct Progress {
        let reader: TraceReader
        var ledger = OutputLedger()
        /// Bytes that came through the pipe, each with the number of events that must have been read
        /// before it can be held against the trace.
        var waiting: [(events: UInt64, chunk: OutputChunk)] = []
        var end: Nanoseconds = 0
        /// What of the output the trace does not tell, each at the time of the event before it.
        var untold: [OutputPiece] = []
        var lastEvent: Nanoseconds = 0
        /// When the program's clock was told last.
        var lastClock: UInt64 = 0
    }

    private let file: TraceFile
    private let progress: Mutex<Progress>
    /// Bytes that came through the pipe since the trace was last read.
    ///
    /// A lock of their own: the pipe is read on, whatever else takes time.
    private let arrived = Mutex<[OutputChunk]>([])
    private let report: WatchedRun.Reporter

    init(file: TraceFile, report: @escaping WatchedRun.Reporter) throws {
        self.file = file
        self.report = report
        progress = Mutex(Progress(reader: try TraceReader(path: file.path)))
    }

    /// The pipe brought something.
    ///
    /// From any thread.
    func arrived(_ chunk: OutputChunk) {
        arrived.withLock { $0.append(chunk) }
    }

    /// Tells what comes until the task is cancelled.
    func follow() async throws {
        while !Task.isCancelled {
            try tellNews(final: false)
            try? await Task.sleep(for: Self.pause)
        }
    }

    /// Tells the rest, and how the run ended.
    func finish(_ result: RunResult) throws {
        try tellNews(final: true)
        let status = try progress.withLock { try $0.reader.status() }
        // Where the library never started, the supervisor's start will do.
        let start = status.startNanoseconds
        let began = start > 0 ? start : UInt64(max(0, result.startedNanoseconds))
        let ended = UInt64(max(0, result.endedNanoseconds))
        let end = status.finished ?? (ended > began ? ended - began : 0)
        progress.withLock { $0.end = end }
        report(.ended(RunEnd(result.ending), at: end, inGoodOrder: status.finished != nil))
        if start == 0, case .exited = result.ending { report(.remarked(Self.notWatched)) }
    }

    private static let notWatched = [
        "Error: The program ran, but could not be watched.",
        "Why:   The preloaded library did not start in it.",
        "Next:  See what is missing with: asynclab doctor",
    ]

    /// Width of the program's global pool; 0 where it never started.
    func poolWidth() throws -> Int {
        try progress.withLock { try $0.reader.status().poolWidth }
    }

    /// Keeps the trace.
    ///
    /// After `finish`.
    func keep(at path: String, notes: [TraceNote: String]) throws {
        try progress.withLock { progress in
            var notes = notes
            notes[.makespan] = "\(progress.end)"
            try progress.reader.keep(at: path, output: progress.untold, notes: notes)
        }
    }

    private func tellNews(final: Bool) throws {
        var more = true
        while more {
            let chunks = arrived.withLock { arrived in
                defer { arrived = [] }
                return arrived
            }
            let (events, status, untold) = try progress.withLock { progress in
                try progress.news(chunks, final: final)
            }
            if !events.isEmpty { report(.traced(events, dropped: status.droppedEvents)) }
            for (stream, text) in untold { report(.printed(stream, text)) }
            if !final { tellClock(since: status.startNanoseconds, isDue: !events.isEmpty) }
            // While the program runs, the rest of a flood is for the next time.
            more = final && !events.isEmpty
        }
    }

    /// Tells the program's clock where it has started, with news or once a frame.
    private func tellClock(since start: UInt64, isDue: Bool) {
        let now = Self.now()
        let tells = progress.withLock { progress in
            let tells = isDue || now - progress.lastClock >= Self.clockPause
            if tells { progress.lastClock = now }
            return tells
        }
        if tells, start > 0 { report(.clock(now - min(now, start))) }
    }

    /// Nanoseconds of CLOCK_MONOTONIC, which the trace counts by.
    private static func now() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}

extension TraceFeed.Progress {
    /// What is new.
    ///
    /// A program takes an event's place in the trace before it writes the bytes of which the event
    /// tells. So when all places that were taken before a chunk was seen have been read, nothing of
    /// that chunk is still to be told.
    mutating func news(
        _ chunks: [OutputChunk],
        final: Bool
    ) throws -> ([TraceEvent], TraceStatus, [(OutputStream, String)]) {
        let reserved = try reader.reservedEvents()
        waiting += chunks.map { (reserved, $0) }
        let events = try reader.next(final: final)
        ledger.told(events)
        let isLast = final && events.isEmpty
        let ready = waiting.prefix { isLast || $0.events <= reader.position }
        for (_, chunk) in ready {
            ledger.arrived(
                chunk.bytes,
                on: chunk.stream == .standardError ? .standardError : .standardOutput
            )
        }
        waiting.removeFirst(ready.count)
        let news = ready.isEmpty && !isLast ? [] : ledger.takeUntold(final: isLast)
        lastEvent = events.last?.time ?? lastEvent
        untold += news.map { stream, text in
            OutputPiece(time: lastEvent, task: nil, stream: stream, text: text)
        }
        return (events, try reader.status(), news)
    }
}
