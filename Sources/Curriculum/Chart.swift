/// A picture of a run's numbers, which a step shows behind its answer.
///
/// The numbers are those of the run that is on the screen.
public struct Chart: Sendable, Equatable {
    /// How the numbers are drawn.
    public enum Kind: String, Sendable, CaseIterable {
        /// Side by side in their order, as high as they are great.
        case strip
        /// How many there are of about each size.
        case histogram
        /// A bar for each task.
        case bars
    }

    /// What is drawn of each task but the program's own, or of each of its turns.
    public enum Quantity: String, Sendable, CaseIterable {
        case running, blocking, ready, sleeping, awaiting
        /// From its first moment on a thread to its end.
        case elapsed
        /// From the start of the program to its end.
        case ended
        /// For each turn on a thread: how long the task was ready before it; of all tasks, in the order
        /// of time.
        case delay
    }

    /// How it is drawn.
    public let kind: Kind
    /// What is drawn.
    public let quantity: Quantity
    /// What one sees in it, in a sentence or two.
    public let note: String
    /// Line of the key in `lesson.md`, from 1.
    public let line: Int

    /// A chart, declared at a line of the lesson.
    public init(_ kind: Kind, of quantity: Quantity, note: String, line: Int = 1) {
        self.kind = kind
        self.quantity = quantity
        self.note = note
        self.line = line
    }
}
