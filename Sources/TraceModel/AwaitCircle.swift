/// Tasks that wait for each other's ends in a circle: none of them can ever go on.
public enum AwaitCircle {
    /// The circle that a task's waits lead into, beginning with the first that is reached; empty where
    /// they lead into none.
    ///
    /// `awaited` tells for whose end a task waits; nil where it waits for none.
    public static func reached(
        from task: TaskID,
        awaited: (TaskID) -> TaskID?
    ) -> [TaskID] {
        var path: [TaskID] = []
        var positions: [TaskID: Int] = [:]
        var next: TaskID? = task
        while let current = next {
            if let start = positions[current] { return Array(path[start...]) }
            positions[current] = path.count
            path.append(current)
            next = awaited(current)
        }
        return []
    }

    /// All circles, each beginning with its lowest id, in the order of those.
    public static func all(in waits: [TaskID: TaskID]) -> [[TaskID]] {
        var seen: Set<TaskID> = []
        var circles: [[TaskID]] = []
        for task in waits.keys.sorted() where !seen.contains(task) {
            let circle = reached(from: task) { waits[$0] }
            if let lowest = circle.min(), let start = circle.firstIndex(of: lowest),
                seen.isDisjoint(with: circle)
            {
                circles.append(Array(circle[start...] + circle[..<start]))
            }
            var next: TaskID? = task
            while let current = next, seen.insert(current).inserted { next = waits[current] }
        }
        return circles
    }
}

extension Trace {
    /// For whose end a task waits, if it does and that has not come.
    func awaitedTask(of id: TaskID) -> TaskID? {
        guard let task = task(id), task.isUnfinished, task.state == .awaiting,
            case .task(let other?) = task.stretches.last?.wait ?? waits[id]
        else { return nil }
        return other
    }

    /// The tasks that wait for each other in the circle that a task's waits lead into; empty where they
    /// lead into none.
    public func awaitCircle(from task: TaskID) -> [TaskID] {
        AwaitCircle.reached(from: task, awaited: awaitedTask)
    }

    /// All circles of tasks that wait for each other, at the end of what is known.
    public var awaitCircles: [[TaskID]] {
        var waits: [TaskID: TaskID] = [:]
        for index in tasks.indices where tasks[index].state == .awaiting {
            waits[tasks[index].id] = awaitedTask(of: tasks[index].id)
        }
        return AwaitCircle.all(in: waits)
    }
}
