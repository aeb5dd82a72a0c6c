import CTraceFormat
import TestSupport
import Testing
import TraceModel

/// Bytes of a valid trace changed, and lengths: whatever is in the file, reading it ends, and it ends
/// without a trap.
@Suite("A damaged trace")
struct DamageTests {
    @Test("is read, folded, asked and kept without a crash", arguments: [1, 2, 3, 4])
    func fuzz(part: UInt64) throws {
        let whole = HandmadeTrace.example().bytes
        let scratch = try TraceScratch()
        var readable = 0
        for round in 0..<1500 as Range<UInt64> {
            var generator = SeededGenerator(seed: part << 32 | round)
            try scratch.write(Self.damaged(whole, using: &generator))
            // A crash ends the test process: the seed is in the last line on standard error.
            if Self.use(scratch, notes: [.end: "exit 0"]) { readable += 1 }
        }
        // Most damage leaves the first bytes alone: the rounds did reach the records.
        #expect(readable > 300)
    }

    /// Opens the file and asks everything of what it tells; false where it was refused.
    private static func use(_ scratch: TraceScratch, notes: [TraceNote: String]) -> Bool {
        guard let reader = try? TraceReader(path: scratch.path),
            let status = try? reader.status(), let events = try? reader.rest()
        else { return false }
        var trace = Trace(events)
        #expect(trace.firstContradiction(now: trace.lastEvent) == nil)
        for now in [0, trace.lastEvent, .max] as [Nanoseconds] {
            for task in trace.tasks {
                _ = task.times(until: now)
                _ = task.slices(until: now)
                _ = task.stretchIndex(at: now)
            }
        }
        trace.end(at: status.finished ?? .max, inGoodOrder: true)
        #expect(trace.firstContradiction(now: trace.lastEvent) == nil)
        _ = trace.findings()
        var ledger = OutputLedger()
        ledger.arrived(Array("Grüße\noh\n".utf8), on: .standardOutput)
        ledger.told(events)
        _ = ledger.takeUntold(final: true)
        try? reader.keep(at: scratch.path + ".kept", notes: notes)
        return true
    }

    /// Some bytes changed, mostly to values near a limit, in the header half of the time; sometimes
    /// cut short as well.
    private static func damaged(
        _ whole: [UInt8],
        using generator: inout SeededGenerator
    ) -> [UInt8] {
        var bytes = whole
        for _ in 0..<Int.random(in: 1...6, using: &generator) {
            let inHeader = Bool.random(using: &generator)
            let range =
                inHeader ? 16..<MemoryLayout<asynclab_trace_header>.size : 4096..<(4096 + 24 * 32)
            let place = Int.random(in: range, using: &generator) & ~7
            let value: UInt64 =
                switch Int.random(in: 0..<6, using: &generator) {
                case 0: .max
                case 1: 1 << UInt64.random(in: 0..<64, using: &generator)
                case 2: .max >> UInt64.random(in: 0..<64, using: &generator)
                case 3: generator.next()
                case 4: .random(in: 0..<100, using: &generator)
                default: UInt64(Int64.max) &- .random(in: 0..<100, using: &generator)
                }
            withUnsafeBytes(of: value) { bytes.replaceSubrange(place..<(place + 8), with: $0) }
        }
        for _ in 0..<Int.random(in: 0...10, using: &generator) {
            bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8(
                truncatingIfNeeded: generator.next()
            )
        }
        let isCut = Int.random(in: 0..<4, using: &generator) == 0
        return isCut ? Array(bytes.prefix(.random(in: 0...bytes.count, using: &generator))) : bytes
    }
}
