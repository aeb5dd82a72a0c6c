/// What two runs did in another order, or otherwise, whatever times they took.
public struct OrderChange: Equatable, Sendable {
    /// What they printed on standard output.
    public enum Output: Equatable, Sendable {
        /// The same.
        case same
        /// The same lines, from a line on in another order; counted from 1.
        case reordered(line: Int)
        /// From a line on something else; counted from 1.
        case other(line: Int)
    }

    /// The first moment at which another task went on than in the other run.
    public struct Jobs: Equatable, Sendable {
        /// In the run now.
        public let time: Nanoseconds
        /// Who went on in the run before.
        public let before: String
        /// Who goes on now.
        public let now: String
    }

    /// What became of the output.
    public let output: Output
    /// Where the tasks of both went on in another order; nil where they did not.
    public let jobs: Jobs?

    init(_ before: Trace, _ now: Trace, _ pairing: TaskPairing) {
        output = Self.output(before.printedLines, now.printedLines)
        jobs = Self.jobs(before, now, pairing)
    }

    private static func output(_ before: [Substring], _ now: [Substring]) -> Output {
        guard before != now else { return .same }
        let line = zip(before, now).prefix { $0 == $1 }.map { _ in () }.count + 1
        return before.sorted() == now.sorted() ? .reordered(line: line) : .other(line: line)
    }

    private static func jobs(_ before: Trace, _ now: Trace, _ pairing: TaskPairing) -> Jobs? {
        let first = before.turns { pairing.now[$0] != nil }
        let second = now.turns { pairing.before[$0] != nil }
        for (old, new) in zip(first, second) where pairing.now[old.task] != new.task {
            return Jobs(
                time: new.time,
                before: before.tasks[old.task].title,
                now: now.tasks[new.task].title
            )
        }
        return nil
    }
}

extension Trace {
    /// The lines of standard output; those of a crash's report are not among them.
    fileprivate var printedLines: [Substring] {
        outputBeforeCrash.filter { $0.stream == .standardOutput }.map(\.text).joined()
            .split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// Each time that a task went on, by its position, of those that are wanted.
    fileprivate func turns(
        of isWanted: @escaping (Int) -> Bool
    ) -> some Sequence<(task: Int, time: Nanoseconds)> {
        steps.lazy.compactMap { step in
            guard step.state == .running, let task = position(of: step.task), isWanted(task) else {
                return nil
            }
            return (task, step.time)
        }
    }
}
