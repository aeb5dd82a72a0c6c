/// Something about a run that a reader should know: one plain sentence and what it is about.
public struct Finding: Equatable, Sendable {
    /// The kinds, by the words of `--json`.
    public enum Kind: String, Sendable {
        /// What a task waited for when nothing could ever run again.
        case waiting
        /// The task yielded without end, and nothing else could run.
        case yielding
        /// The task was on a thread when the time limit came.
        case running = "running-at-limit"
        /// A task kept its thread while a call waited.
        case blockedThread = "blocked-thread"
        /// The program ended before the task did.
        case unfinishedTask = "unfinished-task"
    }

    /// What kind of thing it is.
    public let kind: Kind
    /// The task that it is about.
    public let task: TaskID
    /// How long it lasted, in all.
    public let nanoseconds: Nanoseconds
    /// One plain sentence.
    public let message: String
    /// Where it begins, if that is known.
    public var place: PlaceID?
}

extension Trace {
    /// Blocking shorter than this delays nobody who would notice: 1 ms.
    private static let leastBlocking: Nanoseconds = 1_000_000

    /// What there is to say of a run that has ended, in the order of the tasks; `end` is how, where
    /// the trace does not tell.
    public func findings(end: RunEnd? = nil) -> [Finding] {
        guard let ended else { return [] }
        return tasks.flatMap { task in
            let cutOff = stuck(task, ended) ?? atLimit(task, end, ended) ?? unfinished(task, ended)
            return [blocking(task, ended), cutOff].compactMap(\.self)
        }
    }

    private func blocking(_ task: TracedTask, _ end: Nanoseconds) -> Finding? {
        let time = task.times(until: end)[.blocking] ?? 0
        guard time >= Self.leastBlocking else { return nil }
        let stretch = task.stretches.first { $0.state == .blocking }
        let call = stretch?.call.map { " \($0.phrase)" } ?? ""
        let owner = stretch?.executor == .main ? "the main actor's thread" : "its thread"
        let message =
            "\(task.title) kept \(owner) for \(Self.seconds(time)) s\(call) without using it."
        return Finding(kind: .blockedThread, task: task.id, nanoseconds: time, message: message)
    }

    private func unfinished(_ task: TracedTask, _ end: Nanoseconds) -> Finding? {
        guard task.outcome == .unfinished, !task.isMain else { return nil }
        let message = "The program ended while \(task.title) was \(task.state.word)."
        return Finding(
            kind: .unfinishedTask,
            task: task.id,
            nanoseconds: end - min(end, task.created),
            message: message
        )
    }

    private func atLimit(_ task: TracedTask, _ end: RunEnd?, _ ended: Nanoseconds) -> Finding? {
        guard end == .timeLimit, task.outcome == .unfinished, task.state.isOnThread else {
            return nil
        }
        let doing =
            task.state == .running
            ? "still running"
            : "blocked" + (task.stretches.last?.call.map { " \($0.phrase)" } ?? "")
        return Finding(
            kind: .running,
            task: task.id,
            nanoseconds: Self.lastStretch(of: task, until: ended),
            message: "\(task.title) was \(doing) when the time limit came."
        )
    }

    static func lastStretch(of task: TracedTask, until end: Nanoseconds) -> Nanoseconds {
        task.stretches.indices.last.map {
            task.end(ofStretch: $0, now: end) - task.stretches[$0].from
        } ?? 0
    }

    /// With three decimals.
    private static func seconds(_ time: Nanoseconds) -> String {
        let milliseconds = time / 1_000_000 + (time % 1_000_000 < 500_000 ? 0 : 1)
        let fraction = String(milliseconds % 1000)
        return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - fraction.count)
            + fraction
    }
}
