public import Curriculum
import Grading
import TraceModel

/// Where a run belongs.
public enum RunPlace: Hashable, Sendable {
    /// To a step's program as the lesson has it; the step's position.
    case step(Int)
    /// To the learner's copy of it.
    case change(Int)
    /// To the right answer that a check of this step's exercise holds it against.
    case wanted(Int)
    /// To the run that was there before the last one.
    case previous(Int)

    /// It is over, and was replaced by another run.
    var isPrevious: Bool {
        if case .previous = self { true } else { false }
    }
}

/// A program to be opened in the learner's editor.
public struct EditRequest: Equatable, Sendable {
    /// The step.
    public let place: StepPlace
    /// The program as the lesson has it; the learner gets a copy, unless there is one.
    public let original: ProgramReference
    /// The line to open it at, from 1.
    public let line: Int
    /// The exercise whose starter it is, if it is one.
    public let exercise: LessonExercise?

    /// A request to open a step's program at a line.
    public init(
        place: StepPlace,
        original: ProgramReference,
        line: Int,
        exercise: LessonExercise? = nil
    ) {
        self.place = place
        self.original = original
        self.line = line
        self.exercise = exercise
    }
}

/// A goal of a change, and what came of it.
public struct GoalOutcome: Equatable, Sendable {
    /// The goal.
    public let goal: Claim
    /// What the lesson's own program does; nil where it has not run.
    public let before: Answer?
    /// What the learner's program does; nil where it can't be told.
    public let now: Answer?
    /// It is what it should come to.
    public let isReached: Bool
}

// A step that has its program changed, or one written.

extension LabState {
    /// The place that this step has changed.
    public var change: Change? { step?.change }

    /// The learner's copy of this step's program, where there is one.
    public var copy: ProgramReference? {
        step.flatMap { $0.change == nil && $0.exercise == nil ? nil : copies[$0.id] }
    }

    /// The copy, where it is not as the lesson has the program.
    var changedCopy: ProgramReference? {
        copy.flatMap { $0.source == step?.program?.source ? nil : $0 }
    }

    /// The lines that the learner is to change, or has changed.
    public var changedLines: ClosedRange<Int>? {
        guard let change, let original = step?.program else { return nil }
        return copy.map { change.place(in: $0, from: original) } ?? change.lines
    }

    /// The step whose copy is to be looked after, and the program as the lesson has it.
    public var editable: EditRequest? {
        if exercise != nil { return editableExercise }
        guard change != nil, let place = stepPlace, let original = step?.program,
            let line = changedLines?.lowerBound
        else { return nil }
        return EditRequest(place: place, original: original, line: line)
    }

    /// The run whose program is on the screen; nil where the learner has changed it since.
    public var runOfProgram: RunState? {
        run.flatMap { $0.source == nil || $0.source == program?.source ? $0 : nil }
    }

    /// The run of the lesson's own program, where the run of this place is that of the copy.
    public var runBefore: RunState? {
        runs.index(forKey: .change(position)) == nil ? nil : runs[.step(position)] ?? earlierRun
    }

    /// What came of the change: once the learner's program has come to its end.
    public var goalOutcomes: [GoalOutcome] {
        guard let change, runs[.change(position)] != nil, let run = finishedRun else { return [] }
        return change.goal.map { goal in
            GoalOutcome(
                goal: goal,
                before: runBefore?.trace.answer(to: goal.measure),
                now: run.trace.answer(to: goal.measure),
                isReached: goal.verdict(in: run.trace, tolerance: goal.liveTolerance) == .holds
            )
        }
    }

    mutating func edit() -> [LabEffect] {
        guard let editable else {
            notice = "There is nothing to change at this step."
            return []
        }
        if let refusal = refusalUnderWay {
            notice = refusal
            return []
        }
        return [.edit(editable)]
    }

    /// Takes in the copy as its file is now.
    mutating func take(_ copy: ProgramReference, of place: StepPlace, isSaved: Bool) -> [LabEffect]
    {
        guard place == stepPlace, let original = step?.program else { return [] }
        let known = copies[place.step]?.source ?? original.source
        copies[place.step] = copy
        guard isSaved else { return [] }
        guard copy.source != known else { return [] }
        scroll[.code] = nil
        return stopRerun() + (exercise == nil ? runCopy() : checkCopy())
    }

    /// Runs what is on the screen: the copy where the learner has changed it.
    mutating func runProgram() -> [LabEffect] {
        changedCopy == nil || exercise != nil || runUnderWay != nil ? startRun() : runCopy()
    }

    /// Runs the copy; before it the lesson's own program, where that has not run yet.
    private mutating func runCopy() -> [LabEffect] {
        isRunPending = runUnderWay != nil
        if isRunPending { return stopRunUnderWay() }
        guard changedCopy != nil else {
            runs[.change(position)] = nil
            return startRun()
        }
        isRunPending = runs[.step(position)] == nil && earlierRun == nil
        return startRun(of: isRunPending ? .step(position) : .change(position))
    }

    /// Goes on to the run or the check that waits, when what was before it is over.
    mutating func runIfPending() -> [LabEffect] {
        guard isRunPending, runUnderWay == nil, checkUnderWay == nil else { return [] }
        isRunPending = false
        return exercise == nil ? runCopy() : startCheck()
    }
}

extension Claim {
    /// What a time of a run in real time may differ.
    fileprivate var liveTolerance: Double {
        if case .seconds(let seconds) = answer { 0.05 + 0.05 * seconds } else { 0 }
    }
}
