import CTraceFormat
import Glibc

extension TraceReader {
    /// Writes what the trace holds so far to a file of its own, with notes behind it. An existing
    /// file is replaced once the new one is whole.
    public func keep(at path: String, notes: [TraceNote: String]) throws(TraceError) {
        let draft = path + ".part"
        let file = open(draft, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw Self.cannotWrite(path) }
        defer { close(file) }
        var isKept = false
        defer { if !isKept { unlink(draft) } }
        try write(to: file, path: path, notes: notes)
        guard rename(draft, path) == 0 else { throw Self.cannotWrite(path) }
        isKept = true
    }

    private func write(
        to file: CInt, path: String, notes: [TraceNote: String]
    ) throws(TraceError) {
        var header = try rawHeader()
        let used = min(header.record_count, header.record_capacity)
        let usedStrings = min(header.string_count, header.string_capacity)
        let (records, texts) = Self.records(of: notes, behind: usedStrings)
        let dropped = header.record_count - used
        let stringsAt = stringsOffset
        header.record_capacity = used + UInt64(records.count)
        header.record_count = header.record_capacity + dropped
        header.string_capacity = usedStrings + UInt64(texts.count)
        header.string_count = header.string_capacity
        let recordsAt = UInt64(ASYNCLAB_TRACE_HEADER_SIZE)
        let size = UInt64(MemoryLayout<asynclab_trace_record>.size)
        let newStringsAt = recordsAt + header.record_capacity * size
        let done =
            withUnsafeBytes(of: header) { Self.write($0, to: file, at: 0) }
            && copy(from: recordsAt, count: used * size, to: file, at: recordsAt)
            && records.withUnsafeBytes { Self.write($0, to: file, at: recordsAt + used * size) }
            && copy(from: stringsAt, count: usedStrings, to: file, at: newStringsAt)
            && texts.withUnsafeBytes { Self.write($0, to: file, at: newStringsAt + usedStrings) }
        if !done { throw Self.cannotWrite(path) }
    }

    /// A record for each note, and their texts, which come behind the strings that are there.
    private static func records(
        of notes: [TraceNote: String], behind offset: UInt64
    ) -> (records: [asynclab_trace_record], texts: [UInt8]) {
        var records: [asynclab_trace_record] = []
        var texts: [UInt8] = []
        for note in TraceNote.allCases {
            guard let text = notes[note] else { continue }
            var record = asynclab_trace_record()
            record.kind = asynclab_kind_note.rawValue
            record.a = note.rawValue
            let length = UInt64(text.utf8.count) & (1 << UInt64(ASYNCLAB_STRING_LENGTH_BITS) - 1)
            record.b = (offset + UInt64(texts.count)) << UInt64(ASYNCLAB_STRING_LENGTH_BITS) | length
            records.append(record)
            texts += Array(text.utf8)
        }
        return (records, texts)
    }

    private func copy(
        from source: UInt64, count: UInt64, to file: CInt, at target: UInt64
    ) -> Bool {
        var done: UInt64 = 0
        while done < count {
            let length = Int(min(count - done, 1 << 20))
            let piece = bytes(at: source + done, count: length)
            guard piece.count == length,
                piece.withUnsafeBytes({ Self.write($0, to: file, at: target + done) })
            else { return false }
            done += UInt64(length)
        }
        return true
    }

    private static func write(
        _ buffer: UnsafeRawBufferPointer, to file: CInt, at offset: UInt64
    ) -> Bool {
        var done = 0
        while done < buffer.count {
            let written = pwrite(
                file, buffer.baseAddress?.advanced(by: done), buffer.count - done,
                off_t(offset) + off_t(done))
            if written > 0 { done += written } else if errno != EINTR { return false }
        }
        return true
    }

    private static func cannotWrite(_ path: String) -> TraceError {
        .cannotWrite(path: path, reason: String(cString: strerror(errno)))
    }
}
