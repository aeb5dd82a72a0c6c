public import Curriculum
public import TraceModel

/// Something that a step says and that a run of its program does not bear out.
public enum StepFault: Equatable, Sendable {
    /// The run answers something else to a claim; nil where it can't tell.
    case claim(Claim, found: Answer?)
    /// The run can't tell the answer to the question.
    case unanswered(Question)
    /// The run's answer is none of the choices, or two are as near to it.
    case noRightChoice(Question, Answer)
    /// A choice that is wrong has no sentence that says why; nil: nothing is said of any answer.
    case unexplained(Question, Choice?)
    /// All that the chart draws is nothing.
    case emptyChart(Chart)
}

extension Step {
    /// What of this step is not so in a run under the virtual clock, which is exact.
    ///
    /// Empty where all of it is true.
    public func faults(in trace: Trace) -> [StepFault] {
        claims.faults(in: trace) + (question?.faults(in: trace) ?? [])
            + (chart?.faults(in: trace) ?? [])
    }
}

extension [Claim] {
    /// The claims that do not hold in a run under the virtual clock.
    public func faults(in trace: Trace) -> [StepFault] {
        compactMap { claim in
            switch claim.verdict(in: trace, tolerance: Claim.rounding) {
            case .holds: nil
            case .fails(let found): .claim(claim, found: found)
            }
        }
    }
}

extension Chart {
    fileprivate func faults(in trace: Trace) -> [StepFault] {
        trace.values(of: self).contains { $0.seconds > 0 } ? [] : [.emptyChart(self)]
    }
}

extension Claim {
    /// What a time of the virtual clock may differ from one that is written with decimals.
    static let rounding = 0.000_001
}

extension Question {
    /// What is wrong with the question, given a run under the virtual clock.
    fileprivate func faults(in trace: Trace) -> [StepFault] {
        guard let outcome = outcome(in: trace) else { return [.unanswered(self)] }
        guard case .choices = form else {
            guard canBeAnswered(by: outcome.answer) else {
                return [.noRightChoice(self, outcome.answer)]
            }
            return because == nil ? [.unexplained(self, nil)] : []
        }
        guard let right = outcome.rightChoice else { return [.noRightChoice(self, outcome.answer)] }
        return choices.indices.filter { $0 != right && choices[$0].because == nil }
            .map { .unexplained(self, choices[$0]) }
    }
}

extension StepFault: CustomStringConvertible {
    /// One line: what is said, and what is so.
    public var description: String {
        switch self {
        case .claim(let claim, let found):
            "line \(claim.line): \(claim.measure) is \(found?.description ?? "unknown"), "
                + "not \(claim.answer)"
        case .unanswered(let question):
            "'\(question.text)' has no answer"
        case .noRightChoice(let question, let answer):
            "'\(question.text)' is \(answer): none of \(question.choices.map(\.text))"
        case .unexplained(let question, let choice):
            "'\(question.text)' says nothing of the wrong choice \(choice?.text ?? "")"
        case .emptyChart(let chart):
            "line \(chart.line): the chart of '\(chart.quantity.rawValue)' shows nothing"
        }
    }
}
