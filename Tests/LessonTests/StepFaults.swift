import Curriculum
import Grading
import TraceModel

extension Step {
    /// What of this step a run does not bear out, in words; empty where all of it is true.
    ///
    /// A live run on a busy machine is late: a time may be 40 % and 0.1 s longer than claimed. States
    /// and orders have to be as they are.
    func faults(in trace: Trace) -> [String] {
        claims.compactMap { $0.fault(in: trace) } + [question?.fault(in: trace)].compactMap(\.self)
    }
}

extension Claim {
    fileprivate func fault(in trace: Trace) -> String? {
        var tolerance = 0.0
        if case .seconds(let claimed) = answer {
            // Later than claimed by more than the machine may be, or earlier than it ever can be?
            let found = trace.answer(to: measure)
            guard case .seconds(let measured)? = found else { return text(found) }
            tolerance = measured > claimed ? 0.4 * claimed + 0.1 : 0.1 * claimed + 0.01
        }
        switch verdict(in: trace, tolerance: tolerance) {
        case .holds: return nil
        case .fails(let found): return text(found)
        }
    }

    private func text(_ found: Answer?) -> String {
        "line \(line): \(measure) is \(found?.description ?? "unknown"), not \(answer)"
    }
}

extension Question {
    /// A question has a right choice, and only one: a second that is as near makes it none.
    fileprivate func fault(in trace: Trace) -> String? {
        guard let outcome = outcome(in: trace) else { return "'\(text)' has no answer" }
        if outcome.rightChoice == nil {
            return "'\(text)' is \(outcome.answer): none of \(choices.map(\.text))"
        }
        return nil
    }
}
