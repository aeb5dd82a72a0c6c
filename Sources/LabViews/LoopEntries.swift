import LabCore
import Screen
import TraceModel

/// The living tasks of a moment by where the scheduler has them, each with what there is to say of it.
struct LoopEntries {
    private let trace: Trace
    private let now: Nanoseconds
    private let alive: [TracedTask]
    private let moved: Set<TaskID>
    private let theme: Theme

    /// A task of the list.
    struct Entry {
        let task: TaskID
        let state: TaskState
        /// In several lengths, the longest first.
        let texts: [String]
        /// The last job brought it there.
        let hasMoved: Bool
    }

    /// Tasks under a word.
    struct Group {
        let word: String
        /// The state whose colour the word has; nil: none.
        let state: TaskState?
        let entries: [Entry]
    }

    init(moment: RunMoment, moved: Set<TaskID>, theme: Theme) {
        self.theme = theme
        trace = moment.trace
        now = moment.now
        alive = moment.trace.livingTasks
        self.moved = moved
    }

    /// A row for each thread: who has it.
    var threads: [Group] {
        (0...trace.lastThread.rawValue).map { group(ThreadNumber(rawValue: $0)) }
    }

    /// The main thread, and those others that have a task.
    var busyThreads: [Group] {
        threads.enumerated().filter { $0.offset == 0 || !$0.element.entries.isEmpty }.map(\.element)
    }

    private func group(_ thread: ThreadNumber) -> Group {
        let task = trace.task(on: thread).flatMap(trace.task)
        let entries = task.map { [entry($0, details: work(of: $0))] } ?? []
        // The sign of the state stands there even where there is no room for words.
        let name = thread == .main ? "main" : "thread \(thread.rawValue)"
        let sign = task.map { String(theme.sign($0.state)) } ?? ""
        let word =
            name.count < EventLoopPane.wordWidth ? TextWidth.padded(name, to: 8) + sign : name
        return Group(word: word, state: task?.state, entries: entries)
    }

    /// Those that could run, in the order of the queue.
    var ready: Group {
        let queue = alive.filter { $0.state == .ready }
            .sorted { ($0.turn, $0.id) < ($1.turn, $1.id) }
        return Group(
            word: "ready",
            state: .ready,
            entries: queue.map { entry($0, details: turn(of: $0)) }
        )
    }

    /// Those whose timer runs, the next to be woken first.
    var sleeping: Group {
        let sleepers = alive.filter { $0.state == .sleeping }.sorted {
            ($0.sleepsUntil ?? .max, $0.id) < ($1.sleepsUntil ?? .max, $1.id)
        }
        return Group(
            word: "timers",
            state: .sleeping,
            entries: sleepers.map { entry($0, details: sleepLeft(of: $0)) }
        )
    }

    /// Those that wait for something else.
    var awaiting: Group {
        Group(
            word: "awaiting",
            state: .awaiting,
            entries: alive.filter { $0.state == .awaiting }.map { entry($0, details: []) }
        )
    }

    private func entry(_ task: TracedTask, details: [String]) -> Entry {
        Entry(
            task: task.id,
            state: task.state,
            texts: (details + [""]).map { task.title + $0 },
            hasMoved: moved.contains(task.id)
        )
    }

    /// What it does on its thread, and for whom where that is not the thread's own.
    private func work(of task: TracedTask) -> [String] {
        let stretch = task.stretches.last
        let word = task.state == .blocking ? " blocks" : " runs"
        let executor = stretch?.executor.flatMap { executor -> String? in
            executor == .main || executor == .pool ? nil : " (\(trace.name(of: executor)))"
        }
        let call = stretch?.call.map { " blocks \($0.phrase)" }
        return [call.map { $0 + (executor ?? "") }, executor.map { word + $0 }, word]
            .compactMap(\.self)
    }

    /// The executor whose turn it waits for, and who has it.
    func turn(of task: TracedTask) -> [String] {
        guard case .turn(let executor?, let holders) = trace.reason(of: task) else { return [] }
        let name = trace.name(of: executor)
        let titles = holders.prefix(1).compactMap { trace.task($0)?.title }
        let holder = titles.first.map { $0 + (holders.count > 1 ? ", ..." : "") }
        let phrase = ", for \(trace.phrase(for: executor))"
        return (holder.map { ["\(phrase): it runs \($0)", " (\(name) runs \($0))"] } ?? [])
            + [" (\(name))"]
    }

    private func sleepLeft(of task: TracedTask) -> [String] {
        guard let until = task.sleepsUntil else { return [] }
        let left = Seconds.text(until > now ? until - now : 0)
        return [", wakes in \(left)", ", \(left)"]
    }
}
