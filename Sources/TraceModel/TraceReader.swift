import CTraceFormat
import Glibc

/// Reads a trace file, also while the watched program still writes it.
///
/// It reads with pread(2) and never maps the file, so that a file cut short under it is a short read
/// and not a signal. Every size, offset and length in the file is checked before use: a damaged file
/// gives an error or its readable part. Use one reader from one thread at a time.
public final class TraceReader {
    let path: String
    private let descriptor: CInt
    private let recordCapacity: UInt64
    private let stringCapacity: UInt64
    /// Bytes of strings that may still be read: strings never overlap, so a file that asks for more
    /// than it has is damaged, and reading it takes no longer for that.
    private var unreadStringBytes: UInt64
    /// Strings that were read ahead, and where they begin: most are asked for in their order.
    private var ahead: [UInt8] = []
    private var aheadFrom: UInt64 = 0
    /// Bytes of strings that are read at once: what so many records are likely to name.
    private var aheadSize: UInt64 = 0
    /// Records read so far, which is also the position of the next.
    public private(set) var position: UInt64 = 0

    /// Opens `path` and checks its header.
    public init(path: String) throws(TraceError) {
        self.path = path
        // Not to wait for a writer, should it be a pipe.
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw .cannotOpen(path: path, reason: String(cString: strerror(errno)))
        }
        do {
            let header = try Self.header(from: descriptor, path: path)
            recordCapacity = header.record_capacity
            stringCapacity = header.string_capacity
            unreadStringBytes = min(stringCapacity, Self.size(of: descriptor))
        } catch {
            close(descriptor)
            throw error
        }
    }

    deinit {
        close(descriptor)
    }

    /// Places for events taken so far, also those that are not filled yet.
    public func reservedEvents() throws(TraceError) -> UInt64 {
        let header = try Self.header(from: descriptor, path: path)
        return min(header.record_count, recordCapacity)
    }

    /// The header as it is now.
    public func status() throws(TraceError) -> TraceStatus {
        TraceStatus(try Self.header(from: descriptor, path: path))
    }

    /// The next events in the order of the file, at most `limit`; empty where there are none yet.
    ///
    /// With `final` the program has ended, and a slot that was never filled is passed over. While it
    /// runs, reading stops there and goes on at the next call.
    public func next(limit: Int = 1 << 16, final: Bool = false) throws(TraceError) -> [TraceEvent] {
        let header = try Self.header(from: descriptor, path: path)
        let end = min(header.record_count, recordCapacity)
        var events: [TraceEvent] = []
        ahead = []
        while events.isEmpty, position < end, limit > 0 {
            let records = read(
                count: Int(min(UInt64(limit), end - position, 1 << 16)),
                from: position
            )
            let known = final ? records[...] : records.prefix { $0.kind != 0 }
            position += UInt64(known.count)
            events.reserveCapacity(known.count)
            readAhead(for: known.count)
            for record in known where record.kind != 0 { events.append(event(of: record)) }
            // A file cut short has slots that cannot be read: they are passed over in the end.
            if final && records.isEmpty { position = end }
            if !final { break }
        }
        return events
    }

    /// The events at some positions of a trace that is written no more.
    ///
    /// A slot that was never filled is an event of kind `other`; there are fewer where the file ends before.
    ///
    /// It moves no position, and gives the same each time.
    public func events(at positions: Range<Int>) -> [TraceEvent] {
        ahead = []
        unreadStringBytes = min(stringCapacity, Self.size(of: descriptor))
        readAhead(for: positions.count)
        return read(count: positions.count, from: UInt64(positions.lowerBound)).map(event(of:))
    }

    private func readAhead(for records: Int) {
        aheadSize = min(UInt64(max(0, records)) * 64, 1 << 16)
    }

    private func read(count: Int, from position: UInt64) -> [asynclab_trace_record] {
        let size = MemoryLayout<asynclab_trace_record>.size
        let offset = UInt64(ASYNCLAB_TRACE_HEADER_SIZE) + position * UInt64(size)
        return [asynclab_trace_record](unsafeUninitializedCapacity: count) { buffer, filled in
            filled =
                Self.read(descriptor, into: UnsafeMutableRawBufferPointer(buffer), at: offset)
                / size
        }
    }

    /// Reads until the buffer is full or the file ends; returns the bytes read.
    private static func read(
        _ descriptor: CInt,
        into buffer: UnsafeMutableRawBufferPointer,
        at offset: UInt64
    ) -> Int {
        var done = 0
        while done < buffer.count {
            let got = pread(
                descriptor,
                buffer.baseAddress?.advanced(by: done),
                buffer.count - done,
                off_t(offset) + off_t(done)
            )
            if got > 0 { done += got } else if got == 0 || errno != EINTR { break }
        }
        return done
    }

    private static func size(of descriptor: CInt) -> UInt64 {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? UInt64(max(status.st_size, 0)) : 0
    }

    /// The text at a string reference; nil for none, and for one that points outside.
    func string(_ reference: UInt64) -> String? {
        let bytes = string(bytes: reference)
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }

    /// The addresses at a string reference; none where there is none.
    func addresses(_ reference: UInt64) -> [ProgramAddress] {
        let bytes = string(bytes: reference)
        return stride(from: 0, to: bytes.count - bytes.count % 4, by: 4).map { index in
            let value = (0..<4).reduce(0) {
                $0 | UInt32(bytes[bytes.startIndex + index + $1]) << UInt32(8 * $1)
            }
            return ProgramAddress(rawValue: value)
        }
    }

    private func string(bytes reference: UInt64) -> ArraySlice<UInt8> {
        let length = reference & (1 << UInt64(ASYNCLAB_STRING_LENGTH_BITS) - 1)
        let offset = reference >> UInt64(ASYNCLAB_STRING_LENGTH_BITS)
        guard length > 0, offset <= stringCapacity, length <= stringCapacity - offset,
            length <= unreadStringBytes
        else { return [] }
        unreadStringBytes -= length
        if offset < aheadFrom || offset + length > aheadFrom + UInt64(ahead.count) {
            let room = min(stringCapacity - offset, max(length, aheadSize))
            ahead = bytes(at: stringsOffset + offset, count: Int(room))
            aheadFrom = offset
        }
        let start = Int(offset - aheadFrom)
        return ahead[min(start, ahead.count)..<min(start + Int(length), ahead.count)]
    }

    /// Where the strings begin.
    var stringsOffset: UInt64 {
        UInt64(ASYNCLAB_TRACE_HEADER_SIZE)
            + recordCapacity * UInt64(MemoryLayout<asynclab_trace_record>.size)
    }

    /// Bytes of the file; fewer where it ends before.
    func bytes(at offset: UInt64, count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = Self.read(descriptor, into: UnsafeMutableRawBufferPointer(buffer), at: offset)
        }
    }

    func rawHeader() throws(TraceError) -> asynclab_trace_header {
        try Self.header(from: descriptor, path: path)
    }

    private static func header(
        from descriptor: CInt,
        path: String
    ) throws(TraceError) -> asynclab_trace_header {
        var header = asynclab_trace_header()
        let size = MemoryLayout<asynclab_trace_header>.size
        let got = withUnsafeMutableBytes(of: &header) { read(descriptor, into: $0, at: 0) }
        guard got == size, header.magic == ASYNCLAB_TRACE_MAGIC else {
            throw .notATrace(path: path)
        }
        guard header.version == ASYNCLAB_TRACE_VERSION else {
            throw .otherVersion(
                path: path,
                found: header.version,
                known: UInt32(ASYNCLAB_TRACE_VERSION)
            )
        }
        guard header.record_size == MemoryLayout<asynclab_trace_record>.size else {
            throw .damaged(path: path, what: "Its records have \(header.record_size) bytes, not 32")
        }
        guard header.record_capacity <= 1 << 40, header.string_capacity <= 1 << 40 else {
            throw .damaged(path: path, what: "It claims more room than any trace has")
        }
        return header
    }
}

