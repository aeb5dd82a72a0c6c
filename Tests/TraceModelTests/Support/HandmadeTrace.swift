import CTraceFormat
import Glibc
import TraceModel

/// A trace made byte by byte, as a watched program would write it.
struct HandmadeTrace {
    var header: asynclab_trace_header
    var records: [asynclab_trace_record] = []
    var strings: [UInt8] = []

    init(capacity: UInt64 = 64, stringCapacity: UInt64 = 1024) {
        header = asynclab_trace_header()
        header.magic = ASYNCLAB_TRACE_MAGIC
        header.version = UInt32(ASYNCLAB_TRACE_VERSION)
        header.record_size = 32
        header.record_capacity = capacity
        header.string_capacity = stringCapacity
        header.start_ns = 5_000_000
        header.process = 77
        header.pool_width = 2
        header.features = 7
    }

    /// Keeps a text; its reference.
    mutating func string(_ text: String) -> UInt64 {
        let offset = UInt64(strings.count)
        strings += Array(text.utf8)
        return offset << 24 | UInt64(text.utf8.count)
    }

    /// Appends a record of `kind`, whose slot is counted.
    mutating func add(
        _ kind: asynclab_trace_kind,
        at time: Nanoseconds = 0,
        task: UInt32 = 0,
        thread: UInt16 = 0,
        a: UInt64 = 0,
        b: UInt64 = 0
    ) {
        records.append(
            asynclab_trace_record(
                time_ns: time,
                task: task,
                thread: thread,
                kind: kind.rawValue,
                a: a,
                b: b
            )
        )
        header.record_count += 1
        header.string_count = UInt64(strings.count)
    }

    /// Where slot `index` begins in the file.
    static func offset(ofSlot index: Int) -> Int { 4096 + index * 32 }

    /// The whole file.
    var bytes: [UInt8] {
        var bytes = withUnsafeBytes(of: header) { Array($0) }
        bytes += [UInt8](repeating: 0, count: 4096 - bytes.count)
        for record in records.prefix(Int(header.record_capacity)) {
            withUnsafeBytes(of: record) { bytes += $0 }
        }
        let stringsAt = Self.offset(ofSlot: Int(header.record_capacity))
        bytes += [UInt8](repeating: 0, count: stringsAt - bytes.count)
        bytes += strings.prefix(Int(header.string_capacity))
        let missing = Int(header.string_capacity) - min(strings.count, Int(header.string_capacity))
        return bytes + [UInt8](repeating: 0, count: missing)
    }

    /// Two tasks of a small program: names, output, a sleep, a blocking call, an executor, a note.
    static func example() -> HandmadeTrace {
        var trace = HandmadeTrace()
        trace.add(asynclab_kind_thread)
        trace.add(asynclab_kind_created, at: 1, task: 1, a: 0x200_0000 << 32)
        trace.add(asynclab_kind_started, at: 2, task: 1, a: 1)
        let flags: UInt64 = 0x700_0000 << 32
        trace.add(
            asynclab_kind_created,
            at: 10,
            task: 2,
            a: flags | 1,
            b: trace.string("download 1")
        )
        trace.add(asynclab_kind_enqueued, at: 10, task: 2, a: 2, b: 1)
        trace.add(asynclab_kind_stopped, at: 15, task: 1)
        trace.add(asynclab_kind_started, at: 20, task: 2, thread: 1, a: 2)
        trace.add(
            asynclab_kind_output,
            at: 21,
            task: 2,
            thread: 1,
            a: 1,
            b: trace.string("Grüße\n")
        )
        trace.add(asynclab_kind_sleep, at: 22, task: 2, thread: 1, a: 3, b: 40)
        trace.add(asynclab_kind_stopped, at: 23, task: 2, thread: 1)
        trace.add(asynclab_kind_timer_fired, at: 41, task: 3, thread: 2)
        trace.add(asynclab_kind_started, at: 42, task: 3, thread: 1, a: 2)
        trace.add(asynclab_kind_enqueued, at: 43, task: 2, thread: 1, a: 2, b: 3)
        trace.add(asynclab_kind_ended, at: 44, task: 3, thread: 1)
        trace.add(asynclab_kind_executor, at: 44, thread: 1, a: 0x104, b: trace.string("Kitchen"))
        trace.add(asynclab_kind_started, at: 45, task: 2, thread: 1, a: 0x104)
        trace.add(asynclab_kind_blocked, at: 46, task: 2, thread: 1, a: 7 << 32 | 2, b: 10)
        trace.add(asynclab_kind_unblocked, at: 56, task: 2, thread: 1)
        trace.add(asynclab_kind_yielded, at: 57, task: 2, thread: 1)
        trace.add(asynclab_kind_started, at: 58, task: 2, thread: 1, a: 2)
        trace.add(asynclab_kind_output, at: 59, task: 2, thread: 1, a: 2, b: trace.string("oh\n"))
        trace.add(asynclab_kind_ended, at: 60, task: 2, thread: 1, a: 1, b: 0)
        trace.add(asynclab_kind_note, at: 60, a: 3, b: trace.string("exit 0"))
        return trace
    }
}

/// A file of one test, which goes away with the value.
final class TraceScratch {
    let path: String

    init(_ bytes: [UInt8] = []) throws {
        path = "/tmp/asynclab-trace-\(UInt64.random(in: 0 ... .max))"
        try write(bytes)
    }

    deinit {
        unlink(path)
        unlink(path + ".kept")
    }

    /// Replaces all that is in the file.
    func write(_ bytes: [UInt8]) throws {
        try write(bytes, at: 0, flags: O_WRONLY | O_CREAT | O_TRUNC)
    }

    /// Writes bytes into the file, as a program does that has mapped it.
    func patch(_ bytes: [UInt8], at offset: Int) throws {
        try write(bytes, at: offset, flags: O_WRONLY)
    }

    private func write(_ bytes: [UInt8], at offset: Int, flags: CInt) throws {
        let file = open(path, flags | O_CLOEXEC, 0o600)
        defer { close(file) }
        guard file >= 0, pwrite(file, bytes, bytes.count, off_t(offset)) == bytes.count else {
            throw ScratchError(errno: errno)
        }
    }
}

/// The system's reason.
struct ScratchError: Error {
    let errno: CInt
}

extension TraceReader {
    /// All events of a program that has ended.
    func rest(limit: Int = 1 << 16) throws -> [TraceEvent] {
        var events: [TraceEvent] = []
        while true {
            let more = try next(limit: limit, final: true)
            if more.isEmpty { return events }
            events += more
        }
    }
}
