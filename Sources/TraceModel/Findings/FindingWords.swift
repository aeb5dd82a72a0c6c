/// Words that findings share.
extension FindingSearch {
    /// With three decimals.
    static func seconds(_ time: Nanoseconds) -> String {
        let milliseconds = time / 1_000_000 + (time % 1_000_000 < 500_000 ? 0 : 1)
        let fraction = String(milliseconds % 1000)
        return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - fraction.count)
            + fraction + " s"
    }

    func line(_ place: PlaceID?) -> CodeLine? { trace.places.line(at: place) }

    func title(_ id: TaskID) -> String {
        trace.task(id)?.title ?? "task \(id.rawValue)"
    }

    /// The tasks by name, the first three of them: `a`, `a and b`, `a, b, c and 4 more`.
    func names(_ tasks: [TaskID]) -> String {
        let shown = tasks.prefix(3).map { title($0) }
        if tasks.count > shown.count {
            return shown.joined(separator: ", ") + " and \(tasks.count - shown.count) more"
        }
        guard let last = shown.last, shown.count > 1 else { return shown.joined() }
        return shown.dropLast().joined(separator: ", ") + " and " + last
    }

    /// How many tasks: `1 other task`, `3 other tasks`.
    static func others(_ count: Int) -> String {
        "\(count) other task\(count == 1 ? "" : "s")"
    }

    /// The tasks that waited for an executor during one of some spans, in the order of tasks.
    func waiters(for executor: Executor, during spans: [Span]) -> [TaskID] {
        let union = SpanUnion(spans)
        let tasks = (queues[executor] ?? []).filter { !union.within($0.span).isEmpty }.map(\.task)
        return tasks.reduce(into: []) { if $0.last != $1 { $0.append($1) } }
    }
}
