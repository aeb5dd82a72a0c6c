/// A claim as an author writes it.
extension Claim {
    /// The claim as it stands in a step block, with what is so instead of what is claimed:
    /// `makespan: 0.5`, `ended: {task: tea, at: 0.3}`.
    func written(with answer: Answer) -> String {
        let value = answer.written
        switch measure {
        case .makespan: return "makespan: \(value)"
        case .end(let task): return "ended: {task: \(task), at: \(value)}"
        case .ends(let count): return "ended: {tasks: \(count), at: \(value)}"
        case .start(let task): return "started: {task: \(task), at: \(value)}"
        case .starts(let count): return "started: {tasks: \(count), at: \(value)}"
        case .elapsed(let task): return "elapsed: {task: \(task), seconds: \(value)}"
        case .orderOfEnds: return "order of ends: \(value)"
        case .state(let task, let time):
            return "state: {task: \(task), at: \(Answer.decimal(time)), is: \(value)}"
        case .time(let task, let state):
            return "\(state.rawValue): {task: \(task), seconds: \(value)}"
        case .output: return "output: \(value)"
        case .line(let number): return "line: {number: \(number), is: \(value)}"
        case .lastLine: return "last line: \(value)"
        case .numberOfLines: return "number of lines: \(value)"
        case .numberOfTasks: return "number of tasks: \(value)"
        case .printing(let line): return "printed: {line: \(line), at: \(value)}"
        case .outcome(let task): return "outcome: {task: \(task), is: \(value)}"
        case .tasks: return "find: \(value)"
        }
    }
}

/// An answer as an author writes it.
extension Answer {
    /// `0.5`, `[soup, rice]`, `ready`.
    var written: String {
        switch self {
        case .seconds(let seconds): Self.decimal(seconds)
        case .order(let names), .lines(let names), .tasks(let names):
            "[" + names.joined(separator: ", ") + "]"
        case .state(let state): state.rawValue
        case .line(let line): line
        case .count(let count, _): "\(count)"
        case .outcome(let outcome): outcome.rawValue
        }
    }

    /// Seconds to the microsecond, without noughts at the end.
    fileprivate static func decimal(_ seconds: Double) -> String {
        let micros = Int((seconds * 1_000_000).rounded())
        var fraction = String(micros % 1_000_000 + 1_000_000).dropFirst()
        while fraction.last == "0" { fraction.removeLast() }
        return "\(micros / 1_000_000)" + (fraction.isEmpty ? "" : ".\(fraction)")
    }
}
