import ExampleRunner
import Glibc
import LabCore
import Synchronization
import TraceModel

/// Follows a trace while it is written, and tells what comes.
///
/// One reader at a time: the follower while the program runs, `finish` when it has ended.
final class TraceFeed: Sendable {
    /// How long a new event may wait until it is told: as long as a frame stays.
    ///
    /// The next frame is drawn at once where the last one is that old. So an event is on the screen within 50 ms.
    private static let pause: CInt = 33
    /// The same until the first event, for a second, and where so much came at once that a flood would get ahead.
    private static let shortPause: CInt = 5
    private static let firstPauses = 200
    private static let flood = 1 << 13
    /// So many events are told at once at most, while the program runs.
    private static let mostAtOnce = 1 << 14
    /// The same, in milliseconds too, while the program is paused and has been still for a second: then
    /// nearly nothing happens before somebody asks for it, which `wake` tells.
    private static let longPause: CInt = 250
    private static let stillPauses = 30

    struct Progress {
        let reader: TraceReader
        var ledger: OutputLedger
        /// Bytes that came through the pipe, each with the number of events that must have been read
        /// before it can be held against the trace.
        var waiting: [(events: UInt64, chunk: OutputChunk)] = []
        var end: Nanoseconds = 0
        /// What of the output the trace does not tell, each at the time of the event before it.
        var untold: [OutputPiece] = []
        var lastEvent: Nanoseconds = 0
        /// Virtual time as it was told last.
        var lastVirtual: Nanoseconds = 0
        /// The program has started, and its clock was told.
        var hasStarted = false
        /// Why the library ended the program.
        var stopReason: StopReason?
        /// The offer that was told last.
        var lastOffer = 0
        /// The program is paused, and waits to be asked for something.
        var waits = false
        /// Very many events were told last.
        var isFlooded = false
    }

    private let file: TraceFile
    /// The clock that the program was asked to have.
    ///
    /// Under the virtual one nothing may depend on when something was seen: output that only the pipe
    /// has comes last.
    private let clock: TraceClock
    private let progress: Mutex<Progress>
    /// Bytes that came through the pipe since the trace was last read.
    ///
    /// A lock of their own: the pipe is read on, whatever else takes time.
    private let arrived = Mutex<[OutputChunk]>([])
    private let report: WatchedRun.Reporter
    private let alarm = WakePipe()
    private let isOver = Mutex(false)

    /// `isDirect`: the program's output comes without anybody in between.
    init(
        file: TraceFile,
        clock: TraceClock,
        isDirect: Bool = true,
        report: @escaping WatchedRun.Reporter
    ) throws {
        self.file = file
        self.clock = clock
        self.report = report
        let reader = try TraceReader(path: file.path)
        let ledger = OutputLedger(mayCross: !isDirect)
        progress = Mutex(Progress(reader: reader, ledger: ledger))
    }

    /// The pipe brought something.
    ///
    /// From any thread.
    func arrived(_ chunk: OutputChunk) {
        arrived.withLock { $0.append(chunk) }
    }

    /// Tells what comes until the task is cancelled.
    ///
    /// On a thread of its own: with sleeps of the concurrency runtime it costs twice the time.
    func follow(_ remote: RunRemote? = nil) async throws {
        try await withTaskCancellationHandler {
            try await OwnThread.run { try self.followOnThread(remote) }
        } onCancel: {
            isOver.withLock { $0 = true }
            wake()
        }
    }

    /// Looks at once whether something has come.
    ///
    /// From any thread.
    func wake() { alarm.signal() }

    private func followOnThread(_ remote: RunRemote?) throws {
        var stillPauses = 0
        while !isOver.withLock({ $0 }) {
            stillPauses = try tellNews(final: false) ? 0 : stillPauses + 1
            // One that is still at a job, or on its way to a choice, has something to tell soon.
            let (waits, isUrgent) = progress.withLock { progress in
                let isFirst = progress.reader.position == 0 && stillPauses < Self.firstPauses
                return (progress.waits, progress.isFlooded || isFirst)
            }
            let isStill = stillPauses >= Self.stillPauses && remote?.isPaused == true && waits
            let pause = isStill ? Self.longPause : isUrgent ? Self.shortPause : Self.pause
            if alarm.wait(milliseconds: pause), alarm.clear() { stillPauses = 0 }
        }
    }

    /// Tells the rest, and how the run ended, which it returns.
    ///
    /// `isTimeOver`: it was stopped because its time was over. `unwatched`: what to tell where nothing
    /// was seen.
    func finish(
        _ result: RunResult,
        isTimeOver: Bool = false,
        unwatched: Unwatched = .libraryDidNotStart
    ) throws -> RunEnd {
        let status = try progress.withLock { try $0.reader.status() }
        let time = endTime(status, result)
        progress.withLock { $0.end = time }
        if status.clock == .virtual {
            report(.scheduled(status.course))
            report(.clock(time))
        }
        try tellNews(final: true)
        let reason = progress.withLock { $0.stopReason } ?? status.stopReason
        let isStopped = isTimeOver && result.ending == .stopped(.asked)
        let ending = isStopped ? RunEnd.timeLimit : RunEnd(result.ending)
        let end = reason.map { RunEnd.stopped($0) } ?? ending
        report(.ended(end, at: time, inGoodOrder: status.finished != nil))
        if status.startNanoseconds == 0 { tell(unwatched, end) }
        return end
    }

