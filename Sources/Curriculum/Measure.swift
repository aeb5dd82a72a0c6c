/// Something that a run can be asked for.
///
/// Tasks go by the names that the program gives them; the program's own task is called `main`.
public enum Measure: Sendable, Hashable {
    /// Seconds from the start of the program to its end.
    case makespan
    /// Seconds from the start of the program to the end of a task.
    case end(ofTask: String)
    /// Seconds from the start of the program until so many named tasks have ended, at least 1.
    /// Which ones they are does not matter: tasks that become ready together end in any order.
    case ends(count: Int)
    /// Seconds from the start of the program until a task is on a thread for the first time.
    case start(ofTask: String)
    /// Seconds from the start of the program until so many named tasks have been on a thread, at
    /// least 1.
    case starts(count: Int)
    /// Seconds from a task's first moment on a thread to its end.
    case elapsed(ofTask: String)
    /// The names of the named tasks, in the order in which they end.
    case orderOfEnds
    /// What a task does at an instant, in seconds from the start of the program.
    case state(ofTask: String, at: Double)
    /// Seconds that a task spends in a state, in all.
    case time(ofTask: String, in: TaskStateName)
    /// All lines that the program prints to standard output, without the spaces at both ends of
    /// each, and without blank lines.
    case output
    /// One of these lines, by its number from 1.
    case line(Int)
    /// The last of these lines.
    case lastLine
    /// How many of these lines there are.
    case numberOfLines
    /// Seconds from the start of the program until it begins to print a line, for the first time.
    case printing(ofLine: String)
    /// How many tasks the program has in all, its own among them.
    case numberOfTasks
    /// How a task ends.
    case outcome(ofTask: String)
    /// Which tasks are those that are looked for.
    case tasks(TaskSearch)
}

/// What a run answers to a measure.
public enum Answer: Sendable, Hashable, CustomStringConvertible {
    /// The answer to a measure of time, in seconds, never negative.
    case seconds(Double)
    /// The answer to `Measure.orderOfEnds`: names of tasks.
    case order([String])
    /// The answer to `Measure.state`.
    case state(TaskStateName)
    /// The answer to `Measure.output`: one line or more.
    case lines([String])
    /// The answer to `Measure.line` and `Measure.lastLine`.
    case line(String)
    /// The answer to `Measure.numberOfTasks` and `Measure.numberOfLines`, never negative.
    case count(Int, of: CountedThing)
    /// The answer to `Measure.outcome`.
    case outcome(TaskOutcomeName)
    /// The answer to `Measure.tasks`: one task or more, each of which is right.
    case tasks([String])

    /// The answer as a learner reads it; seconds with two decimals.
    public var description: String {
        switch self {
        case .seconds(let seconds): hundredths(seconds) + " s"
        case .order(let names): names.joined(separator: ", ")
        case .state(let state): state.rawValue
        case .lines(let lines): lines.joined(separator: ", ")
        case .line(let line): line
        case .count(let count, let thing): "\(count) \(thing.rawValue)\(count == 1 ? "" : "s")"
        case .outcome(let outcome): outcome.rawValue
        case .tasks(let names): names.joined(separator: " or ")
        }
    }
}

/// A checkable statement of a step about its run, on which the text relies.
public struct Claim: Sendable, Equatable {
    /// What the run is asked.
    public let measure: Measure
    /// What it has to answer; seconds to within what is shown, a hundredth.
    public let answer: Answer
    /// Line of the claim in `lesson.md`, from 1.
    public let line: Int

    /// A claim, made at a line of the lesson.
    public init(_ measure: Measure, is answer: Answer, line: Int) {
        self.measure = measure
        self.answer = answer
        self.line = line
    }
}

/// The states of a task, by the words that every screen uses for them.
public enum TaskStateName: String, Sendable, CaseIterable {
    /// On a thread, using the processor.
    case running
    /// On a thread that is stuck in a blocking call.
    case blocking
    /// Could run, but its executor is busy.
    case ready
    /// Suspended in a sleep.
    case sleeping
    /// Suspended until something else happens.
    case awaiting
    /// Over: returned, threw, or ended after being cancelled.
    case ended
}

/// What is counted, by its word for one.
public enum CountedThing: String, Sendable {
    case task
    case line
}

/// How a task ends, by the words that every screen uses for it.
public enum TaskOutcomeName: String, Sendable, CaseIterable {
    /// It came to the end of its work.
    case returned
    /// It ended with an error.
    case threw
    /// Ended, either way, after it had been cancelled.
    case cancelled
    /// The program ended before it.
    case unfinished
}

/// A number of seconds with two decimals, as every screen shows it.
private func hundredths(_ seconds: Double) -> String {
    let whole = Int((seconds * 100).rounded())
    let fraction = whole % 100
    return "\(whole / 100)." + (fraction < 10 ? "0" : "") + "\(fraction)"
}