/// What time a program is given.
public enum TraceClock: String, CaseIterable, Sendable {
    /// Real time.
    case live
    /// Time that moves only when nothing can run.
    case virtual
}

/// What a trace's header says at one moment.
public struct TraceStatus: Equatable, Sendable {
    /// Process id of the watched program; 0 before it has started.
    public let process: UInt32
    /// Width of the global pool, in threads.
    public let poolWidth: Int
    /// When the program started, in nanoseconds of CLOCK_MONOTONIC; 0 before.
    public let startNanoseconds: UInt64
    /// The clock that it is given.
    public let clock: TraceClock
    /// The schedule's seed, under the virtual clock.
    public let seed: UInt64
    /// The virtual clock's time since the start.
    public let virtualNow: Nanoseconds
    /// When it left in good order, since its start; nil while it runs, and after a crash.
    public let finished: Nanoseconds?
    /// Events that found the trace full.
    public let droppedEvents: UInt64
    /// Bytes of names and output that found it full.
    public let droppedStringBytes: UInt64
    /// What could be seen of this program's runtime.
    public let features: TraceFeatures
    /// How its schedule went, under the virtual clock.
    public let course: ScheduleCourse
    /// What the program could run next, while it waits for somebody to say so.
    public let offer: ReadyOffer?
    /// Why the program was ended by the library, also where the trace has no room left for that event.
    public let stopReason: StopReason?
    /// What of this program's runtime was missing.
    public let missingParts: [RuntimePart]

    init(_ header: asynclab_trace_header) {
        process = header.process
        poolWidth = Int(header.pool_width)
        startNanoseconds = header.start_ns
        clock = header.clock == asynclab_clock_virtual.rawValue ? .virtual : .live
        seed = header.seed
        virtualNow = header.now_ns
        // Those of earlier versions say it by the time alone.
        let hasFinished = header.has_finished != 0 || header.finish_ns != 0
        finished = hasFinished ? header.finish_ns : nil
        droppedEvents = Self.excess(header.record_count, over: header.record_capacity)
        droppedStringBytes = Self.excess(header.string_count, over: header.string_capacity)
        features = TraceFeatures(rawValue: header.features)
        course = ScheduleCourse(header)
        offer = ReadyOffer(header)
        stopReason = StopReason(rawValue: header.stop)
        missingParts = RuntimePart.all.filter { header.missing_parts >> $0.position & 1 != 0 }
    }

    private static func excess(_ count: UInt64, over capacity: UInt64) -> UInt64 {
        count > capacity ? count - capacity : 0
    }
}
