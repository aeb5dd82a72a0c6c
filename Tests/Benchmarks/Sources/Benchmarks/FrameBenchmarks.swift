import FoundationEssentials
import Glibc

/// What is written while tasks move, and when nothing does.
struct FrameBenchmarks {
    let workshop: Workshop

    private static let size: (width: UInt16, height: UInt16) = (200, 50)
    private static let watched = 3.0

    /// Bytes and calls of `write` for a frame, as strace sees them.
    func animation() throws -> Row {
        let what = "e  a frame of an animation at 200x50"
        let aim = "1 write, 2 KB"
        guard isInstalled("strace") else {
            return Row(
                what: what,
                measured: "-",
                aim: aim,
                isMet: nil,
                detail: "strace is not installed"
            )
        }
        let source = try workshop.copy("animation")
        let log = workshop.folder + "/writes"
        let tracing = ["strace", "-f", "-ttt", "-e", "trace=write", "-e", "signal=none", "-o", log]
        let terminal = try TerminalProcess(
            tracing + [workshop.asynclab, "run", source],
            size: Self.size,
            environment: workshop.environment
        )
        guard let start = terminal.arrival(of: "mover 12 ") else {
            throw BenchmarkError("The animation never began.")
        }
        terminal.read(seconds: 0.5 + Self.watched)
        terminal.end()
        let from = Self.wallClock(of: start) + 0.5
        let writes = try Self.writes(log).filter {
            $0.time >= from && $0.time < from + Self.watched
        }
        let frames = Self.frames(writes)
        let bytes = writes.reduce(0) { $0 + $1.bytes }
        let perFrame = Double(writes.count) / Double(max(1, frames))
        let bytesPerFrame = Double(bytes) / Double(max(1, frames))
        return Row(
            what: what,
            measured: "\(text(perFrame, 2)), \(text(bytesPerFrame / 1024, 2)) KB",
            aim: aim,
            isMet: perFrame < 1.05 && bytesPerFrame <= 2048,
            detail: "\(frames) frames in \(text(Self.watched, 0)) s, \(writes.count) writes, "
                + "\(bytes) bytes; writes within 8 ms count as one frame"
        )
    }

    /// The share of a core that asynclab takes while tasks move, without strace, which would slow it down.
    func load() throws -> Row {
        let source = try workshop.copy("animation", mark: "load")
        let terminal = try workshop.open(["run", source], size: Self.size)
        defer { terminal.end() }
        guard terminal.arrival(of: "mover 12 ") != nil else {
            throw BenchmarkError("The animation never began.")
        }
        terminal.read(seconds: 0.5)
        let (before, start) = (Self.processorTime(terminal.process), now())
        terminal.read(seconds: Self.watched)
        let (after, end) = (Self.processorTime(terminal.process), now())
        let share = Double(after - before) / Double(end - start) * 100
        return Row(
            what: "q  live animation at 200x50, of one core",
            measured: text(share, 1) + " %",
            aim: "<= 3 %",
            isMet: share <= 3,
            detail: "processor time of all threads of asynclab in \(text(Self.watched, 0)) s"
        )
    }

    /// Nanoseconds that the threads of a process have run.
    private static func processorTime(_ process: pid_t) -> UInt64 {
        let folder = "/proc/\(process)/task"
        return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).reduce(0) {
            let text = try? String(contentsOfFile: "\(folder)/\($1)/schedstat", encoding: .utf8)
            return $0 + (text?.split(separator: " ").first.flatMap { UInt64($0) } ?? 0)
        }
    }

    /// Ten seconds after a run has ended.
    func idle() throws -> Row {
        let source = try workshop.copy("first-event", mark: "idle")
        let terminal = try workshop.open(["run", source], size: Self.size)
        defer { terminal.end() }
        guard terminal.arrival(of: "ended") != nil else {
            throw BenchmarkError("The run never ended.")
        }
        terminal.read(seconds: 2)
        let bytesBefore = terminal.bytes.count
        let before = Self.switches(terminal.process)
        terminal.read(seconds: 10)
        let bytes = terminal.bytes.count - bytesBefore
        let after = Self.switches(terminal.process)
        let ended = before.keys.count { after[$0] == nil }
        let wakeUps = after.reduce(ended) { $0 + $1.value - (before[$1.key] ?? 0) }
        return Row(
            what: "f  10 idle seconds after a run",
            measured: "\(bytes) B, \(wakeUps) wakes",
            aim: "none",
            isMet: bytes == 0 && wakeUps == 0,
            detail: "voluntary context switches of all \(after.count) threads, "
                + "and \(ended) threads that ended"
        )
    }

    /// Voluntary context switches of each thread, by its number.
    private static func switches(_ process: pid_t) -> [String: Int] {
        let folder = "/proc/\(process)/task"
        var counts: [String: Int] = [:]
        for thread in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
            let status = try? Data(contentsOf: URL(filePath: "\(folder)/\(thread)/status"))
            let text = String(decoding: status ?? Data(), as: UTF8.self)
            let line = text.split(separator: "\n").first { $0.hasPrefix("voluntary_ctxt_switches") }
            counts[thread] = line?.split(separator: "\t").last.flatMap { Int($0) }
        }
        return counts
    }

    private struct Write {
        /// Seconds of the wall clock.
        let time: Double
        let bytes: Int
    }

    /// The calls that wrote to the terminal: lines as `123 1700000000.123456 write(1, "..", 9) = 9`,
    /// of the thread that the first line is of; the others are the watched program's.
    private static func writes(_ path: String) throws -> [Write] {
        let log = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
        let lines = log.split(separator: "\n")
        let main = lines.first?.prefix { $0 != " " }
        return lines.compactMap { line in
            let words = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: true)
            guard words.count == 3, words[0] == main, words[2].hasPrefix("write(1, "),
                let time = Double(words[1]),
                let count = words[2].split(separator: " ").last.flatMap({ Int($0) })
            else { return nil }
            return Write(time: time, bytes: count)
        }
    }

    private static func frames(_ writes: [Write]) -> Int {
        let pauses = zip(writes, writes.dropFirst()).count { $1.time - $0.time > 0.008 }
        return writes.isEmpty ? 0 : pauses + 1
    }

    private static func wallClock(of time: UInt64) -> Double {
        Date().timeIntervalSince1970 - milliseconds(from: time, to: now()) / 1000
    }
}
