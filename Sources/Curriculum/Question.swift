/// What a learner predicts before a run, or finds out after it.
///
/// Which answer is right is never written down: it is the one that the run gives to `measure`.
public struct Question: Sendable, Equatable {
    /// The question, one or two lines of plain text.
    public let text: String
    /// How it is answered.
    public let form: QuestionForm
    /// What the run must be asked for the right answer.
    public let measure: Measure
    /// Asked when the run is there to be looked at, and not before it.
    public let isAfterRun: Bool
    /// Why it is so: for every answer but a choice, which has a sentence of its own.
    public let because: String?
    /// Line of the question in `lesson.md`, from 1.
    public let line: Int

    /// A question with its form.
    public init(
        text: String,
        form: QuestionForm,
        measure: Measure,
        isAfterRun: Bool = false,
        because: String? = nil,
        line: Int = 1
    ) {
        self.text = text
        self.form = form
        self.measure = measure
        self.isAfterRun = isAfterRun
        self.because = because
        self.line = line
    }

    /// A question with choices, asked before the run.
    public init(text: String, choices: [Choice], measure: Measure) {
        self.init(text: text, form: .choices(choices), measure: measure)
    }

    /// The choices; empty where it is answered in another way.
    public var choices: [Choice] {
        if case .choices(let choices) = form { choices } else { [] }
    }
}

/// How a question is answered.
public enum QuestionForm: Sendable, Equatable {
    /// With one of two to nine choices, each with another answer, in the order of their keys from 1.
    case choices([Choice])
    /// By putting two to nine things, each of which is there once, into an order.
    case order(of: [String])
    /// With a number that is typed.
    case number
    /// By selecting a task in the picture.
    case task
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
