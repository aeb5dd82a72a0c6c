public import Curriculum
public import TraceModel

/// What came of a question once the program has run.
public struct QuestionOutcome: Equatable, Sendable {
    /// What the run answered.
    public let answer: Answer
    /// Position of the right choice; nil where the run answered something else altogether, and where
    /// there are no choices.
    public let rightChoice: Int?
}

extension Question {
    /// The outcome in a run that has ended; nil where the run can't tell.
    ///
    /// A run in real time never takes exactly the seconds of a choice: the nearest choice is right,
    /// if it is nearer than half of the way to any other.
    public func outcome(in trace: Trace) -> QuestionOutcome? {
        guard let answer = trace.answer(to: measure) else { return nil }
        return QuestionOutcome(
            answer: rightOrder(in: answer) ?? answer,
            rightChoice: choice(for: answer)
        )
    }

    private func choice(for answer: Answer) -> Int? {
        guard case .seconds(let measured) = answer else {
            return choices.firstIndex { $0.answer == answer }
        }
        let distances = choices.map { choice -> Double in
            guard case .seconds(let value) = choice.answer else { return .infinity }
            return abs(value - measured)
        }
        let sorted = distances.sorted()
        guard let nearest = sorted.first, nearest < .infinity else { return nil }
        if sorted.count > 1, nearest * 2 > sorted[1] { return nil }
        return distances.firstIndex(of: nearest)
    }
}

/// Whether a claim of a lesson held in a run.
public enum ClaimVerdict: Equatable, Sendable {
    case holds
    /// What the run answered instead; nil where it can't tell.
    case fails(answer: Answer?)
}

extension Claim {
    /// Holds the claim against a run that has ended.
    ///
    /// A time may differ by `tolerance`, in seconds.
    public func verdict(in trace: Trace, tolerance: Double) -> ClaimVerdict {
        let found = trace.answer(to: measure)
        if case .seconds(let claimed) = answer, case .seconds(let measured)? = found {
            return abs(claimed - measured) <= tolerance ? .holds : .fails(answer: found)
        }
        return found == answer ? .holds : .fails(answer: found)
    }
}
