import Screen
import TraceModel

/// The actors that have something to do, with those that wait for them; and awaits in a circle.
struct ExecutorLines {
    let trace: Trace
    let theme: Theme

    /// Nothing where the program uses no actors and nobody waits in a circle.
    func lines(width: Int) -> [StyledLine] {
        let room = max(8, width - EventLoopPane.wordWidth)
        let actors = trace.actors
        let circles = trace.awaitCircles.flatMap { circle in
            TextWidth.wrapped(
                (circle + circle.prefix(1)).map(title).joined(separator: arrow),
                to: room
            )
        }
        return (actors.isEmpty ? [] : lines("actors", busy(actors, room), room))
            + (circles.isEmpty ? [] : lines("circle", circles, room))
    }

    /// Each busy actor: who has it, and behind an arrow who waits for it; below each other where there is
    /// little room.
    private func busy(_ actors: [Executor], _ room: Int) -> [String] {
        let queues = queues
        return actors.flatMap { actor -> [String] in
            let name = trace.name(of: actor)
            let holders = trace.holders(of: actor).map(title).joined(separator: ", ")
            let queue = (queues[actor] ?? []).map(title).joined(separator: ", ")
            if holders.isEmpty && queue.isEmpty { return [] }
            let parts = [holders.isEmpty ? "-" : holders, queue.isEmpty ? "" : "\(back)\(queue)"]
            let line = "\(name): " + parts.filter { !$0.isEmpty }.joined(separator: " ")
            if TextWidth.of(line) <= room { return [line] }
            return [name] + parts.filter { !$0.isEmpty }.map { "  \($0)" }
        }
    }

    /// The tasks that wait for each actor, the longest first.
    private var queues: [Executor: [TaskID]] {
        var queues: [Executor: [(from: Nanoseconds, id: TaskID)]] = [:]
        for position in trace.tasks.living where trace.tasks[position].state == .ready {
            let task = trace.tasks[position]
            guard let stretch = task.stretches.last, let executor = stretch.executor,
                case .actor = executor
            else { continue }
            queues[executor, default: []].append((stretch.from, task.id))
        }
        return queues.mapValues { $0.sorted { ($0.from, $0.id) < ($1.from, $1.id) }.map(\.id) }
    }

    private var arrow: String { theme.glyphs == .ascii ? " -> " : " → " }
    private var back: String { theme.glyphs == .ascii ? "<- " : "← " }

    private func title(_ id: TaskID) -> String { trace.task(id)?.title ?? "task \(id.rawValue)" }

    /// The word, and the rows below each other.
    private func lines(_ word: String, _ rows: [String], _ room: Int) -> [StyledLine] {
        let blank = String(repeating: " ", count: EventLoopPane.wordWidth)
        let head = TextWidth.padded(word, to: EventLoopPane.wordWidth)
        guard !rows.isEmpty else { return [StyledLine(spans: [(head, .plain), ("-", theme.dim)])] }
        return rows.enumerated().map { index, row in
            let text = TextWidth.truncated(row, to: room, glyphs: theme.glyphs)
            return StyledLine((index == 0 ? head : blank) + text)
        }
    }
}