    /// When the program ended, by its own clock.
    private func endTime(_ status: TraceStatus, _ result: RunResult) -> Nanoseconds {
        if let finished = status.finished { return finished }
        if status.clock == .virtual { return status.virtualNow }
        // Where the library never started, the supervisor's start will do.
        let start = status.startNanoseconds
        let began = start > 0 ? start : UInt64(max(0, result.startedNanoseconds))
        let ended = UInt64(max(0, result.endedNanoseconds))
        return ended > began ? ended - began : 0
    }

    /// The virtual clock's time; 0 where it can't be read.
    @Sendable func virtualNow() -> Nanoseconds {
        progress.withLock { (try? $0.reader.status().virtualNow) ?? 0 }
    }

    private func tell(_ unwatched: Unwatched, _ end: RunEnd) {
        switch unwatched {
        case .libraryDidNotStart:
            if case .exited = end { report(.remarked(unwatched.lines)) }
        case .command: report(.unwatched(unwatched.lines))
        }
    }

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

    /// Tells what is new; false where nothing is but the time.
    @discardableResult
    private func tellNews(final: Bool) throws -> Bool {
        var more = true
        var isNews = false
        while more {
            let chunks = arrived.withLock { arrived in
                defer { arrived = [] }
                return arrived
            }
            let (events, status, untold) = try progress.withLock { progress in
                let most = final ? 1 << 16 : Self.mostAtOnce
                let news = try progress.news(chunks, clock, limit: most, final: final)
                progress.isFlooded = news.0.count >= Self.flood
                return news
            }
            tellStart(status)
            if !events.isEmpty { report(.traced(events, dropped: status.droppedEvents)) }
            for (stream, text) in untold { report(.printed(stream, text)) }
            isNews = isNews || !events.isEmpty || !untold.isEmpty
            if !final {
                tellClock(status)
                isNews = tellOffer(status) || isNews
            }
            // While the program runs, the rest of a flood is for the next time.
            more = final && !events.isEmpty
        }
        return isNews
    }

    /// Tells once, when the program has started, which clock it has.
    private func tellStart(_ status: TraceStatus) {
        guard status.startNanoseconds > 0 else { return }
        let isNew = progress.withLock { progress in
            defer { progress.hasStarted = true }
            return !progress.hasStarted
        }
        guard isNew else { return }
        report(.started(status.clock, seed: status.seed))
        report(.couldSee(status.features, missing: status.missingParts))
        if clock == .virtual, status.clock == .live { report(.unwatched(Self.noVirtualClock)) }
    }

    /// Tells what a paused program could run next, once all that came before is told; true where that is
    /// new.
    private func tellOffer(_ status: TraceStatus) -> Bool {
        progress.withLock { $0.waits = status.offer != nil }
        guard let offer = status.offer else { return false }
        let isDue = progress.withLock { progress in
            let again = try? progress.reader.status().offer
            // It may have been made while the header was read.
            guard progress.lastOffer != offer.number, again == offer,
                progress.reader.position >= offer.events
            else { return false }
            progress.lastOffer = offer.number
            return true
        }
        if isDue { report(.offered(offer)) }
        return isDue
    }

    private static let noVirtualClock = [
        "The virtual clock needs a Swift runtime whose tasks can be seen: it ran in real time."
    ]

    /// Tells the program's clock where it has started; a virtual one where it has moved.
    private func tellClock(_ status: TraceStatus) {
        let start = status.startNanoseconds
        guard start > 0 else { return }
        guard status.clock == .virtual else {
            let now = Self.now()
            report(.clock(now - min(now, start)))
            return
        }
        let hasMoved = progress.withLock { progress in
            defer { progress.lastVirtual = status.virtualNow }
            return status.virtualNow != progress.lastVirtual
        }
        if hasMoved { report(.clock(status.virtualNow)) }
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
        _ clock: TraceClock,
        limit: Int,
        final: Bool
    ) throws -> ([TraceEvent], TraceStatus, [(OutputStream, String)]) {
        let reserved = try reader.reservedEvents()
        waiting += chunks.map { (reserved, $0) }
        let events = try reader.next(limit: limit, final: final)
        ledger.told(events)
        for case .gaveUp(let reason) in events.lazy.map(\.fact) { stopReason = reason }
        let isLast = final && events.isEmpty
        let ready = waiting.prefix {
            isLast || clock == .live && $0.events <= reader.position
        }
        for (_, chunk) in ready {
            ledger.arrived(
                chunk.bytes,
                on: chunk.stream == .standardError ? .standardError : .standardOutput
            )
        }
        waiting.removeFirst(ready.count)
        var news = ready.isEmpty && !isLast ? [] : ledger.takeUntold(final: isLast)
        if clock == .virtual { news = news.map { ($0, BacktraceText.withoutChance($1)) } }
        lastEvent = events.last?.time ?? lastEvent
        let time = clock == .live ? lastEvent : max(end, lastEvent)
        untold += news.map { stream, text in
            OutputPiece(time: time, task: nil, stream: stream, text: text)
        }
        return (events, try reader.status(), news)
    }
}
