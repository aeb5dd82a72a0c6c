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
}

extension Trace {
    /// For whose end a task waits, if it does and that has not come.
    func awaitedTask(of id: TaskID) -> TaskID? {
        guard let index = position(of: id), tasks[index].isUnfinished,
            let last = tasks[index].stretches.last, last.state == .awaiting,
            case .task(let other?) = last.wait ?? (waits.isEmpty ? nil : waits[id])
        else { return nil }
        return other
    }

    /// The tasks that wait for each other in the circle that a task's waits lead into; empty where they
    /// lead into none.
    public func awaitCircle(from task: TaskID) -> [TaskID] {
        AwaitCircle.reached(from: task, awaited: awaitedTask)
    }

    /// The circles of tasks that wait for each other, in the order in which they closed.
    public var awaitCircles: [[TaskID]] {
        closedCircles.filter { circle in circle.allSatisfy { awaitedTask(of: $0) != nil } }
    }

    /// Looks whether a task that has just begun to wait closes a circle.
    mutating func noteCircle(closedBy task: TaskID) {
        guard awaitedTask(of: task) != nil else { return }
        let circle = awaitCircle(from: task)
        if circle.first == task { closedCircles.append(circle) }
    }
}
