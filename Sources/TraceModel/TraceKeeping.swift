import CTraceFormat
import Glibc

extension TraceReader {
    /// Writes what the trace holds so far to a file of its own, and behind it the output that it does
    /// not tell of, and notes.
    ///
    /// An existing file is replaced once the new one is whole.
    public func keep(
        at path: String,
        output: [OutputPiece] = [],
        notes: [TraceNote: String]
    ) throws(TraceError) {
        let draft = path + ".part"
        let file = open(draft, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw Self.cannotWrite(path) }
        defer { close(file) }
        var isKept = false
        defer { if !isKept { unlink(draft) } }
        try write(to: file, path: path, output: output, notes: notes)
        guard rename(draft, path) == 0 else { throw Self.cannotWrite(path) }
        isKept = true
    }

    private func write(
        to file: CInt,
        path: String,
        output: [OutputPiece],
        notes: [TraceNote: String]
    ) throws(TraceError) {
        var header = try rawHeader()
        let used = min(header.record_count, header.record_capacity)
        let usedStrings = min(header.string_count, header.string_capacity)
        let (records, texts) = Self.records(of: output, notes, behind: usedStrings)
        let status = TraceStatus(header)
        let stringsAt = stringsOffset
        header.control = asynclab_trace_control()
        header.record_capacity = used + UInt64(records.count)
        header.record_count = Self.sum(header.record_capacity, status.droppedEvents)
        header.string_capacity = usedStrings + UInt64(texts.count)
        header.string_count = Self.sum(header.string_capacity, status.droppedStringBytes)
        let recordsAt = UInt64(ASYNCLAB_TRACE_HEADER_SIZE)
        let size = UInt64(MemoryLayout<asynclab_trace_record>.size)
        let newStringsAt = recordsAt + header.record_capacity * size
        try write(header, to: file, at: 0, path)
        try copy(from: recordsAt, count: used * size, to: file, at: recordsAt, path)
        try write(records, to: file, at: recordsAt + used * size, path)
        try copy(from: stringsAt, count: usedStrings, to: file, at: newStringsAt, path)
        try write(texts, to: file, at: newStringsAt + usedStrings, path)
    }

    /// The largest number where a damaged header makes it larger still.
    private static func sum(_ capacity: UInt64, _ dropped: UInt64) -> UInt64 {
        let (sum, overflows) = capacity.addingReportingOverflow(dropped)
        return overflows ? .max : sum
    }

    /// A record for each piece of output and each note, and their texts, which come behind the
    /// strings that are there.
    private static func records(
        of output: [OutputPiece],
        _ notes: [TraceNote: String],
        behind offset: UInt64
    ) -> (records: [asynclab_trace_record], texts: [UInt8]) {
        var records: [asynclab_trace_record] = []
        var texts: [UInt8] = []
        func add(
            _ kind: asynclab_trace_kind,
            at time: Nanoseconds,
            _ number: UInt64,
            _ text: String
        ) {
            var record = asynclab_trace_record()
            record.kind = kind.rawValue
            record.time_ns = time
            record.a = number
            let bytes = text.utf8.prefix(1 << Int(ASYNCLAB_STRING_LENGTH_BITS) - 1)
            let start = offset + UInt64(texts.count)
            record.b = start << UInt64(ASYNCLAB_STRING_LENGTH_BITS) | UInt64(bytes.count)
            records.append(record)
            texts += bytes
        }
        for piece in output {
            add(asynclab_kind_output, at: piece.time, UInt64(piece.stream.rawValue), piece.text)
        }
        for note in TraceNote.allCases {
            if let text = notes[note] { add(asynclab_kind_note, at: 0, note.rawValue, text) }
        }
        return (records, texts)
    }

    private func copy(
        from source: UInt64,
        count: UInt64,
        to file: CInt,
        at target: UInt64,
        _ path: String
    ) throws(TraceError) {
        var done: UInt64 = 0
        while done < count {
            let length = Int(min(count - done, 1 << 20))
            let piece = bytes(at: source + done, count: length)
            guard piece.count == length else {
                throw .damaged(path: self.path, what: "It ends before what it holds does")
            }
            try write(piece, to: file, at: target + done, path)
            done += UInt64(length)
        }
    }

    private func write(
        _ header: asynclab_trace_header,
        to file: CInt,
        at offset: UInt64,
        _ path: String
    ) throws(TraceError) {
        let written = withUnsafeBytes(of: header) { Self.write($0, to: file, at: offset) }
        if !written { throw Self.cannotWrite(path) }
    }

    private func write<Value: BitwiseCopyable>(
        _ values: [Value],
        to file: CInt,
        at offset: UInt64,
        _ path: String
    ) throws(TraceError) {
        let written = values.withUnsafeBytes { Self.write($0, to: file, at: offset) }
        if !written { throw Self.cannotWrite(path) }
    }

    private static func write(
        _ buffer: UnsafeRawBufferPointer,
        to file: CInt,
        at offset: UInt64
    ) -> Bool {
        var done = 0
        while done < buffer.count {
            let written = pwrite(
                file,
                buffer.baseAddress?.advanced(by: done),
                buffer.count - done,
                off_t(offset) + off_t(done)
            )
            if written > 0 { done += written } else if errno != EINTR { return false }
        }
        return true
    }

    private static func cannotWrite(_ path: String) -> TraceError {
        .cannotWrite(path: path, reason: String(cString: strerror(errno)))
    }
}
