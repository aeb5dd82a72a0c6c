/// What makes a task of a run the one that is looked for.
///
/// Where several are as good, each of them is right.
public enum TaskSearch: Sendable, Hashable {
    /// The task that is in a state for longest, in all.
    case longest(TaskStateName)
    /// A task that is in a state at an instant, in seconds from the start of the program.
    case inState(TaskStateName, at: Double)
    /// A task that ends in this way.
    case outcome(TaskOutcomeName)
    /// First or last among the tasks beside the program's own.
    case place(TaskPlace)
}

/// First or last, by what a lesson says for it.
public enum TaskPlace: String, Sendable, CaseIterable {
    /// On a thread before all others.
    case firstToStart = "first to start"
    /// On a thread for the first time after all others.
    case lastToStart = "last to start"
    /// Ended before all others.
    case firstToEnd = "first to end"
    /// Ended after all others.
    case lastToEnd = "last to end"
}
