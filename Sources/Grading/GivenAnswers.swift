public import Curriculum

extension Question {
    /// Whether what a learner says is what a run answered.
    ///
    /// - Parameters:
    ///   - given: a number as it is typed, a task's title, or things in an order, as
    ///     ``text(ofOrder:)`` joins them.
    ///   - answer: the run's, from `outcome(in:)`.
    /// - Returns: true where it is.
    public func accepts(_ given: String, _ answer: Answer) -> Bool {
        switch (form, answer) {
        case (.choices, _): return given == answer.description
        case (.order, _): return given == answer.description
        case (.number, .seconds(let measured)):
            // As near as one can see it in the picture: a twentieth of a second, or of the time,
            // and a little, as a live run is late.
            guard let value = Double(given) else { return false }
            return abs(value - measured) <= max(0.05, 0.05 * measured) + 0.01
        case (.number, .count(let count, _)): return Double(given) == Double(count)
        case (.task, .tasks(let titles)): return titles.contains(given)
        default: return false
        }
    }

    /// Things in an order, as an answer reads.
    public static func text(ofOrder things: [String]) -> String {
        Answer.order(things).description
    }

    /// The things of a question in the order in which a run has them first; nil where it asks for no
    /// order, and where one of them is not there.
    func rightOrder(in answer: Answer) -> Answer? {
        guard case .order(let things) = form else { return nil }
        let listed: [String]
        switch answer {
        case .order(let names), .lines(let names): listed = names
        default: return nil
        }
        let places = things.compactMap { thing in listed.firstIndex(of: thing).map { (thing, $0) } }
        guard places.count == things.count else { return nil }
        return .order(places.sorted { $0.1 < $1.1 }.map(\.0))
    }

    /// Whether a run's answer is one that can be given.
    func canBeAnswered(by answer: Answer) -> Bool {
        switch (form, answer) {
        case (.choices, _): return choices.contains { $0.answer == answer }
        case (.order(let things), .order(let names)): return Set(things) == Set(names)
        case (.number, .seconds), (.number, .count), (.task, .tasks): return true
        default: return false
        }
    }
}
