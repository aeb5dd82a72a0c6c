import TestSupport
import TraceModel

extension RunTrace {
    /// The first thing that no sound trace of any program shows, in words; nil where there is none.
    func firstFault(threads: Int) -> String? {
        if status.droppedEvents > 0 || status.droppedStringBytes > 0 { return "\(status)" }
        if status.features != [.executors, .taskEvents, .taskCreation] { return "\(status)" }
        if status.poolWidth != threads { return "\(status)" }
        return trace.firstContradiction(now: trace.lastEvent) ?? trace.firstOverlap()
            ?? Occupancy.firstFault(in: events) ?? firstFamilyFault
    }

    /// What of the standard output the trace does not tell.
    func untold(of output: String) -> String {
        var ledger = OutputLedger()
        ledger.arrived(Array(output.utf8), on: .standardOutput)
        ledger.told(events)
        return ledger.takeUntold(final: true).map(\.1).joined()
    }

    /// A structured child lives within its parent's life.
    private var firstFamilyFault: String? {
        for child in trace.tasks {
            guard child.origin == .groupChild || child.origin == .asyncLet,
                let parent = child.parent.flatMap(trace.task)
            else { continue }
            let lives = "\(trace.life(of: child.id)) within \(trace.life(of: parent.id))"
            if child.created < parent.created { return "\(child.title) is older: \(lives)" }
            guard let end = parent.ended, parent.outcome != .unfinished else { continue }
            if child.outcome == .unfinished || (child.ended ?? .max) > end {
                return "\(child.title) outlives \(parent.title): \(lives)"
            }
        }
        return nil
    }
}

/// Which task is on which thread, as the events say it, without the benefit of any doubt.
private struct Occupancy {
    private var current: [ThreadNumber: TaskID] = [:]
    private var thread: [TaskID: ThreadNumber] = [:]
    /// Tasks within whose slice other jobs run.
    private var interrupted: [ThreadNumber: [TaskID]] = [:]
    private var ended: Set<TaskID> = []

    static func firstFault(in events: [TraceEvent]) -> String? {
        var occupancy = Occupancy()
        for (index, event) in events.enumerated() {
            if let fault = occupancy.apply(event) {
                return "event \(index): \(fault): \(events[max(0, index - 12)...index].map(\.text))"
            }
        }
        return nil
    }

    private mutating func apply(_ event: TraceEvent) -> String? {
        switch event.fact {
        case .started(let task, _): return start(task, on: event.thread)
        case .enqueued(let task, _, _, _), .stopped(let task, _, _), .yielded(let task):
            if ended.contains(task) { return "task \(task.rawValue) goes on after its end" }
            leave(task)
        case .ended(let task, _, _):
            if !ended.insert(task).inserted { return "task \(task.rawValue) ends twice" }
            leave(task)
        case .printed(let task?, _, _, _), .blocked(let task?, _, _), .slept(let task?, _, _):
            if current[event.thread] != task {
                return "task \(task.rawValue) is not on this thread"
            }
        default: break
        }
        return nil
    }

    private mutating func start(_ task: TaskID, on number: ThreadNumber) -> String? {
        if ended.contains(task) { return "task \(task.rawValue) starts after its end" }
        if let other = thread[task], other != number {
            return "task \(task.rawValue) is on threads \(other.rawValue) and \(number.rawValue)"
        }
        if interrupted[number]?.last == task {
            interrupted[number]?.removeLast()
        } else if let other = current[number], other != task {
            interrupted[number, default: []].append(other)
        }
        current[number] = task
        thread[task] = number
        return nil
    }

    private mutating func leave(_ task: TaskID) {
        guard let number = thread[task] else { return }
        thread[task] = nil
        if current[number] == task { current[number] = nil }
    }
}

extension TraceEvent {
    fileprivate var text: String { "\(time) on \(thread.rawValue) \(fact)" }
}
