public import Curriculum
import Grading
import TraceModel

/// What can be asked for while a step asks for something else than a choice.
public enum AnswerCommand: Hashable, Sendable {
    /// A digit or the point of a number, or the key of a thing that is put in order.
    case type(Character)
    case erase
    /// The number that was typed, or the task that is selected.
    case give
    /// Leads to the picture in which a task can be selected.
    case look
}

// Answers that are no choices: a number, an order, a task.

extension LabState {
    /// The learner's answer to this step's question as it reads; nil where there is none.
    public var givenAnswer: String? {
        guard let step, let question = step.question else { return nil }
        if case .choices = question.form {
            return predictions[step.id].flatMap {
                question.choices.indices.contains($0) ? question.choices[$0].text : nil
            }
        }
        return answers[step.id]
    }

    /// The form of this step's question, if it is none of choices and can be answered now.
    public var openForm: QuestionForm? {
        guard let question = step?.question, !isShowingPython else { return nil }
        if case .choices = question.form { return nil }
        if givenAnswer == nil || verdict == nil {
            // What is asked of a picture can be answered when there is one.
            return question.isAfterRun && finishedRun == nil ? nil : question.form
        }
        // A prediction stands; who looks at the picture may look again.
        return question.isAfterRun && verdict?.isRight == false && finishedRun != nil
            ? question.form : nil
    }

    /// The things that have been put in order so far.
    public var draftOrder: [String] {
        guard case .order(let things) = step?.question?.form else { return [] }
        return draft.compactMap { $0.wholeNumberValue }
            .compactMap { things.indices.contains($0 - 1) ? things[$0 - 1] : nil }
    }

    mutating func obey(_ command: AnswerCommand) {
        guard let step, let form = openForm else { return }
        switch (command, form) {
        case (.type(let character), .number):
            if draft.count < 8 {
                draft.append(character)
            } else {
                notice = "No answer is longer than that. Backspace takes back the last digit."
            }
        case (.type(let key), .order(let things)):
            let isThing = key.wholeNumberValue.map { (1...things.count).contains($0) } ?? false
            guard isThing else {
                notice = "Choose 1 to \(things.count)."
                return
            }
            if draft.contains(key) {
                notice = "\(key) has its place already. Backspace takes back the last one."
            } else {
                draft.append(key)
            }
            if draft.count == things.count { keep(Question.text(ofOrder: draftOrder), at: step) }
        case (.erase, _): _ = draft.popLast()
        case (.give, .number):
            guard let number = Double(draft) else {
                notice = "Type a number first. \u{2192} goes on without one."
                return
            }
            // As it reads best: .5 is 0.5, and 1. is 1.
            keep(draft.hasPrefix(".") || draft.hasSuffix(".") ? "\(number)" : draft, at: step)
        case (.give, .task):
            guard let task = run?.trace.tasks.first(where: { $0.id == selectedTask }) else {
                notice = "Select a task with the arrow keys first."
                return
            }
            keep(task.title, at: step)
        case (.look, .task):
            focus = .timeline
            notice = "Select a task with the arrow keys, then press Enter."
        default: break
        }
    }

    private mutating func keep(_ answer: String, at step: Step) {
        answers[step.id] = answer
        draft = ""
        scroll[.lesson] = nil
        selectTaskIfNone()
        guard let verdict else {
            notice = "Now press r and see."
            return
        }
        guard step.question?.isAfterRun == true, verdict.isRight == false else { return }
        notice = "\(answer) is not it. Look again, or go on."
    }
}

extension Progress {
    /// The answers to a lesson's questions that are no choices, by step id.
    func answers(in lesson: Lesson) -> [String: String] {
        lesson.steps.reduce(into: [:]) { answers, step in
            guard let question = step.question else { return }
            if case .choices = question.form { return }
            let place = StepPlace(lesson: lesson.id, step: step.id)
            answers[step.id] = prediction(at: place)?.guess
        }
    }
}

extension LabState {
    /// Why a step that asks about a run takes no answer yet.
    public var runFirst: String {
        runUnderWay == nil
            ? "First run the program: press r."
            : "The program still runs: answer when it has ended."
    }
}
