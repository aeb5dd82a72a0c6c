/// Tasks that awaited one thing after another, although all could have gone on at one time.
///
/// The trace tells what was awaited when, from which line of which function, and that the time was spent
/// waiting. Whether one needs the other's result it cannot tell: there the source is asked, and where it
/// leaves a doubt, nothing is said. Nothing is said either where no source is known.
extension FindingSearch {
    var awaitsInARow: [Finding] {
        guard let text = trace.notes[.sourceText] else { return [] }
        let source = SourceText(text)
        var rows: [CallRow] = []
        for (_, waits) in waits { rows += CallRow.rows(in: waits, source) }
        let kept = rows.isEmpty ? SpanUnion([]) : turnsOnMain
        let worth = rows.filter {
            isWorthAWord(saved($0, kept), atLeast: FindingLimits.saving)
        }
        let groups = Dictionary(grouping: worth) { $0.lines }
        return groups.values.map { finding($0, kept) }.sorted {
            ($0.task, $0.line?.line ?? 0) < ($1.task, $1.line?.line ?? 0)
        }
    }

    /// Of the tasks that did the same, the one that could have saved most.
    private func finding(_ rows: [CallRow], _ kept: SpanUnion) -> Finding {
        let row =
            rows.max { (saved($0, kept), $1.task) < (saved($1, kept), $0.task) } ?? rows[0]
        let others = Set(rows.map(\.task)).count - 1
        let more = others > 0 ? " So did \(Self.others(others))." : ""
        let message =
            "\(title(row.task)) awaited \(row.calls.count) calls one after another, "
            + "\(Self.seconds(row.span.length)) in all: together they would take about "
            + "\(Self.seconds(row.span.length - saved(row, kept))), if none needs what another gives.\(more)"
        var finding = Finding(.awaitsInARow, row.task, row.span.length, at: nil, message)
        finding.line = row.calls[0].line
        return finding
    }

    /// What a row would save if its calls overlapped: what keeps the main thread still takes its time.
    private func saved(_ row: CallRow, _ turnsOnMain: SpanUnion) -> Nanoseconds {
        let kept = turnsOnMain.within(row.span).reduce(0) { $0 + $1.length }
        return min(row.saved, row.span.length - min(kept, row.span.length))
    }

    /// The times that the main actor's thread was kept.
    private var turnsOnMain: SpanUnion {
        var spans: [Span] = []
        for task in trace.tasks {
            for (index, stretch) in task.stretches.enumerated()
            where stretch.state.isOnThread && stretch.executor == .main {
                let to = task.end(ofStretch: index, now: ended)
                spans.append(Span(from: stretch.from, to: to))
            }
        }
        return SpanUnion(spans)
    }

    /// What each task waited for, in order, by task; of those that lived long enough for a finding.
    private var waits: [(TaskID, [PlacedWait])] {
        let isLong = trace.tasks.map { task in
            let end = task.ended ?? ended
            return isWorthAWord(end - min(end, task.created), atLeast: FindingLimits.saving)
        }
        guard isLong.contains(true) else { return [] }
        var open: [TaskID: TaskStep] = [:]
        var waits: [TaskID: [PlacedWait]] = [:]
        var paths: [PlaceID: [CodeLine]] = [:]
        func close(_ step: TaskStep, _ time: Nanoseconds) {
            guard let place = step.place else { return }
            let path = paths[place] ?? Array(trace.places.stack(at: place).reversed())
            paths[place] = path
            guard let wait = PlacedWait(step, along: path, until: time, trace) else { return }
            waits[step.task, default: []].append(wait)
        }
        for step in trace.steps {
            guard let position = trace.position(of: step.task), isLong[position] else { continue }
            if let last = open.removeValue(forKey: step.task) { close(last, step.time) }
            if step.isSuspended { open[step.task] = step }
        }
        return waits.sorted { $0.key < $1.key }
    }
}

/// A time that a task waited, and from where.
struct PlacedWait {
    let task: TaskID
    let span: Span
    /// The lines that wait for one another, the outermost first.
    let path: [CodeLine]
    let isForGroup: Bool
    /// When and where what it awaits was made, where it is a task that the same function made.
    let made: (time: Nanoseconds, line: CodeLine)?

    init?(
        _ step: TaskStep,
        along path: [CodeLine],
        until time: Nanoseconds,
        _ trace: Trace
    ) {
        guard !path.isEmpty else { return nil }
        task = step.task
        span = Span(from: step.time, to: time)
        self.path = path
        isForGroup = step.wait == .group
        guard case .task(let id?) = step.wait, let other = trace.task(id),
            other.parent == step.task,
            let line = trace.places.line(at: other.createdAt), line.function == path.last?.function
        else {
            made = nil
            return
        }
        made = (other.created, line)
    }

    /// The line of the function at `depth` from which something is awaited there; nil where the function
    /// itself sleeps, or waits for something that it did not call.
    func call(at depth: Int) -> CodeLine? {
        if path.count > depth + 1 { return path[depth] }
        return path.count == depth + 1 ? made?.line : nil
    }

    /// The function that is called there.
    func callee(at depth: Int) -> String {
        path.count > depth + 1 ? path[depth + 1].function : "a task"
    }
}
