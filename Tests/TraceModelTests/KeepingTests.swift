import CTraceFormat
import TestSupport
import Testing
import TraceModel

@Suite("A kept trace")
struct KeepingTests {
    let notes: [TraceNote: String] = [
        .sourcePath: "tea.swift", .sourceText: "print(\"Grüße\")\n", .end: "exit 0",
        .makespan: "60", .lines: "4711 12", .executable: "tea",
    ]

    @Test("is the same trace, with notes")
    func roundTrip() throws {
        let scratch = try TraceScratch(HandmadeTrace.example().bytes)
        let kept = scratch.path + ".kept"
        try TraceReader(path: scratch.path).keep(at: kept, notes: notes)
        var expected = Trace(try TraceReader(path: scratch.path).rest())
        for note in TraceNote.allCases {
            expected.apply(at(0, .noted(note, notes[note] ?? "none")))
        }
        let reader = try TraceReader(path: kept)
        #expect(Trace(try reader.rest()) == expected)
        #expect(try reader.status() == (try TraceReader(path: scratch.path).status()))
    }

    @Test("holds the output that the trace does not tell of")
    func untoldOutput() throws {
        let scratch = try TraceScratch(HandmadeTrace.example().bytes)
        let before = Trace(try TraceReader(path: scratch.path).rest()).output
        let untold = OutputPiece(time: 9, task: nil, stream: .standardError, text: "crash: Grüße\n")
        let kept = scratch.path + ".kept"
        try TraceReader(path: scratch.path).keep(at: kept, output: [untold], notes: notes)
        let trace = Trace(try TraceReader(path: kept).rest())
        #expect(Array(trace.output) == Array(before) + [untold])
        #expect(trace.notes == notes)
    }

    @Test("can be kept again, and the later note counts")
    func again() throws {
        let scratch = try TraceScratch(HandmadeTrace.example().bytes)
        let kept = scratch.path + ".kept"
        try TraceReader(path: scratch.path).keep(at: kept, notes: notes)
        try TraceReader(path: kept).keep(at: kept, notes: [.end: "signal SIGILL"])
        let trace = Trace(try TraceReader(path: kept).rest())
        #expect(trace.notes[.end] == "signal SIGILL")
        #expect(trace.notes[.sourceText] == "print(\"Grüße\")\n")
        #expect(trace.tasks.count == 2)
    }

    @Test("still tells what was dropped")
    func dropped() throws {
        var made = HandmadeTrace(capacity: 1, stringCapacity: 4)
        for _ in 0..<3 { made.add(asynclab_kind_started, at: 1, task: 1, a: 1) }
        made.header.string_count = 10
        let scratch = try TraceScratch(made.bytes)
        try TraceReader(path: scratch.path).keep(at: scratch.path + ".kept", notes: notes)
        let reader = try TraceReader(path: scratch.path + ".kept")
        #expect(try reader.status().droppedEvents == 2)
        #expect(try reader.status().droppedStringBytes == 6)
        #expect(Trace(try reader.rest()).notes == notes)
    }

    @Test("holds what fits of a text that is longer than any string may be")
    func longNote() throws {
        let scratch = try TraceScratch(HandmadeTrace.example().bytes)
        let long = String(repeating: "x", count: 1 << 24)
        let kept = scratch.path + ".kept"
        try TraceReader(path: scratch.path).keep(at: kept, notes: [.sourceText: long])
        #expect(
            Trace(try TraceReader(path: kept).rest()).notes[.sourceText] == String(long.dropLast())
        )
    }

    @Test("is not left behind half where it cannot be written")
    func notWritable() throws {
        let scratch = try TraceScratch(HandmadeTrace.example().bytes)
        let error = #expect(throws: TraceError.self) {
            try TraceReader(path: scratch.path).keep(at: "/nowhere/kept", notes: [:])
        }
        #expect(
            error?.description == """
                Error: The trace could not be kept as '/nowhere/kept'.
                Why:   No such file or directory.
                Next:  Name another file with --save.
                """
        )
    }

    @Test("is not made of a trace that ends too early")
    func cutShort() throws {
        let bytes = HandmadeTrace.example().bytes
        let scratch = try TraceScratch(Array(bytes.prefix(4200)))
        let kept = scratch.path + ".kept"
        let expected = TraceError.damaged(
            path: scratch.path,
            what: "It ends before what it holds does"
        )
        #expect(throws: expected) {
            try TraceReader(path: scratch.path).keep(at: kept, notes: notes)
        }
        #expect(throws: TraceError.self) { try TraceReader(path: kept) }
        #expect(throws: TraceError.self) { try TraceReader(path: kept + ".part") }
    }

    @Test("can be of a new trace in memory, to which nothing was written yet")
    func newTrace() throws {
        let file = try TraceFile(events: 100, stringBytes: 100)
        let reader = try TraceReader(path: file.path)
        #expect(try reader.next().isEmpty)
        #expect(try reader.status().startNanoseconds == 0)
        let scratch = try TraceScratch()
        try reader.keep(at: scratch.path + ".kept", notes: notes)
        #expect(Trace(try TraceReader(path: scratch.path + ".kept").rest()).notes == notes)
    }
}
