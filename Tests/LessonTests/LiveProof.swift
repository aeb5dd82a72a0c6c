import Curriculum
import Grading
import TraceModel

extension Step {
    /// What of this step a run in real time does not bear out, in words; empty where all of it is
    /// true.
    ///
    /// Order and proportions are what counts: a machine that is busy is late. Exact is the virtual
    /// clock.
    func faultsLive(in trace: Trace) -> [String] {
        claims.filter { !$0.isBorneOutLive(by: trace) }.map { claim in
            let found = trace.answer(to: claim.measure)?.description ?? "unknown"
            return "line \(claim.line): \(claim.measure) is \(found), not \(claim.answer)"
        }
    }
}

extension Claim {
    fileprivate func isBorneOutLive(by trace: Trace) -> Bool {
        let found = trace.answer(to: measure)
        switch (measure, answer, found) {
        case (_, .seconds(let claimed), .seconds(let measured)?):
            // Half as long again, and a quarter of a second; never much shorter.
            return (0.9 * claimed - 0.02...1.5 * claimed + 0.25).contains(measured)
        case (.state(let task, let time), _, _):
            // What happens at a time happens a little later.
            return (0...25).contains { step in
                let later = Measure.state(ofTask: task, at: time + Double(step) / 100)
                return trace.answer(to: later) == answer
            }
        default:
            return found == answer
        }
    }
}
