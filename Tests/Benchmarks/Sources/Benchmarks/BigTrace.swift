import FoundationEssentials
import Glibc

/// A kept trace of very many events, written as the format says.
///
/// Tasks that print, sleep, await and end, so many of them alive at a time, on eight threads; every event
/// at a time of its own. The header is that of a trace that asynclab has kept: so what it says of the
/// runtime is true, and a trace of another version of the format is never written.
struct BigTrace {
    /// Where it is.
    let path: String
    private(set) var events = 0
    private var file: UnsafeMutablePointer<FILE>?
    private var records: [UInt64] = []
    private var strings: [UInt8] = []
    private var time: UInt64 = 0
    private var nextID: UInt32 = 2

    private enum Kind: UInt64 {
        case created = 1
        case enqueued = 2
        case started = 3
        case stopped = 4
        case ended = 5
        case sleep = 6
        case timerFired = 7
        case output = 9
        case place = 19
    }

    private static let headerSize = 4096
    private static let pool: UInt64 = 2
    private static let place: UInt64 = 1 << 32
    private static let continuation: UInt64 = 2

    /// Writes a trace; each task has so many turns, four events each.
    init(at path: String, like kept: String, tasks: Int, turns: Int, alive: Int) throws {
        self.path = path
        let header = try Data(contentsOf: URL(filePath: kept)).prefix(Self.headerSize)
        file = fopen(path, "w")
        guard header.count == Self.headerSize, file != nil else {
            throw BenchmarkError("There is no trace to write one like.")
        }
        defer { fclose(file) }
        write([UInt8](header))
        begin()
        for first in stride(from: 0, to: tasks, by: alive) {
            live(tasks: min(alive, tasks - first), turns: turns)
        }
        add(.ended, 1)
        flush()
        write(strings)
        try finish(header)
    }

    private mutating func begin() {
        add(.created, 1, b: text("main"))
        add(.started, 1, a: 1)
        add(.place, 0, a: 1, b: text("\u{10}\u{20}\u{0}\u{0}"))
    }

    /// Tasks that are made together, and take turns until they end.
    private mutating func live(tasks: Int, turns: Int) {
        let ids = (0..<tasks).map { _ in
            let id = newID()
            add(.created, id, a: 1 | 1 << 58, b: text("worker \(id)"))
            add(.enqueued, id, a: Self.pool, b: 1 | Self.place)
            return id
        }
        var timers = ids
        for turn in 0..<turns {
            for index in ids.indices {
                takeTurn(turn, ids[index], &timers[index], on: UInt64(1 + index % 8), of: turns)
            }
        }
    }

    private mutating func takeTurn(
        _ turn: Int,
        _ id: UInt32,
        _ timer: inout UInt32,
        on thread: UInt64,
        of turns: Int
    ) {
        if turn > 0 {
            if turn % 2 == 1 { add(.timerFired, timer, on: thread) }
            add(.enqueued, id, on: thread, a: Self.pool, b: Self.place)
        }
        add(.started, id, on: thread, a: Self.pool)
        if turn == 0 { add(.output, id, on: thread, a: 1 | Self.place, b: text("hello \(id)\n")) }
        if turn == turns - 1 {
            add(.ended, id, on: thread)
        } else if turn % 2 == 0 {
            timer = newID()
            add(.sleep, id, on: thread, a: UInt64(timer), b: time + 100_000)
            add(.stopped, id, on: thread, a: Self.place)
        } else {
            add(.stopped, id, on: thread, a: Self.continuation | Self.place)
        }
    }

    private mutating func newID() -> UInt32 {
        nextID += 1
        return nextID - 1
    }

    /// A reference to a text behind the records.
    private mutating func text(_ text: String) -> UInt64 {
        let start = UInt64(strings.count)
        strings += text.utf8
        return start << 24 | (UInt64(strings.count) - start)
    }

    private mutating func add(
        _ kind: Kind,
        _ task: UInt32,
        on thread: UInt64 = 0,
        a: UInt64 = 0,
        b: UInt64 = 0
    ) {
        time += 300
        records += [time, UInt64(task) | thread << 32 | kind.rawValue << 48, a, b]
        events += 1
        if records.count >= 1 << 16 { flush() }
    }

    private mutating func flush() {
        records.withUnsafeBytes { _ = fwrite($0.baseAddress, 1, $0.count, file) }
        records.removeAll(keepingCapacity: true)
    }

    private func write(_ bytes: [UInt8]) {
        _ = fwrite(bytes, 1, bytes.count, file)
    }

    /// Says in the header how much there is: 16 record_capacity, string_capacity, record_count, string_count.
    private func finish(_ header: Data) throws {
        var sizes = [UInt64(events), UInt64(strings.count), UInt64(events), UInt64(strings.count)]
        fseek(file, 16, SEEK_SET)
        guard fwrite(&sizes, 8, 4, file) == 4 else {
            throw BenchmarkError("\(path) can't be written.")
        }
    }
}
