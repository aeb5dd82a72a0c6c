import LabCore
import Screen
import TraceModel

/// In words, what a task does or why it does not go on.
struct ReasonText {
    let task: TracedTask
    let trace: Trace
    let now: Nanoseconds

    private var reason: TaskReason { trace.reason(of: task) }

    /// What follows the task's name behind a line of code, in several lengths, the longest first.
    var notes: [String] {
        switch reason {
        case .computing: ["runs"]
        case .call(let call): [call.map { "blocks \($0.phrase)" }, "blocks"].compactMap(\.self)
        case .sleep: [sleepLeft.map { "sleeps \($0)" }, "sleeps"].compactMap(\.self)
        case .turn(let executor, let holders): turnNotes(executor, holders)
        case .task(let other): ["waits for \(title(other) ?? "a task")", "waits"]
        case .group: ["waits for a child", "waits"]
        case .continuation: ["waits for a continuation", "waits"]
        case .unknown: ["waits"]
        }
    }

    private func turnNotes(_ executor: Executor?, _ holders: [TaskID]) -> [String] {
        guard let executor else { return ["is ready"] }
        let phrase = trace.phrase(for: executor)
        let name = trace.name(of: executor)
        let busy = executor == .pool ? [] : holders
        return (busy.isEmpty ? [] : ["waits for \(phrase), which runs \(names(busy))"])
            + ["waits for \(phrase)", "waits for \(name)"]
    }

    /// The state and the reason, as a sentence without its subject.
    var sentence: String {
        switch reason {
        case .computing(let executor): "running" + on(executor)
        case .call(let call): blocking(call)
        case .sleep: "sleeping" + (sleepLeft.map { ", \($0) left" } ?? "")
        case .turn(let executor, let holders): "ready: " + turn(executor, holders)
        case .task(let other): "awaiting " + awaited(other) + circle
        case .group(let children):
            "awaiting the next child of its task group"
                + (children == 0 ? "" : ", \(children) \(children == 1 ? "has" : "have") not ended")
        case .continuation: "awaiting a continuation" + (line.map { " made at line \($0)" } ?? "")
        case .unknown: "awaiting, and it is not known for what"
        }
    }

    private func on(_ executor: Executor?) -> String {
        executor.map { " on \(trace.phrase(for: $0))" } ?? ""
    }

    private func blocking(_ call: BlockingCall?) -> String {
        let executor = task.stretches.last?.executor
        return "blocking" + on(executor) + (call.map { ", \($0.phrase)" } ?? "")
            + (line.map { " (line \($0))" } ?? "")
    }

    /// Whose turn it waits for, and who has it.
    private func turn(_ executor: Executor?, _ holders: [TaskID]) -> String {
        if task.started == nil && executor == nil { return "has not started" }
        guard let executor else { return "waits for its turn" }
        let start = "waits for \(trace.phrase(for: executor))"
        if holders.isEmpty { return start }
        return executor == .pool
            ? start + ", all of which run others: \(names(holders))"
            : start + ", which runs \(names(holders))"
    }

    private func awaited(_ other: TaskID?) -> String {
        guard let other else { return "the end of a task" }
        return other == task.id ? "its own end" : "the end of " + (title(other) ?? "a task")
    }

    /// That it waits in a circle, or for one, from which nobody comes out.
    private var circle: String {
        let circle = trace.awaitCircle(from: task.id)
        guard let first = circle.first, circle.count > 1 || first != task.id else { return "" }
        return ". A circle: " + Self.circle(circle, trace)
    }

    /// `a waits for b, b waits for a`.
    static func circle(_ circle: [TaskID], _ trace: Trace) -> String {
        let names = circle.map { trace.task($0)?.title ?? "task \($0.rawValue)" }
        return zip(names, names.dropFirst() + names.prefix(1))
            .map { "\($0) waits for \($1)" }.joined(separator: ", ")
    }

    private var sleepLeft: String? {
        guard case .sleep(let until?) = reason, trace.ended == nil else { return nil }
        return Seconds.text(until > now ? until - now : 0)
    }

    /// The innermost line that it is at, where that is exact.
    private var line: Int? {
        trace.places.stack(at: trace.place(of: task)).first.flatMap {
            $0.isBehindAwait ? nil : $0.line
        }
    }

    private func title(_ id: TaskID?) -> String? {
        id.flatMap { trace.task($0) }?.title
    }

    /// The first two by name, and how many more there are.
    private func names(_ tasks: [TaskID]) -> String {
        let titles = tasks.prefix(2).compactMap { title($0) }
        let more = tasks.count - titles.count
        return more > 0
            ? titles.joined(separator: ", ") + " and \(more) more"
            : titles.joined(separator: " and ")
    }
}

extension FinishedWait {
    /// What it was and what ended it, as a sentence without its subject.
    func sentence(_ trace: Trace) -> String {
        let time = Seconds.text(to - from)
        if let sleptUntil {
            let isEarly = to < sleptUntil && sleptUntil - to > Self.leastEarly
            return "slept \(time)" + (isEarly ? ", and was woken before its time" : "")
        }
        let start = "waited \(time)"
        switch wait {
        case .task(let other?):
            return start + " for " + title(other, trace) + ended(other, trace)
        case .group: return start + " for a child" + (ender.map { ": \(title($0, trace))" } ?? "")
        case .continuation:
            let by = ender.map { " that \(title($0, trace)) resumed" } ?? ""
            return start + " for a continuation" + by
        default: return start + (ender.map { ", until \(title($0, trace)) made it ready" } ?? "")
        }
    }

    /// Timers that come due by less than this before their time came in time.
    private static let leastEarly: Nanoseconds = 1_000_000

    private func ended(_ other: TaskID, _ trace: Trace) -> String {
        switch trace.task(other)?.outcome {
        case .returned: ", which returned"
        case .threw: ", which threw"
        case .cancelled: ", which ended cancelled"
        default: ""
        }
    }

    private func title(_ id: TaskID, _ trace: Trace) -> String {
        trace.task(id)?.title ?? "task \(id.rawValue)"
    }
}
