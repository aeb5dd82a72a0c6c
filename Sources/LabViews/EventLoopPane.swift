import Curriculum
import LabCore
import Screen
import TraceModel

/// What the scheduler holds now: who runs, who could, who sleeps until when.
struct EventLoopPane {
    let state: LabState
    let theme: Theme

    /// While the program runs, and wherever one goes through its jobs, the event loop; at its end what
    /// there is to say of the run.
    var title: String { state.run?.shown.trace.ended == nil ? "Event loop" : "Findings" }

    func lines(width: Int, height: Int) -> [StyledLine] {
        guard let run = state.run, !run.trace.tasks.isEmpty else {
            return [StyledLine("Nothing runs.", style: theme.dim)]
        }
        let shown = run.shown
        if shown.trace.ended != nil { return findings(run, width) }
        let groups = groups(shown)
        let more = ExecutorLines(trace: shown.trace, theme: theme).lines(width: width)
        // A line a task where there is room, and else as many as each state gets.
        let wanted = groups.reduce(0) { $0 + max(1, $1.tasks.count) }
        let room = height - more.count
        let most = wanted <= room ? Int.max : max(1, room / groups.count)
        return groups.flatMap { lines($0, most: most, width) } + more
    }

    /// The details in several lengths, the longest first; without, where none of them fits.
    private typealias Group = (
        state: TaskState, tasks: [TracedTask], details: (TracedTask) -> [String]
    )

    /// The living tasks by state, each with what there is to say of it.
    private func groups(_ shown: RunMoment) -> [Group] {
        let alive = shown.trace.livingTasks
        func all(_ state: TaskState) -> [TracedTask] { alive.filter { $0.state == state } }
        return [
            (.running, all(.running), { self.place($0, shown.trace) }),
            (.blocking, all(.blocking), { self.place($0, shown.trace) }),
            (.ready, byTurn(alive), { self.turn($0, shown.trace) }),
            (.sleeping, bySleep(alive), { self.sleepLeft($0, shown.now) }),
            (.awaiting, all(.awaiting), { _ in [] }),
        ]
    }

    /// The word, and below each other the tasks, `most` lines of them.
    private func lines(_ group: Group, most: Int, _ width: Int) -> [StyledLine] {
        let word = TextWidth.padded(group.state.word, to: Self.wordWidth)
        let head = (word, theme.style(group.state))
        guard !group.tasks.isEmpty else { return [StyledLine(spans: [head, ("-", theme.dim)])] }
        let isCut = group.tasks.count > most
        let shown = group.tasks.prefix(isCut ? max(0, most - 1) : most)
        let room = max(1, width - Self.wordWidth)
        var texts = shown.map { task in
            let texts = (group.details(task) + [""]).map { task.title + $0 }
            return texts.first { TextWidth.of($0) <= room } ?? texts.last ?? task.title
        }
        if isCut {
            texts.append("\(texts.isEmpty ? "" : "and ")\(group.tasks.count - shown.count) tasks")
        }
        return texts.enumerated().map { index, text in
            let lead = index == 0 ? head : (String(repeating: " ", count: Self.wordWidth), .plain)
            let text = TextWidth.truncated(text, to: room, glyphs: theme.glyphs)
            return StyledLine(spans: [lead, (text, theme.style(group.state))])
        }
    }

    static let wordWidth = 9

    private func findings(_ run: RunState, _ width: Int) -> [StyledLine] {
        var lesson: Int?
        if case .lesson(let shown, _) = state.subject { lesson = shown.number }
        let sentences = FindingText(run, in: lesson).sentences
        if sentences.isEmpty { return [StyledLine("Nothing to report.", style: theme.dim)] }
        return sentences.flatMap { sentence -> [StyledLine] in
            TextWidth.wrapped(sentence, to: max(1, width - 2)).enumerated().map { row, text in
                StyledLine(spans: [
                    (row == 0 ? "\(theme.glyphs.bullet) " : "  ", theme.dim), (text, .plain),
                ])
            }
        }
    }

    /// In the order in which they became ready, which is that of the queue; those of one moment by id.
    private func byTurn(_ tasks: [TracedTask]) -> [TracedTask] {
        tasks.filter { $0.state == .ready }.sorted {
            ($0.stretches.last?.from ?? 0, $0.id) < ($1.stretches.last?.from ?? 0, $1.id)
        }
    }

    private func bySleep(_ tasks: [TracedTask]) -> [TracedTask] {
        tasks.filter { $0.state == .sleeping }.sorted {
            ($0.sleepsUntil ?? .max, $0.id) < ($1.sleepsUntil ?? .max, $1.id)
        }
    }

    private func place(_ task: TracedTask, _ trace: Trace) -> [String] {
        task.stretches.last?.executor.map { [" (\(trace.name(of: $0)))"] } ?? []
    }

    /// The executor whose turn it waits for, and who has it.
    private func turn(_ task: TracedTask, _ trace: Trace) -> [String] {
        guard case .turn(let executor?, let holders) = trace.reason(of: task) else { return [] }
        let name = trace.name(of: executor)
        let titles = holders.prefix(1).compactMap { trace.task($0)?.title }
        let holder = titles.first.map { $0 + (holders.count > 1 ? ", ..." : "") }
        let phrase = ", for \(trace.phrase(for: executor))"
        return (holder.map { ["\(phrase): it runs \($0)", " (\(name) runs \($0))"] } ?? [])
            + [" (\(name))"]
    }

    private func sleepLeft(_ task: TracedTask, _ now: Nanoseconds) -> [String] {
        guard let until = task.sleepsUntil else { return [] }
        let left = Seconds.text(until > now ? until - now : 0)
        return [", wakes in \(left)", ", \(left)"]
    }
}
