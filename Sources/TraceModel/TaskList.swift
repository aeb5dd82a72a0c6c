/// The tasks of a trace in the order in which they were first seen.
///
/// They are kept in pages, so that a copy in which some have changed has all other pages in common with
/// what it was copied from: one goes from moment to moment, and a run can have very many tasks.
public struct TaskList: RandomAccessCollection, Equatable, Sendable {
    private struct Page: Equatable, Sendable {
        var tasks: [TracedTask] = []
        /// How many of them have not ended.
        var living = 0
    }

    private static let pageSize = 64

    private var pages: [Page] = []
    private var outcomeCounts: [TaskOutcome: Int] = [:]
    /// How many there are.
    public private(set) var count = 0

    init() {}

    /// The first position.
    public var startIndex: Int { 0 }

    /// The position behind the last task.
    public var endIndex: Int { count }

    /// The task at a position.
    public internal(set) subscript(position: Int) -> TracedTask {
        _read { yield pages[position / Self.pageSize].tasks[position % Self.pageSize] }
        _modify { yield &pages[position / Self.pageSize].tasks[position % Self.pageSize] }
    }

    /// The ends that tasks have come to.
    public var outcomes: Set<TaskOutcome> { Set(outcomeCounts.keys) }

    /// The positions of those that have not ended, in order.
    public var living: [Int] {
        var positions: [Int] = []
        for (number, page) in pages.enumerated() where page.living > 0 {
            for index in page.tasks.indices where page.tasks[index].ended == nil {
                positions.append(number * Self.pageSize + index)
            }
        }
        return positions
    }

    mutating func append(_ task: TracedTask) {
        if count % Self.pageSize == 0 {
            pages.append(Page())
            pages[pages.count - 1].tasks.reserveCapacity(Self.pageSize)
        }
        pages[pages.count - 1].tasks.append(task)
        pages[pages.count - 1].living += 1
        count += 1
    }

    /// A task that was alive has ended.
    mutating func end(_ position: Int, at time: Nanoseconds, _ outcome: TaskOutcome) {
        self[position].end(at: time, outcome)
        pages[position / Self.pageSize].living -= 1
        outcomeCounts[outcome, default: 0] += 1
    }
}

extension TaskList {
    /// The tasks at an earlier moment, of which those are told that were alive then.
    struct Mark: Sendable {
        fileprivate let count: Int
        fileprivate let positions: [Int32]
        /// Each with the end of its stretches alone.
        fileprivate let living: [TracedTask]
        fileprivate let livingOnPages: [Int32]
        fileprivate let outcomeCounts: [TaskOutcome: Int]

        /// How many tasks it holds.
        var size: Int { living.count }
    }

    /// Notes what is now.
    func mark() -> Mark {
        let positions = living
        return Mark(
            count: count,
            positions: positions.map { Int32($0) },
            living: positions.map { self[$0].withEndsOnly() },
            livingOnPages: pages.map { Int32($0.living) },
            outcomeCounts: outcomeCounts
        )
    }

    /// The tasks as they were at a mark, made of what became of them.
    func rewound(to mark: Mark) -> TaskList {
        var list = TaskList()
        list.count = mark.count
        list.outcomeCounts = mark.outcomeCounts
        list.pages = Array(pages.prefix(mark.livingOnPages.count))
        for (number, living) in mark.livingOnPages.enumerated()
        where list.pages[number].living != living {
            list.pages[number].living = Int(living)
        }
        if mark.count % Self.pageSize > 0, let last = list.pages.indices.last {
            list.pages[last].tasks = Array(
                list.pages[last].tasks.prefix(mark.count % Self.pageSize)
            )
        }
        for (position, task) in zip(mark.positions, mark.living) {
            list[Int(position)] = task.whole(in: self[Int(position)])
        }
        return list
    }
}

extension Trace {
    /// The tasks that have not ended, in the order in which they were first seen.
    public var livingTasks: [TracedTask] { tasks.living.map { tasks[$0] } }
}
