import LabCore
import Screen
import TraceModel

/// The living tasks of a moment by where the scheduler has them, each with what there is to say of it.
///
/// There can be very many: only of those that are drawn more is made than positions.
struct LoopEntries {
    private let trace: Trace
    private let now: Nanoseconds
    /// Positions of the tasks that are alive, by their states' numbers.
    private let alive: [[Int]]
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
        /// How many tasks.
        let count: Int
        /// The first so many of them.
        let first: (Int) -> [Entry]
    }

    init(moment: RunMoment, moved: Set<TaskID>, theme: Theme) {
        self.theme = theme
        trace = moment.trace
        now = moment.now
        var alive = [[Int]](repeating: [], count: TaskState.allCases.count)
        for position in trace.tasks.living {
            alive[Int(trace.tasks[position].state.rawValue)].append(position)
        }
        self.alive = alive
        self.moved = moved
    }

    /// A row for each thread: who has it.
    var threads: [Group] {
        (0...trace.lastThread.rawValue).map { group(ThreadNumber(rawValue: $0)) }
    }

    /// The main thread, and those others that have a task.
    var busyThreads: [Group] {
        threads.enumerated().filter { $0.offset == 0 || $0.element.count > 0 }.map(\.element)
    }

    private func group(_ thread: ThreadNumber) -> Group {
        let task = trace.task(on: thread).flatMap(trace.task)
        let entries = task.map { [entry($0, details: work(of: $0))] } ?? []
        // The sign of the state stands there even where there is no room for words.
        let name = thread == .main ? "main" : "thread \(thread.rawValue)"
        let sign = task.map { String(theme.sign($0.state)) } ?? ""
        let word =
            name.count < EventLoopPane.wordWidth ? TextWidth.padded(name, to: 8) + sign : name
        return Group(word: word, state: task?.state, count: entries.count) {
            Array(entries.prefix($0))
        }
    }

    /// Those that could run, in the order of the queue.
    var ready: Group {
        group("ready", .ready, by: { UInt64(trace.tasks[$0].turn) }, details: turn)
    }

    /// Those whose timer runs, the next to be woken first.
    var sleeping: Group {
        group("timers", .sleeping, by: { trace.tasks[$0].sleepsUntil ?? .max }, details: sleepLeft)
    }

    /// Those that wait for something else.
    var awaiting: Group {
        group("awaiting", .awaiting, by: nil, details: { _ in [] })
    }

    /// The tasks in a state, in the order of a key by their positions; nil: in which they were first seen.
    private func group(
        _ word: String,
        _ state: TaskState,
        by key: ((Int) -> UInt64)?,
        details: @escaping (TracedTask) -> [String]
    ) -> Group {
        let positions = alive[Int(state.rawValue)]
        return Group(word: word, state: state, count: positions.count) { most in
            let first = key.map { leading(most, of: positions, by: $0) }
            return (first ?? Array(positions.prefix(most))).map { position in
                let task = trace.tasks[position]
                return entry(task, details: details(task))
            }
        }
    }

    /// Those with the lowest keys, in their order; of equal ones the lowest ids.
    private func leading(
        _ most: Int,
        of positions: [Int],
        by key: (Int) -> UInt64
    ) -> [Int] {
        var leading: [(key: UInt64, id: TaskID, position: Int)] = []
        for position in positions {
            let found = (key(position), trace.tasks[position].id, position)
            if leading.count == most {
                guard let last = leading.last, (found.0, found.1) < (last.key, last.id) else {
                    continue
                }
                leading.removeLast()
            }
            let place = leading.lastIndex { ($0.key, $0.id) < (found.0, found.1) }
            leading.insert(found, at: place.map { $0 + 1 } ?? 0)
        }
        return leading.map(\.position)
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
