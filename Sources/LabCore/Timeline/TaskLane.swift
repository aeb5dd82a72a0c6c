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
        var children: [TaskID?: [Int]] = [:]
        for (index, task) in trace.tasks.enumerated() {
            children[task.parent, default: []].append(index)
        }
        var lanes: [TaskLane] = []
        lanes.reserveCapacity(trace.tasks.count)
        var open = (children[nil] ?? []).reversed().map { (index: $0, depth: 0) }
        while let (index, depth) = open.popLast() {
            let task = trace.tasks[index].id
            lanes.append(
                TaskLane(task: task, index: index, depth: depth, position: lanes.count, below: 0)
            )
            for child in (children[task] ?? []).reversed() { open.append((child, depth + 1)) }
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
