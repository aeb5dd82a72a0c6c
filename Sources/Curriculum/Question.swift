/// What a learner predicts before a run.
///
/// Which choice is right is never written down: it is the one whose answer the run gives to
/// `measure`.
public struct Question: Sendable, Equatable {
    /// The question, one or two lines of plain text.
    public let text: String
    /// Two to nine choices, each with another answer, in the order of their keys from 1.
    public let choices: [Choice]
    /// What the run must be asked for the right answer.
    public let measure: Measure

    /// A question with its choices.
    public init(text: String, choices: [Choice], measure: Measure) {
        self.text = text
        self.choices = choices
        self.measure = measure
    }
}

/// One choice of a question.
public struct Choice: Sendable, Equatable {
    /// What the learner sees: `1.50 s`, `ready`, `download 1, download 2`.
    public let text: String
    /// The answer of a run that makes this choice right.
    public let answer: Answer
    /// Why somebody may think so, and what happens instead: shown where the choice is wrong.
    public let because: String?

    /// A choice, shown as its answer reads.
    public init(_ answer: Answer, because: String? = nil) {
        self.text = answer.description
        self.answer = answer
        self.because = because
    }
}
