import CTraceFormat
import TestSupport
import Testing
import TraceModel

@Suite("Reading a trace")
struct ReadingTests {
    @Test("gives the facts that were written")
    func facts() throws {
        let scratch = try TraceScratch(HandmadeTrace.example().bytes)
        let trace = Trace(try TraceReader(path: scratch.path).rest())
        #expect(trace.tasks.map(\.title) == ["main", "download 1"])
        #expect(trace.life(of: 1) == "1 ready, 2 running, 15 awaiting")
        #expect(
            trace.life(of: 2) == """
                10 ready pool, 20 running 1, 23 sleeping, 41 ready pool, 45 running 1, \
                46 blocking 1 usleep, 56 running 1, 57 ready custom(1), 58 running 1, 60 ended threw
                """
        )
        #expect(trace.task(2)?.origin == .groupChild && trace.task(2)?.parent == 1)
        #expect(trace.output.map(\.text) == ["Grüße\n", "oh\n"])
        #expect(trace.output.map(\.stream) == [.standardOutput, .standardError])
        #expect(trace.executorNames == [.custom(1): "Kitchen"])
        #expect(trace.notes == [.end: "exit 0"])
    }

    @Test("tells what the header says")
    func status() throws {
        var made = HandmadeTrace.example()
        made.header.finish_ns = 61
        let scratch = try TraceScratch(made.bytes)
        let status = try TraceReader(path: scratch.path).status()
        #expect(status.process == 77 && status.poolWidth == 2)
        #expect(status.startNanoseconds == 5_000_000 && status.finished == 61)
        #expect(status.droppedEvents == 0 && status.droppedStringBytes == 0)
        #expect(status.features == [.executors, .taskEvents, .taskCreation])
    }

    @Test("while it grows stops at the first slot that is not filled, and goes on there later")
    func growing() throws {
        var made = HandmadeTrace()
        made.add(asynclab_kind_started, at: 1, task: 1, a: 1)
        made.add(asynclab_kind_stopped, at: 2, task: 1)
        made.add(asynclab_kind_started, at: 3, task: 1, a: 1)
        let whole = made.bytes
        made.records[1].kind = 0
        let scratch = try TraceScratch(made.bytes)
        let reader = try TraceReader(path: scratch.path)
        #expect(try reader.next().map(\.time) == [1])
        #expect(try reader.next().isEmpty)
        #expect(reader.position == 1)
        let slot = HandmadeTrace.offset(ofSlot: 1)
        try scratch.patch(Array(whole[slot..<(slot + 32)]), at: slot)
        #expect(try reader.next().map(\.time) == [2, 3])
        #expect(try reader.next().isEmpty)
    }

    @Test("of a program that has ended passes over slots that were never filled, however many")
    func unfilledSlots() throws {
        var made = HandmadeTrace(capacity: 200_000, stringCapacity: 0)
        made.add(asynclab_kind_started, at: 1, task: 1, a: 1)
        for _ in 0..<150_000 { made.add(asynclab_kind_none) }
        made.add(asynclab_kind_stopped, at: 2, task: 1)
        let scratch = try TraceScratch(made.bytes)
        let reader = try TraceReader(path: scratch.path)
        #expect(try reader.next(limit: 1, final: true).map(\.time) == [1])
        #expect(try reader.next(limit: 1, final: true).map(\.time) == [2])
        #expect(try reader.next(limit: 1, final: true).isEmpty)
    }

    @Test("gives no more than asked for, and all in the end", arguments: [1, 2, 7, 1000])
    func portions(limit: Int) throws {
        let scratch = try TraceScratch(HandmadeTrace.example().bytes)
        let reader = try TraceReader(path: scratch.path)
        #expect(try reader.next(limit: limit).count <= limit)
        let all = try TraceReader(path: scratch.path).rest(limit: limit)
        #expect(all == (try TraceReader(path: scratch.path).rest()))
    }

    @Test("that is full counts what was dropped")
    func full() throws {
        var made = HandmadeTrace(capacity: 2, stringCapacity: 8)
        for time in 1...5 as ClosedRange<Nanoseconds> {
            made.add(asynclab_kind_started, at: time, task: 1, a: 1)
        }
        made.header.string_count = 30
        let scratch = try TraceScratch(made.bytes)
        let reader = try TraceReader(path: scratch.path)
        #expect(try reader.rest().map(\.time) == [1, 2])
        #expect(try reader.status().droppedEvents == 3)
        #expect(try reader.status().droppedStringBytes == 22)
    }

    @Test("takes a name outside the strings for none, and drops such output")
    func stringsOutside() throws {
        var made = HandmadeTrace(stringCapacity: 16)
        _ = made.string("0123456789abcdef")
        for reference in [16 << 24 | 1, 10 << 24 | 7, UInt64.max, 0xffff_ffff << 24 | 5] as [UInt64]
        {
            made.add(asynclab_kind_created, task: 2, a: 0, b: reference)
            made.add(asynclab_kind_output, task: 2, a: 1, b: reference)
        }
        made.add(asynclab_kind_created, task: 3, a: 0, b: 10 << 24 | 6)
        let scratch = try TraceScratch(made.bytes)
        let trace = Trace(try TraceReader(path: scratch.path).rest())
        #expect(trace.task(2)?.title == "task 2")
        #expect(trace.task(3)?.title == "abcdef")
        #expect(trace.output.isEmpty)
    }

    @Test("spends no more on strings than the file has, though every record asks for all of them")
    func repeatedStrings() throws {
        let size: UInt64 = 1 << 20
        var made = HandmadeTrace(capacity: 20_000, stringCapacity: size)
        for _ in 0..<20_000 { made.add(asynclab_kind_output, task: 1, a: 1, b: size - 1) }
        made.header.string_count = size
        let scratch = try TraceScratch(made.bytes)
        let trace = Trace(try TraceReader(path: scratch.path).rest())
        #expect(trace.output.reduce(0) { $0 + $1.text.utf8.count } <= Int(size))
    }

    @Test("takes what it does not know for nothing")
    func unknownKinds() throws {
        var made = HandmadeTrace()
        made.add(asynclab_kind_output, task: 1, a: 9, b: made.string("x"))
        made.add(asynclab_kind_note, a: 99, b: made.string("x"))
        made.add(asynclab_kind_executor, a: 77, b: made.string("x"))
        made.add(asynclab_kind_started, task: 0, a: 1)
        made.add(asynclab_kind_sleep, task: 1, a: 0)
        made.records.append(
            asynclab_trace_record(time_ns: 1, task: 1, thread: 0, kind: 999, a: 1, b: 1)
        )
        made.header.record_count += 1
        let scratch = try TraceScratch(made.bytes)
        let events = try TraceReader(path: scratch.path).rest()
        #expect(events.count == 6)
        #expect(events.allSatisfy { $0.fact == .other })
    }

    @Test("of a file cut short gives what is left, at every length")
    func truncated() throws {
        let whole = HandmadeTrace.example().bytes
        let complete = try TraceScratch(whole)
        let all = try TraceReader(path: complete.path).rest()
        let lengths =
            Array(0..<140) + Array(4090..<(4096 + 30 * 32))
            + Array((whole.count - 40)..<whole.count)
        for length in lengths {
            let scratch = try TraceScratch(Array(whole[..<length]))
            guard length >= MemoryLayout<asynclab_trace_header>.size else {
                #expect(throws: TraceError.notATrace(path: scratch.path)) {
                    try TraceReader(path: scratch.path)
                }
                continue
            }
            let events = try TraceReader(path: scratch.path).rest()
            #expect(
                events.count == min(all.count, max(0, (length - 4096) / 32)),
                "length \(length)"
            )
        }
    }
}

