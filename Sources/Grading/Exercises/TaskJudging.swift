import Curriculum
import TraceModel

/// Tasks, the order of what they do, and where they run.
extension JudgedRun {
    func tasksFault(_ name: String?, _ bounds: Bounds?, _ outcome: TaskOutcomeName?) -> Fault? {
        let tasks = name.map { self.tasks(named: Pattern($0)) } ?? trace.tasks.filter { !$0.isMain }
        let words = name.map { " named '\($0)'" } ?? " besides main"
        if let bounds, !bounds.contains(Double(tasks.count)) {
            let are = tasks.count == 1 ? "is 1 task" : "are \(tasks.count) tasks"
            return Fault(
                .tasks,
                "There \(are)\(words); it should be \(Self.words(bounds, Self.whole)).",
                expected: Self.words(bounds, Self.whole),
                actual: "\(tasks.count)"
            )
        }
        if bounds == nil, name != nil, tasks.isEmpty {
            return Fault(.tasks, "There are no tasks\(words).")
        }
        guard let outcome,
            let other = tasks.first(where: { $0.outcome?.rawValue != outcome.rawValue })
        else { return nil }
        return Fault(
            .tasks,
            "\(other.title) \(Self.words(other.outcome)); it should have \(Self.participle(outcome)).",
            line: line(other.stretches.last?.place) ?? line(other.createdAt),
            task: other.title
        )
    }

    private static func words(_ outcome: TaskOutcome?) -> String {
        switch outcome {
        case .returned: "returned"
        case .threw: "threw an error"
        case .cancelled: "was cancelled"
        case .unfinished, nil: "had not ended when the program did"
        }
    }

    private static func participle(_ outcome: TaskOutcomeName) -> String {
        switch outcome {
        case .returned: "returned"
        case .threw: "thrown an error"
        case .cancelled: "been cancelled"
        case .unfinished: "been cut off by the end of the program"
        }
    }

    func withinParentFault(_ pattern: Pattern) -> Fault? {
        let tasks = self.tasks(named: pattern)
        guard !tasks.isEmpty else {
            return Fault(.tasks, "There are no tasks '\(pattern.text)' in this run.")
        }
        for task in tasks {
            let parent = task.parent.flatMap { trace.task($0) }
            guard let parent else {
                return Fault(
                    .tasks,
                    "\(task.title) has no parent; it should end before who made it does.",
                    line: line(task.createdAt),
                    task: task.title
                )
            }
            guard let end = task.ended, task.outcome != .unfinished,
                end <= parent.ended ?? makespan
            else {
                return Fault(
                    .tasks,
                    "\(task.title) outlives \(parent.title), which made it.",
                    line: line(task.createdAt),
                    task: task.title
                )
            }
        }
        return nil
    }

    // MARK: Order

    func orderFault(_ moments: [Condition.Moment]) -> Fault? {
        var last: (Occurrence, Condition.Moment)?
        for moment in moments {
            guard let found = occurrence(of: moment) else {
                return Fault(.order, "It never comes to this: \(moment.words).")
            }
            if let (before, first) = last, found < before {
                return Fault(
                    .order,
                    "\(moment.words) before \(first.words); it should be the other way "
                        + "round.",
                    line: found.line,
                    task: found.task
                )
            }
            last = (found, moment)
        }
        return nil
    }

    private struct Occurrence: Comparable {
        let time: Nanoseconds
        /// Of two lines at one time, which comes first; 0 where that is not known.
        let position: Int
        let line: Int?
        let task: String?

        static func < (left: Occurrence, right: Occurrence) -> Bool {
            guard left.time == right.time else { return left.time < right.time }
            return left.position > 0 && right.position > 0 && left.position < right.position
        }
    }

    private func occurrence(of moment: Condition.Moment) -> Occurrence? {
        switch moment {
        case .started(let name):
            return tasks(named: Pattern(name)).compactMap { task in
                task.started.map {
                    Occurrence(time: $0, position: 0, line: line(task.createdAt), task: task.title)
                }
            }.min()
        case .ended(let name):
            return tasks(named: Pattern(name)).compactMap { task in
                guard task.outcome != .unfinished else { return nil }
                return task.ended.map {
                    Occurrence(time: $0, position: 0, line: line(task.createdAt), task: task.title)
                }
            }.max()
        case .printed(let text):
            let pattern = Pattern(text)
            return lines.enumerated().first { pattern.matches($1.text) }.map {
                index,
                line in
                Occurrence(
                    time: line.time,
                    position: index + 1,
                    line: self.line(line.place),
                    task: line.task.flatMap { trace.task($0)?.title }
                )
            }
        }
    }

    // MARK: Places

    func placeFault(_ stretches: Condition.Stretches, _ wanted: Condition.ExecutorName) -> Fault? {
        switch stretches {
        case .printing(let text):
            let pattern = Pattern(text)
            let lines = self.lines.filter { pattern.matches($0.text) }
            guard !lines.isEmpty else { return Fault(.place, "'\(text)' is not printed.") }
            return lines.lazy.compactMap { line -> Fault? in
                guard let executor = line.executor, !self.isThread(of: wanted, executor) else {
                    return nil
                }
                return Fault(
                    .place,
                    "'\(line.text.shortened)' is printed on \(self.trace.phrase(for: executor)), not on \(wanted.words).",
                    line: self.line(line.place),
                    task: line.task.flatMap { self.trace.task($0)?.title }
                )
            }.first
        case .task(let name):
            let tasks = self.tasks(named: Pattern(name))
            guard !tasks.isEmpty else {
                return Fault(.tasks, "There are no tasks '\(name)' in this run.")
            }
            return tasks.lazy.compactMap { self.placeFault($0, wanted) }.first
        }
    }

    /// Where a task takes time or prints; one that does neither has to be there at all.
    private func placeFault(_ task: TracedTask, _ wanted: Condition.ExecutorName) -> Fault? {
        let slices = task.slices(until: makespan).filter { $0.to > $0.from }.map {
            (executor: $0.executor, place: $0.place)
        }
        let lines = self.lines.filter { $0.task == task.id }.map {
            (executor: $0.executor, place: $0.place)
        }
        let working = slices + lines
        for (executor, place) in working {
            guard let executor, !isThread(of: wanted, executor) else { continue }
            return placeFault(task, executor, wanted, place)
        }
        let executors = trace.executors(of: task.id)
        guard working.isEmpty, let first = executors.first,
            !executors.contains(where: { isThread(of: wanted, $0) })
        else { return nil }
        return placeFault(task, first, wanted, task.createdAt)
    }

    private func placeFault(
        _ task: TracedTask,
        _ executor: Executor,
        _ wanted: Condition.ExecutorName,
        _ place: PlaceID?
    ) -> Fault {
        Fault(
            .place,
            "\(task.title) runs on \(trace.phrase(for: executor)), not on \(wanted.words).",
            line: line(place),
            task: task.title
        )
    }
}

extension Condition.Moment {
    var words: String {
        switch self {
        case .started(let name): "\(name) starts"
        case .ended(let name): "\(name) ends"
        case .printed(let line): "'\(line)' is printed"
        }
    }
}

extension String {
    var capitalizedAtStart: String { prefix(1).uppercased() + dropFirst() }
}
