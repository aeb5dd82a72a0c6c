import TraceModel

/// One event of a Chrome trace: when, what, and of which task, slice, arrow or piece of output.
///
/// Small, as there can be millions; its text is made as it is written.
struct ChromeMark: Comparable {
    /// What it is, in the order of events at one time.
    enum Kind: UInt8 {
        case taskCloses, threadCloses, taskOpens, threadOpens, momentOpens, arrowStarts, arrowEnds
        case output, momentCloses, outcome, count
    }

    let time: Nanoseconds
    let kind: Kind
    private let subjectNumber: UInt32
    private let detailNumber: UInt32

    /// Position of what it is about.
    var subject: Int { Int(subjectNumber) }
    /// Position of a stretch within its task.
    var detail: Int { Int(detailNumber) }

    init(_ time: Nanoseconds, _ kind: Kind, _ subject: Int, _ detail: Int = 0) {
        self.time = time
        self.kind = kind
        subjectNumber = UInt32(subject)
        detailNumber = UInt32(detail)
    }

    static func < (left: Self, right: Self) -> Bool {
        if left.time != right.time { return left.time < right.time }
        if left.kind != right.kind { return left.kind.rawValue < right.kind.rawValue }
        if left.subjectNumber != right.subjectNumber {
            return left.subjectNumber < right.subjectNumber
        }
        return left.detailNumber < right.detailNumber
    }
}

/// An arrow from one task to another.
struct ChromeArrow {
    /// One end of an arrow.
    struct Tip {
        /// Position of the task.
        let task: Int
        let time: Nanoseconds
        /// None of the task's slices holds the time: it is the task's end.
        let isAtEnd: Bool

        /// The moment of the task's life that is nearest to a time.
        init(_ index: Int, _ task: TracedTask, at time: Nanoseconds) {
            self.task = index
            self.time = max(task.created, min(time, task.ended ?? time))
            isAtEnd = task.stretchIndex(at: self.time) == nil
        }
    }

    let name: String
    let from: Tip
    let to: Tip

    /// Who created a task, and who made one ready; none that would go back in time, as they can in a
    /// damaged trace.
    static func all(of trace: Trace, _ wakeUps: [WakeUp]) -> [ChromeArrow] {
        var positions: [TaskID: Int] = [:]
        for (index, task) in trace.tasks.enumerated() { positions[task.id] = index }
        func arrow(_ name: String, _ time: Nanoseconds, _ from: TaskID?, _ to: TaskID) -> Self? {
            guard let from = from.flatMap({ positions[$0] }), let to = positions[to] else {
                return nil
            }
            let start = Tip(from, trace.tasks[from], at: time)
            let end = Tip(to, trace.tasks[to], at: time)
            return start.time <= end.time ? ChromeArrow(name: name, from: start, to: end) : nil
        }
        return trace.tasks.compactMap { arrow("creates", $0.created, $0.parent, $0.id) }
            + wakeUps.compactMap { arrow("wakes", $0.time, $0.waker, $0.task) }
    }
}