@Suite("A file that is no trace of ours")
struct ForeignFileTests {
    @Test("is named with the reason")
    func texts() throws {
        let missing = #expect(throws: TraceError.self) { try TraceReader(path: "/nowhere/tea") }
        #expect(
            missing?.description == """
                Error: The trace '/nowhere/tea' could not be opened.
                Why:   No such file or directory.
                """
        )
        #expect(throws: TraceError.notATrace(path: "/tmp")) { try TraceReader(path: "/tmp") }
        #expect(throws: TraceError.notATrace(path: "/dev/null")) {
            try TraceReader(path: "/dev/null")
        }
    }

    @Test("is refused where its layout is another one")
    func layouts() throws {
        let scratch = try TraceScratch()
        let path = scratch.path
        func expect(_ error: TraceError, change: (inout asynclab_trace_header) -> Void) throws {
            var made = HandmadeTrace()
            let size = made.bytes.count
            change(&made.header)
            var bytes = withUnsafeBytes(of: made.header) { Array($0) }
            bytes += [UInt8](repeating: 0, count: size - bytes.count)
            try scratch.write(bytes)
            #expect(throws: error) { try TraceReader(path: path) }
        }
        try expect(.notATrace(path: path)) { $0.magic += 1 }
        try expect(.otherVersion(path: path, found: 3, known: 2)) { $0.version = 3 }
        let record = TraceError.damaged(path: path, what: "Its records have 48 bytes, not 32")
        try expect(record) { $0.record_size = 48 }
        let room = TraceError.damaged(path: path, what: "It claims more room than any trace has")
        try expect(room) { $0.record_capacity = .max }
        try expect(room) { $0.string_capacity = 1 << 41 }
    }

    @Test("does not keep the reader waiting, though it is a pipe that nobody writes")
    func pipe() throws {
        let pipe = try TestPipe()
        #expect(throws: TraceError.notATrace(path: pipe.path)) { try TraceReader(path: pipe.path) }
    }
}
