import FoundationEssentials

/// What Perfetto and chrome://tracing want of a file of trace events, and what asynclab promises besides.
public struct ChromeTraceCheck {
    private struct File: Decodable {
        let traceEvents: [Event]
    }

    private struct Event: Decodable {
        let ph: String
        let ts: Double?
        let pid: Int
        let tid: Int?
        let name: String?
        let cat: String?
        let id: Int?
        let bp: String?

        var track: Track { Track(pid: pid, tid: tid ?? -1) }
    }

    private struct Track: Hashable {
        let pid: Int
        let tid: Int
    }

    /// What is wrong, each with the number of its event; empty where all is as it should be.
    public private(set) var problems: [String] = []
    /// Events by phase: `B` a slice begins, `s` an arrow, and so on.
    public private(set) var counts: [String: Int] = [:]

    private var open: [Track: [(category: String, from: Double)]] = [:]
    private var lastClosed: [Track: Double] = [:]
    private var arrows: [Int: (start: Double, name: String?)] = [:]
    private var ended: Set<Int> = []
    private var named: [Int: Int] = [:]
    private var time = 0.0

    /// Checks a file's text, of a run that took so many seconds.
    public init(_ text: String, seconds: Double) throws {
        let file = try JSONDecoder().decode(File.self, from: Data(text.utf8))
        for (number, event) in file.traceEvents.enumerated() {
            let before = problems.count
            check(event, end: seconds * 1_000_000)
            for index in before..<problems.count { problems[index] += " (event \(number))" }
            counts[event.ph, default: 0] += 1
        }
        for (track, slices) in open where !slices.isEmpty {
            problems.append("\(track) has \(slices.count) slices without an end")
        }
        for id in arrows.keys where !ended.contains(id) {
            problems.append("arrow \(id) has no end")
        }
    }

    private mutating func check(_ event: Event, end: Double) {
        if event.ph == "M" { return note(event) }
        guard let ts = event.ts else { return problems.append("no time") }
        if ts < time { problems.append("\(ts) comes after \(time)") }
        if ts < 0 || ts > end + 0.001 { problems.append("\(ts) is not within the run") }
        time = max(time, ts)
        if event.ph != "C", named[event.tid ?? -1] != event.pid {
            problems.append("\(event.track) has no name")
        }
        switch event.ph {
        case "B": begin(event, ts)
        case "E": finish(event, ts)
        case "s", "f": arrow(event, ts)
        case "i", "C": if event.name == nil { problems.append("no name") }
        default: problems.append("phase \(event.ph) is not known")
        }
    }

    /// Perfetto looks for a name by the track's number alone.
    private mutating func note(_ event: Event) {
        guard event.name == "thread_name", let tid = event.tid else { return }
        if named.updateValue(event.pid, forKey: tid) != nil {
            problems.append("two tracks have the number \(tid)")
        }
    }

    private mutating func begin(_ event: Event, _ ts: Double) {
        if event.name == nil { problems.append("a slice without a name") }
        let category = event.cat ?? ""
        if category != "output", open[event.track]?.isEmpty == false {
            problems.append("\(event.track): \(event.name ?? "") begins within another slice")
        }
        if category != "output", let last = lastClosed[event.track], ts < last {
            problems.append("\(event.track): a slice begins before the last has ended")
        }
        open[event.track, default: []].append((category, ts))
    }

    private mutating func finish(_ event: Event, _ ts: Double) {
        guard let slice = open[event.track]?.popLast() else {
            return problems.append("\(event.track): an end without a beginning")
        }
        if ts < slice.from { problems.append("\(event.track): a slice ends before it begins") }
        if slice.category != "output" { lastClosed[event.track] = ts }
    }

    private mutating func arrow(_ event: Event, _ ts: Double) {
        guard let id = event.id else { return problems.append("an arrow without a number") }
        // The innermost slice is the one that the arrow begins or ends in.
        if open[event.track]?.last.map(\.category) ?? "output" == "output" {
            problems.append("\(event.track): arrow \(id) is in no slice of a task")
        }
        if event.ph == "s" {
            if arrows.updateValue((ts, event.name), forKey: id) != nil {
                problems.append("two arrows have the number \(id)")
            }
            return
        }
        guard let start = arrows[id] else { return problems.append("arrow \(id) has no start") }
        if start.start > ts { problems.append("arrow \(id) goes back in time") }
        if start.name != event.name { problems.append("arrow \(id) has two names") }
        if event.bp != "e" { problems.append("arrow \(id) ends in the slice behind") }
        if !ended.insert(id).inserted { problems.append("arrow \(id) ends twice") }
    }
}
