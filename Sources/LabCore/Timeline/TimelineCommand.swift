public import TraceModel

/// What can be asked for in the timeline.
public enum TimelineCommand: Hashable, Sendable {
    /// The cursor so many cells to the right; to the left where it is less than 0.
    case move(Int)
    /// The cursor to the next event, or the one before: of the selected task, or of all.
    case goToEvent(isNext: Bool, ofAll: Bool)
    case goToStart
    /// The cursor to the end of what is known; while the program runs, it follows.
    case goToEnd
    case zoomIn
    case zoomOut
    /// In or out at a time that was pointed at.
    case zoom(isIn: Bool, at: Nanoseconds)
    /// The whole run.
    case fit
    /// The part that is shown by half its width: to the right, or to the left.
    case pan(isRight: Bool)
    /// Where the learner was before.
    case undo
    /// A task and a moment that were pointed at.
    case point(TaskID?, at: Nanoseconds?)
    /// Lanes of threads and executors, or of tasks again.
    case toggleThreads
    /// What is below the selected task into its lane, or out of it.
    case fold
    /// The same of all tasks.
    case foldAll
    /// Idle gaps are drawn short, or as long as they were.
    case foldGaps
    case search(SearchCommand)
}
