import LabCore
import TraceModel

/// The tracks of a Chrome trace: of a process "tasks" and a process "threads".
///
/// Perfetto finds a name by the number of its track alone: so no two tracks have the same number.
struct ChromeTracks {
    private let run: RunState
    /// Times on threads that do not overlap, by thread and time.
    let slices: [ThreadSlice]
    /// How many tasks ran and were ready, from each time on.
    let counts: [ChromeCount]
    /// The number of thread 0.
    private let firstThread: UInt64

    init(_ run: RunState) {
        self.run = run
        slices = Self.slices(run)
        counts = ChromeCount.all(run)
        firstThread = UInt64(run.trace.tasks.map(\.id.rawValue).max() ?? 0) + 1
    }

    /// Where an event of a task belongs.
    func place(ofTask index: Int) -> String { place(run.trace.tasks[index].id.rawValue) }

    /// Where an event belongs that may be nobody's; in a damaged trace, also a task's of which nothing
    /// else is known.
    func place(of task: TaskID?) -> String {
        owner(of: task).map { place($0.rawValue) } ?? nobodys
    }

    private func owner(of task: TaskID?) -> TaskID? {
        task.flatMap { run.trace.task($0)?.id }
    }

    /// Where belongs what is no task's; no thread has so high a number.
    var nobodys: String { "\"pid\":1,\"tid\":\(firstThread + UInt64(UInt16.max) + 1)" }

    /// Where a slice of a thread belongs.
    func place(ofSlice index: Int) -> String { place(slices[index].slice.thread) }

    private func place(_ task: UInt32) -> String { "\"pid\":1,\"tid\":\(task)" }

    private func place(_ thread: ThreadNumber) -> String {
        "\"pid\":2,\"tid\":\(firstThread + UInt64(thread.rawValue))"
    }

    /// Names and order of the tracks; viewers that know no order take that of the names' appearance.
    func names(program: String) -> [String] {
        var rows = [
            name("process_name", "\"pid\":1", "name", JSONPieces.quoted("tasks of \(program)")),
            name("process_sort_index", "\"pid\":1", "sort_index", "1"),
        ]
        for (position, lane) in run.lanes.enumerated() {
            let task = run.trace.tasks[lane.index]
            let title = "#\(task.id.rawValue) " + (task.name ?? task.kindWord)
            let place = place(ofTask: lane.index)
            rows.append(name("thread_name", place, "name", JSONPieces.quoted(title)))
            rows.append(name("thread_sort_index", place, "sort_index", "\(position)"))
        }
        if run.trace.output.contains(where: { owner(of: $0.task) == nil }) {
            rows.append(name("thread_name", nobodys, "name", "\"no task\""))
        }
        rows += [
            name("process_name", "\"pid\":2", "name", "\"threads\""),
            name("process_sort_index", "\"pid\":2", "sort_index", "2"),
        ]
        for thread in Set(slices.map(\.slice.thread)).sorted() {
            let title = thread == .main ? "thread 0 (main)" : "thread \(thread.rawValue)"
            rows.append(name("thread_name", place(thread), "name", JSONPieces.quoted(title)))
            rows.append(
                name("thread_sort_index", place(thread), "sort_index", "\(thread.rawValue)")
            )
        }
        return rows
    }

    private func name(_ name: String, _ place: String, _ key: String, _ json: String) -> String {
        "{\"ph\":\"M\",\"name\":\"\(name)\",\(place),\"args\":{\"\(key)\":\(json)}}"
    }

    func marks() -> [ChromeMark] {
        slices.indices.flatMap { index in
            [
                ChromeMark(slices[index].from, .threadOpens, index),
                ChromeMark(slices[index].to, .threadCloses, index),
            ]
        }
    }

    /// Clocks of two threads may disagree by a little, and a damaged trace by much: a slice begins when
    /// the one before on its thread has ended, and one that would be empty is left out.
    private static func slices(_ run: RunState) -> [ThreadSlice] {
        let all = run.trace.tasks.flatMap { $0.slices(until: run.now) }
            .sorted { ($0.thread, $0.from, $0.to, $0.task) < ($1.thread, $1.from, $1.to, $1.task) }
        var slices: [ThreadSlice] = []
        slices.reserveCapacity(all.count)
        for slice in all {
            let earlier = slices.last.flatMap { $0.slice.thread == slice.thread ? $0.to : nil } ?? 0
            guard slice.to > max(slice.from, earlier) else { continue }
            slices.append(ThreadSlice(slice: slice, from: max(slice.from, earlier)))
        }
        return slices
    }
}

/// A slice on its thread's track, which may begin later than it was recorded.
struct ThreadSlice {
    let slice: Slice
    let from: Nanoseconds

    var to: Nanoseconds { slice.to }
}

/// How many tasks were running and ready, from a time on.
struct ChromeCount {
    let time: Nanoseconds
    var running: Int
    var ready: Int

    /// One for each time at which a number changes.
    static func all(_ run: RunState) -> [ChromeCount] {
        var changes: [ChromeCount] = []
        for task in run.trace.tasks {
            for index in task.stretches.indices {
                let stretch = task.stretches[index]
                let to = task.end(ofStretch: index, now: run.now)
                let running = stretch.state == .running ? 1 : 0
                let ready = stretch.state == .ready ? 1 : 0
                guard running + ready > 0, stretch.from < to else { continue }
                changes.append(ChromeCount(time: stretch.from, running: running, ready: ready))
                changes.append(ChromeCount(time: to, running: -running, ready: -ready))
            }
        }
        changes.sort { $0.time < $1.time }
        return sums(changes)
    }

    /// What the changes make of nothing, in the order of time.
    private static func sums(_ changes: [ChromeCount]) -> [ChromeCount] {
        var counts: [ChromeCount] = []
        var now = ChromeCount(time: 0, running: 0, ready: 0)
        for (index, change) in changes.enumerated() {
            now.running += change.running
            now.ready += change.ready
            let next = index + 1
            if next < changes.count, changes[next].time == change.time { continue }
            if counts.last?.running == now.running, counts.last?.ready == now.ready { continue }
            counts.append(ChromeCount(time: change.time, running: now.running, ready: now.ready))
        }
        return counts
    }
}
