public import TraceModel

extension Trace {
    /// The first way in which a task's life contradicts itself, in words; nil where none does.
    ///
    /// Held: stretches begin with the creation, follow without gaps, and differ from their
    /// neighbours; the times per state add up to the lifetime; an end has an outcome.
    public func firstContradiction(now: Nanoseconds) -> String? {
        for task in tasks {
            let end = task.ended ?? max(now, task.stretches.last?.from ?? now)
            let sum = task.times(until: end).values.reduce(0, +)
            if sum != end - task.created {
                return
                    "\(task.title) lives \(end - task.created), its states \(sum): \(life(of: task.id))"
            }
            if task.stretches.first?.from != task.created {
                return "\(task.title) has no state at first: \(life(of: task.id))"
            }
            if let wrong = task.firstWrongStretch {
                return "\(task.title) \(wrong): \(life(of: task.id))"
            }
            if (task.ended == nil) != (task.outcome == nil) {
                return "\(task.title) has an end or an outcome, not both: \(life(of: task.id))"
            }
        }
        return nil
    }

    /// The first two slices that overlap on one thread or for one task, in words; nil where none do.
    public func firstOverlap() -> String? {
        let slices = tasks.flatMap { $0.slices(until: ended ?? lastEvent) }.filter {
            $0.from < $0.to
        }
        let byThread = Dictionary(grouping: slices, by: \.thread).values.map(\.self)
        let byTask = Dictionary(grouping: slices, by: \.task).values.map(\.self)
        for group in byThread + byTask {
            let ordered = group.sorted { $0.from < $1.from }
            for (first, second) in zip(ordered, ordered.dropFirst()) where second.from < first.to {
                return "\(first) and \(second)"
            }
        }
        return nil
    }
}

extension TracedTask {
    fileprivate var firstWrongStretch: String? {
        for (first, second) in zip(stretches, stretches.dropFirst()) {
            if second.from <= first.from { return "goes back in time" }
            var same = first
            same.from = second.from
            if same == second { return "changes to what it is" }
        }
        if let ended, let last = stretches.last, last.from > ended {
            return "lives on after its end"
        }
        return nil
    }
}
