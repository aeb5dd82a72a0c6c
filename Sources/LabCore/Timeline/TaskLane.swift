public import TraceModel

/// The place of a task among the lanes.
public struct TaskLane: Equatable, Sendable {
    /// The task of the lane.
    public let task: TaskID
    /// Position of the task in `Trace.tasks`.
    public let index: Int
    /// Generations from the outermost; 0 for a task without a parent.
    public let depth: Int
    /// Position of the lane among those of all tasks.
    public let position: Int
    /// How many tasks below it are folded into it.
    public let below: Int

    /// All tasks of a trace, parents before their children.
    public static func lanes(of trace: Trace) -> [TaskLane] {
        // Of each task its last child, and of each child the one before it; behind all tasks, those of none.
        let none = trace.tasks.count
        var lastChild = [Int32](repeating: -1, count: none + 1)
        var before = [Int32](repeating: -1, count: none)
        for index in trace.tasks.indices {
            let parent = trace.tasks[index].parent.flatMap(trace.position) ?? none
            before[index] = lastChild[parent]
            lastChild[parent] = Int32(index)
        }
        var lanes: [TaskLane] = []
        lanes.reserveCapacity(none)
        var open: [(index: Int, depth: Int)] = []
        func openChildren(of index: Int, depth: Int) {
            var child = Int(lastChild[index])
            while child >= 0 {
                open.append((child, depth))
                child = Int(before[child])
            }
        }
        openChildren(of: none, depth: 0)
        while let (index, depth) = open.popLast() {
            let task = trace.tasks[index].id
            lanes.append(
                TaskLane(task: task, index: index, depth: depth, position: lanes.count, below: 0)
            )
            openChildren(of: index, depth: depth + 1)
        }
        return lanes
    }

    /// The lanes without those below folded tasks, in the same order.
    static func folding(_ lanes: [TaskLane], _ folded: Set<TaskID>) -> [TaskLane] {
        guard !folded.isEmpty else { return lanes }
        var shown: [TaskLane] = []
        var position = 0
        while position < lanes.count {
            let lane = lanes[position]
            let below = folded.contains(lane.task) ? count(below: position, lanes) : 0
            shown.append(
                TaskLane(
                    task: lane.task,
                    index: lane.index,
                    depth: lane.depth,
                    position: position,
                    below: below
                )
            )
            position += 1 + below
        }
        return shown
    }

    /// How many tasks lie below a lane, at any depth.
    static func count(below position: Int, _ lanes: [TaskLane]) -> Int {
        lanes[(position + 1)...].prefix { $0.depth > lanes[position].depth }.count
    }
}
