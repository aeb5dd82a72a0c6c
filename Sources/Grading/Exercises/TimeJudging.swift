import Curriculum
import TraceModel

/// How long it takes, and what goes on at one time.
extension JudgedRun {
    func makespanFault(_ bounds: Bounds) -> Fault? {
        let seconds = Double(makespan) / 1e9
        guard !holds(bounds, seconds) else { return nil }
        var fault = Fault(
            .makespan,
            "It takes \(Self.text(seconds)); it should take \(Self.words(bounds, Self.text)).",
            expected: Self.words(bounds, Self.text),
            actual: Self.text(seconds)
        )
        if let most = bounds.most, seconds > most {
            fault.excessSeconds = seconds - most
            fault.isTooLittleAtATime = true
            fault.line = slowness(by: seconds - most).flatMap { $0.line?.line }
        }
        return fault
    }

    /// What of mistakes that are known makes a run take so many seconds longer.
    private func slowness(by seconds: Double) -> Finding? {
        let kinds: [Finding.Kind] = [.awaitsInARow, .blockedThread, .mainActorHeld, .poolStarved]
        return trace.findings(end: end).first { finding in
            kinds.contains(finding.kind) && Double(finding.nanoseconds) / 1e9 + 1e-6 >= seconds
        }
    }

    func inFlightFault(_ spans: Condition.Spans, _ bounds: Bounds) -> Fault? {
        let all = self.spans(spans)
        let (most, at) = Self.mostAtATime(all)
        guard !bounds.contains(Double(most)) else { return nil }
        let isTooMany = Double(most) > (bounds.most ?? .infinity)
        let first = isTooMany ? at : all.dropFirst().first ?? all.first
        var fault = Fault(
            .inFlight,
            "At most \(spans.counted(most)) at a time; it should be \(Self.words(bounds, Self.whole)).",
            line: first?.line,
            task: first?.task,
            expected: Self.words(bounds, Self.whole),
            actual: "\(most)"
        )
        fault.isTooLittleAtATime = !isTooMany
        return fault
    }

    func happensFault(_ spans: Condition.Spans, _ bounds: Bounds) -> Fault? {
        let all = self.spans(spans).filter { $0.to > $0.from }
        guard !bounds.contains(Double(all.count)) else { return nil }
        let isTooMany = Double(all.count) > (bounds.most ?? .infinity)
        let first = isTooMany ? all[Int(bounds.most ?? 0)] : nil
        let times = all.count == 1 ? "once" : all.isEmpty ? "never" : "\(all.count) times"
        return Fault(
            .happens,
            "It happens \(times) that \(spans.event); it should be "
                + "\(Self.words(bounds, Self.whole)).",
            line: first?.line,
            task: first?.task,
            expected: Self.words(bounds, Self.whole),
            actual: "\(all.count)"
        )
    }

    /// The largest number at one time, and the span with which it is reached.
    static func mostAtATime(_ spans: [TimeSpan]) -> (Int, TimeSpan?) {
        let long = spans.filter { $0.to > $0.from }.sorted { $0.from < $1.from }
        var ends: [Nanoseconds] = []
        var most = (0, TimeSpan?.none)
        for span in long {
            ends.removeAll { $0 <= span.from }
            ends.append(span.to)
            if ends.count > most.0 { most = (ends.count, span) }
        }
        return most
    }

    func overlapFault(_ first: Condition.Spans, _ second: Condition.Spans) -> Fault? {
        let (ones, others) = (spans(first), spans(second))
        if let missing = missingFault(first, ones) ?? missingFault(second, others) {
            return missing
        }
        // A span that is among both overlaps itself, which says nothing.
        guard
            let alone = ones.first(where: { one in
                !others.contains { $0 != one && one.overlaps($0) }
            })
        else { return nil }
        let other = others.first { $0 != alone }
        var fault = Fault(
            .overlap,
            other.map {
                "\(alone.title) and \($0.title) do not go on at the same time; they should."
            } ?? "\(alone.title) goes on alone; another should go on at the same time.",
            line: other?.line ?? alone.line,
            task: alone.task
        )
        fault.isTooLittleAtATime = true
        return fault
    }

    func apartFault(_ first: Condition.Spans, _ second: Condition.Spans?) -> Fault? {
        let ones = spans(first)
        if let missing = missingFault(first, ones) { return missing }
        let pair =
            if let second {
                firstPair(ones, spans(second))
            } else {
                ones.indices.lazy.compactMap { index in
                    firstPair([ones[index]], Array(ones[(index + 1)...]))
                }.first
            }
        return pair.map { one, other in
            Fault(
                .overlap,
                "\(one.title) and \(other.title) go on at the same time; they should not.",
                line: other.line ?? one.line,
                task: other.task
            )
        }
    }

