import Curriculum
import Grading

/// What a run answered to a step's question, now or when the learner was here before.
public struct QuestionVerdict: Equatable, Sendable {
    /// The answer as it reads.
    public let answer: String
    /// Position of the right choice; nil where none is right.
    public let rightChoice: Int?
    /// Whether the learner's answer is right; nil where there is none.
    public let isRight: Bool?
    /// The run is not there any more.
    public let isRemembered: Bool
}

extension LabState {
    /// What came of the question of this step.
    ///
    /// Where there is no run yet in this session, it is what came of it before. What is asked of a run
    /// that can be seen is told when it was answered.
    public var verdict: QuestionVerdict? {
        guard let question = step?.question else { return nil }
        let given = givenAnswer
        if question.isAfterRun, given == nil { return nil }
        if let run = finishedRun, let outcome = question.outcome(in: run.trace) {
            let right = outcome.rightChoice.map { question.choices[$0].text }
            return QuestionVerdict(
                answer: outcome.answer.description,
                rightChoice: outcome.rightChoice,
                isRight: given.map {
                    question.choices.isEmpty
                        ? question.accepts($0, outcome.answer) : $0 == right
                },
                isRemembered: false
            )
        }
        guard run == nil, let given, let known = keptPrediction?.outcome else { return nil }
        return QuestionVerdict(
            answer: known.answer,
            rightChoice: question.choices.firstIndex { $0.text == known.rightChoice },
            isRight: known.rightChoice == given,
            isRemembered: true
        )
    }

    /// What is kept of this step's question.
    var keptPrediction: Prediction? { stepPlace.flatMap { progress.prediction(at: $0) } }

    /// This step by its ids.
    var stepPlace: StepPlace? {
        guard case .lesson(let lesson, _) = subject, let step else { return nil }
        return StepPlace(lesson: lesson.id, step: step.id)
    }

    /// Notes what the learner has done by now, and asks to keep it.
    mutating func noteProgress() -> [LabEffect] {
        guard course != nil, let place = stepPlace else { return [] }
        var changes: [ProgressChange] = []
        let isLast = progress.lessons[place.lesson]?.last?.step == place.step
        if progress.last?.lesson != place.lesson || !isLast { changes.append(.reached(place)) }
        if let answered = answer(at: place) { changes.append(answered) }
        for change in changes { progress.apply(change, at: .unknown) }
        return changes.isEmpty ? [] : [.keep(changes)]
    }

    /// The answer to this step's question, where more is known of it than is kept.
    private func answer(at place: StepPlace) -> ProgressChange? {
        let known = keptPrediction
        guard known?.outcome == nil, let guess = givenAnswer, let question = step?.question else {
            return nil
        }
        // Who looks at the picture may look again.
        let isOpen = question.isAfterRun && question.choices.isEmpty && verdict?.isRight == false
        let outcome =
            isOpen
            ? nil
            : verdict.map { verdict in
                PredictionOutcome(
                    answer: verdict.answer,
                    rightChoice: verdict.isRight == true
                        ? guess
                        : verdict.rightChoice.map { question.choices[$0].text } ?? verdict.answer
                )
            }
        guard known?.guess != guess || outcome != nil else { return nil }
        return .predicted(place, guess: guess, outcome: outcome)
    }
}
