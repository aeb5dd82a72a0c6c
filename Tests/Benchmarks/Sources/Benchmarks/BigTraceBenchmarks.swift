import FoundationEssentials
import Glibc

/// What a very long run costs: to open its trace, and to look around in it.
struct BigTraceBenchmarks {
    let workshop: Workshop

    private static let size: (width: UInt16, height: UInt16) = (200, 50)

    /// Seconds from the start of `asynclab view` to the first whole frame, of ten million events.
    func opening(rounds: Int = 3) throws -> Row {
        let trace = try bigTrace(tasks: 100_000, turns: 25, alive: 1000)
        defer { unlink(trace.path) }
        let times = try (0..<rounds).map { _ in try open(trace.path).seconds }
        let time = Sample(values: times).median
        return Row(
            what: "r  opening \(text(Double(trace.events) / 1e6, 1)) million events",
            measured: "\(text(time, 2)) s",
            aim: "<= 2 s",
            isMet: time <= 2,
            detail: "to the first whole frame; 100000 tasks; median of \(rounds), "
                + "the trace in the system's cache"
        )
    }

    /// Most memory at one time while a trace of ten million events is opened, less that for a short one.
    func memory() throws -> Row {
        let trace = try bigTrace(tasks: 100_000, turns: 25, alive: 1000)
        defer { unlink(trace.path) }
        let own = try open(try keptTrace()).peak
        let peak = try open(trace.path).peak
        let each = (peak - own) / Double(trace.events)
        return Row(
            what: "s  memory for an event of them",
            measured: "\(text(each, 1)) B",
            aim: "<= 32 B",
            isMet: each <= 32,
            detail: "most at one time \(text(peak / 1e6, 0)) MB, "
                + "with a short trace \(text(own / 1e6, 0)) MB"
        )
    }

    /// Keys that move the picture, each several times: the selection, then zoom and part of the time.
    private static let pictureKeys = [
        "j", "k", "\u{1b}[6~", "\u{1b}[5~", "\u{1b}OF", "\u{1b}OH", "z", "L", "H", "Z", "f",
    ]
    /// Keys that go to other moments: by a cell, by an event, by a job, to the start and the end.
    private static let timeKeys = ["<", "<", ">", "}", "{", ",", ",", ".", "(", ")"]

    /// From a key to the bytes that change the screen, in a run of 100,000 tasks.
    func redraw() throws -> Row {
        try answers(
            what: "t  a zoom or scroll at 100000 tasks, slowest key",
            keys: Self.pictureKeys,
            in: try bigTrace(tasks: 100_000, turns: 2, alive: 1000)
        )
    }

    /// The same where another moment of the run is shown.
    func moment() throws -> Row {
        try answers(
            what: "u  another moment at 100000 tasks, slowest key",
            keys: Self.timeKeys,
            in: try bigTrace(tasks: 100_000, turns: 2, alive: 1000)
        )
    }

    /// The same in the middle of a run, where almost all tasks are alive.
    func crowd() throws -> Row {
        try answers(
            what: "v  the same where 100000 tasks sleep at a time",
            keys: Self.pictureKeys + Self.timeKeys.dropLast(2),
            in: try bigTrace(tasks: 100_000, turns: 2, alive: 100_000),
            behind: String(repeating: "<", count: 50)
        )
    }

    /// Both kinds of keys where tasks are few, and their lives long.
    func longLives() throws -> Row {
        try answers(
            what: "w  the same at 3 tasks of a million states each",
            keys: Self.pictureKeys + Self.timeKeys,
            in: try bigTrace(tasks: 3, turns: 350_000, alive: 3)
        )
    }

    private func answers(
        what: String,
        keys: [String],
        in trace: BigTrace,
        behind before: String = "",
        aim: Double = 16,
        rounds: Int = 9
    ) throws -> Row {
        defer { unlink(trace.path) }
        let terminal = try workshop.open(["view", trace.path], size: Self.size)
        defer { terminal.end() }
        guard terminal.arrival(of: "quit") != nil else {
            throw BenchmarkError("The trace was never shown.")
        }
        terminal.type(before)
        terminal.read(seconds: before.isEmpty ? 0 : 5)
        var times: [String: [Double]] = [:]
        for _ in 0..<rounds {
            for key in keys {
                if let time = answer(to: key, terminal) { times[key, default: []].append(time) }
            }
        }
        let medians = times.mapValues { Sample(values: $0).median }
        let slowest = medians.values.max() ?? .nan
        let told = medians.sorted { $0.value > $1.value }.map {
            "\($0.key.debugDescription) \(text($0.value, 1))"
        }
        return Row(
            what: what,
            measured: "\(text(slowest, 1)) ms",
            aim: "<= \(text(aim, 0)) ms",
            isMet: slowest <= aim,
            detail: "\(trace.events) events, 200x50, medians of \(rounds) in ms, key to screen:\n"
                + told.joined(separator: ", ")
        )
    }

    /// Milliseconds until a key changes the screen; nil where it does not.
    private func answer(to key: String, _ terminal: TerminalProcess) -> Double? {
        terminal.read(seconds: 0.05)
        terminal.forget()
        let typed = now()
        terminal.type(key)
        let deadline = typed + 1_000_000_000
        while terminal.bytes.isEmpty, now() < deadline {
            guard terminal.read(until: deadline) else { return nil }
        }
        return terminal.bytes.isEmpty ? nil : milliseconds(from: typed, to: now())
    }

    /// Opens a trace in a terminal until its last line is drawn.
    private func open(_ path: String) throws -> (seconds: Double, peak: Double) {
        let terminal = try workshop.open(["view", path], size: Self.size)
        defer { terminal.end() }
        guard let shown = terminal.arrival(of: "quit") else {
            throw BenchmarkError("The trace was never shown.")
        }
        let seconds = milliseconds(from: terminal.started, to: shown) / 1000
        return (seconds, Self.peak(of: terminal.process))
    }

    /// Bytes of memory that a process had at most.
    private static func peak(of process: pid_t) -> Double {
        let status = try? Data(contentsOf: URL(filePath: "/proc/\(process)/status"))
        let line = String(decoding: status ?? Data(), as: UTF8.self).split(separator: "\n")
            .first { $0.hasPrefix("VmHWM:") }
        let kilobytes = line?.split(whereSeparator: { !$0.isNumber }).first.flatMap { Double($0) }
        return (kilobytes ?? .nan) * 1024
    }

    private func bigTrace(tasks: Int, turns: Int, alive: Int) throws -> BigTrace {
        try BigTrace(
            at: workshop.folder + "/big.trace",
            like: try keptTrace(),
            tasks: tasks,
            turns: turns,
            alive: alive
        )
    }

    private func keptTrace() throws -> String {
        let path = workshop.folder + "/short.trace"
        if !FileManager.default.fileExists(atPath: path) {
            let source = try workshop.copy("first-event", mark: "kept")
            _ = try workshop.run(["run", "--plain", "--save", path, source])
        }
        return path
    }
}