    private func firstPair(_ ones: [TimeSpan], _ others: [TimeSpan]) -> (TimeSpan, TimeSpan)? {
        for one in ones {
            if let other = others.first(where: { one.overlaps($0) }) { return (one, other) }
        }
        return nil
    }

    private func missingFault(_ spans: Condition.Spans, _ found: [TimeSpan]) -> Fault? {
        guard found.isEmpty else { return nil }
        return Fault(.tasks, "There are no \(spans.words) in this run.")
    }

    func blockedFault(_ executor: Condition.ExecutorName?, _ bounds: Bounds) -> Fault? {
        let blocked = trace.tasks.flatMap { task in
            task.stretches.enumerated().compactMap { index, stretch -> (Executor, TimeSpan)? in
                guard stretch.state == .blocking else { return nil }
                let holder = self.executor(of: stretch, task)
                guard executor.map({ isThread(of: $0, holder) }) ?? true else { return nil }
                let end = task.end(ofStretch: index, now: makespan)
                let line = line(stretch.place)
                return (
                    holder,
                    TimeSpan(
                        from: stretch.from,
                        to: end,
                        title: task.title,
                        task: task.title,
                        line: line
                    )
                )
            }
        }
        let seconds = blocked.reduce(0) { $0 + $1.1.seconds }
        guard !holds(bounds, seconds, late: 0.05) else { return nil }
        guard seconds > (bounds.most ?? .infinity), let (holder, first) = blocked.first else {
            let whose = executor.map { " of \($0.words)" } ?? ""
            return Fault(
                .blocked,
                "Tasks block threads\(whose) for \(Self.text(seconds)); it should be "
                    + "\(Self.words(bounds, Self.text))."
            )
        }
        let own = blocked.filter { $0.1.title == first.title }.reduce(0) { $0 + $1.1.seconds }
        return Fault(
            .blocked,
            "\(first.title) blocks \(thread(of: holder)) for \(Self.text(own)).",
            line: first.line,
            task: first.title,
            expected: "blocking " + Self.words(bounds, Self.text),
            actual: Self.text(seconds)
        )
    }

    private func thread(of executor: Executor) -> String {
        executor == .pool ? "a thread of the pool" : "\(trace.phrase(for: executor))'s thread"
    }

    /// A blocked task keeps the executor that ran it before.
    private func executor(of stretch: Stretch, _ task: TracedTask) -> Executor {
        let before = task.stretches.last { $0.from <= stretch.from && $0.state == .running }
        return stretch.executor ?? before?.executor ?? (stretch.thread == .main ? .main : .pool)
    }

    /// Whether who runs a job takes a thread of another for it: actors take those of the pool.
    func isThread(of name: Condition.ExecutorName, _ holder: Executor) -> Bool {
        if case .actor = holder, name == .pool { return true }
        return isNamed(holder, name)
    }

    /// Whether an executor is the one that is named; where it is not known, it may be.
    func isNamed(_ executor: Executor, _ name: Condition.ExecutorName) -> Bool {
        switch (executor, name) {
        case (.main, .main), (.pool, .pool): true
        case (.actor, .actor(let type)):
            trace.executorNames[executor].map { $0.typeName == type.typeName } ?? true
        default: false
        }
    }

    // MARK: Words

    static func text(_ seconds: Double) -> String {
        let hundredths = Int((seconds * 100).rounded())
        return "\(hundredths / 100)." + (hundredths % 100 < 10 ? "0" : "") + "\(hundredths % 100) s"
    }

    static func whole(_ number: Double) -> String { "\(Int(number))" }

    static func words(_ bounds: Bounds, _ text: (Double) -> String) -> String {
        switch (bounds.least, bounds.most) {
        case (let least?, let most?) where least == most: text(least)
        case (let least?, let most?): "\(text(least)) to \(text(most))"
        case (let least?, nil): "at least \(text(least))"
        case (nil, let most?): "at most \(text(most))"
        case (nil, nil): "any number"
        }
    }
}

extension Condition.ExecutorName {
    /// Within a sentence.
    var words: String {
        switch self {
        case .main: "the main actor"
        case .pool: "the pool"
        case .actor(let type): "the actor \(type)"
        }
    }
}

extension String {
    /// A type's own name, without that of the type around it, and without what it is generic over.
    fileprivate var typeName: Substring {
        prefix { $0 != "<" }.split(separator: ".").last ?? ""
    }
}
