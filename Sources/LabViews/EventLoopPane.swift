import LabCore
import Screen
import TraceModel

/// What the scheduler holds now: who runs, who could, who sleeps until when.
struct EventLoopPane {
    let state: LabState
    let theme: Theme

    /// While the program runs the event loop, and afterwards what there is to say of the run.
    var title: String { state.run?.trace.ended == nil ? "Event loop" : "Findings" }

    func lines(width: Int) -> [StyledLine] {
        guard let run = state.run, !run.trace.tasks.isEmpty else {
            return [StyledLine("Nothing runs.", style: theme.dim)]
        }
        if run.trace.ended != nil { return findings(run, width) }
        let alive = run.trace.tasks.filter { $0.ended == nil }
        return row("running", alive.filter { $0.state == .running }, .running, place, width)
            + row("blocking", alive.filter { $0.state == .blocking }, .blocking, place, width)
            + row("ready", alive.filter { $0.state == .ready }, .ready, place, width)
            + row("sleeping", bySleep(alive), .sleeping, { self.sleepLeft($0, run.now) }, width)
            + row("awaiting", alive.filter { $0.state == .awaiting }, .awaiting, { _ in "" }, width)
    }

    private func findings(_ run: RunState, _ width: Int) -> [StyledLine] {
        let findings = run.trace.findings
        if findings.isEmpty { return [StyledLine("Nothing to remark.", style: theme.dim)] }
        return findings.flatMap { finding -> [StyledLine] in
            TextWidth.wrapped(finding.message, to: max(1, width - 2)).enumerated().map {
                row,
                text in
                StyledLine(spans: [
                    (row == 0 ? "\(theme.glyphs.bullet) " : "  ", theme.dim),
                    (text, theme.style(of: finding.task)),
                ])
            }
        }
    }

    private func bySleep(_ tasks: [TracedTask]) -> [TracedTask] {
        tasks.filter { $0.state == .sleeping }.sorted {
            ($0.sleepsUntil ?? .max, $0.id) < ($1.sleepsUntil ?? .max, $1.id)
        }
    }

    /// The word, and the tasks in that state, as many as there is room for.
    private func row(
        _ word: String,
        _ tasks: [TracedTask],
        _ state: TaskState,
        _ detail: (TracedTask) -> String,
        _ width: Int
    ) -> [StyledLine] {
        let head = (TextWidth.padded(word, to: 9), theme.style(state))
        guard !tasks.isEmpty else { return [StyledLine(spans: [head, ("-", theme.dim)])] }
        let text = tasks.map { $0.title + detail($0) }.joined(separator: ", ")
        let room = max(1, width - 9)
        let shown = TextWidth.wrapped(text, to: room)
        return shown.prefix(3).enumerated().map { index, line in
            let isCut = index == 2 && shown.count > 3
            let text = isCut ? TextWidth.truncated(line + " ...", to: room) : line
            let lead = index == 0 ? head : (String(repeating: " ", count: 9), .plain)
            return StyledLine(spans: [lead, (text, theme.style(state))])
        }
    }

    private func place(_ task: TracedTask) -> String {
        switch task.stretches.last?.executor {
        case .main: " (main)"
        case .pool: " (pool)"
        case .actor: " (actor)"
        case .custom(let number):
            " (" + (state.run?.trace.executorNames[.custom(number)] ?? "executor \(number)") + ")"
        case nil: ""
        }
    }

    private func sleepLeft(_ task: TracedTask, _ now: Nanoseconds) -> String {
        guard let until = task.sleepsUntil else { return "" }
        return " (" + Seconds.decimal(until > now ? until - now : 0, digits: 1) + " s)"
    }
}
