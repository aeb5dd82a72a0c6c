public import Curriculum
import Grading
import TraceModel

// A step with an exercise.

extension LabState {
    /// The exercise of this step.
    public var exercise: Exercise? { step?.exercise }

    /// What the learner has come to at it.
    public var exerciseState: ExerciseState {
        exercise.flatMap { exercises[$0.id] } ?? ExerciseState()
    }

    /// What the last check came to.
    public var judgement: Judgement? { exercise == nil ? nil : exerciseState.judgement }

    /// What the last check came to, where it is about the program that is on the screen.
    public var judgementOfProgram: Judgement? {
        judgement.flatMap { $0.source == program?.source ? $0 : nil }
    }

    /// The check of this step's exercise that is under way.
    public var check: CheckUnderWay? {
        checkUnderWay.flatMap { $0.place == stepPlace ? $0 : nil }
    }

    /// The exercise was passed, now or before.
    public var isPassed: Bool {
        guard let exercise, case .lesson(let lesson, _) = subject else { return false }
        return hasPassed(exercise, of: lesson)
    }

    /// Whether an exercise of a lesson was passed, now or before.
    public func hasPassed(_ exercise: Exercise, of lesson: Lesson) -> Bool {
        exercises[exercise.id]?.judgement?.verdict.isPassed == true
            || progress.hasPassed(exercise, ofLesson: lesson.id)
    }

    /// The run of a right answer, where a check has made one.
    public var wantedRun: RunState? {
        exercise == nil ? nil : runs[.wanted(position)]
    }

    /// The solution, where it is in the place of the learner's program.
    public var shownSolution: ProgramReference? {
        exerciseState.isShowingSolution ? exercise?.solution : nil
    }

    /// The program whose source is on the screen.
    public var shownProgram: ProgramReference? { shownSolution ?? program }

    /// The run whose program is on the screen; nil where the learner has changed it since.
    public var runOfShownProgram: RunState? {
        shownSolution == nil ? runOfProgram : wantedRun
    }

    /// A learner's exercise as it is to be edited: at what is to be done, else where it is wrong.
    var editableExercise: EditRequest? {
        guard case .lesson(let lesson, _) = subject, let exercise, let place = stepPlace,
            let program
        else { return nil }
        let hasTodo = program.source.contains("TODO")
        let wrong = judgementOfProgram?.verdict.fault?.line
        return EditRequest(
            place: place,
            original: exercise.starter,
            line: hasTodo ? Exercise.firstTodo(in: program.source) : wrong ?? 1,
            exercise: LessonExercise(exercise: exercise, lesson: lesson)
        )
    }

    mutating func obey(_ command: ExerciseCommand, confirmed: Confirmation?) -> [LabEffect] {
        guard let exercise else {
            notice = noExercise(command)
            return []
        }
        switch command {
        case .check: return startCheck()
        case .hint: return showHint(of: exercise)
        case .solution: showSolution(isSure: confirmed == .solution)
        case .reset: return reset(isSure: confirmed == .reset)
        }
        return []
    }

    /// Why a key for exercises does nothing here.
    private func noExercise(_ command: ExerciseCommand) -> String {
        if step == nil { return "Exercises belong to lessons: this is one program." }
        let what =
            switch command {
            case .check: "nothing to check"
            case .hint: "no hint"
            case .solution: "no solution"
            case .reset: "nothing to reset"
            }
        return "There is \(what): this step is no exercise."
    }

    // MARK: Hints, solution, reset

    private mutating func showHint(of exercise: Exercise) -> [LabEffect] {
        var known = exerciseState
        let count = exercise.hints.count
        guard count > 0 else {
            notice = "This exercise has no hints."
            return []
        }
        let hasMore = known.hintsSeen < count
        if hasMore {
            known.hintsSeen += 1
            known.isShowingHints = true
        } else {
            known.isShowingHints.toggle()
        }
        let more = known.hintsSeen == count ? "h hides them." : "h shows the next."
        notice =
            known.isShowingHints
            ? "Hint \(known.hintsSeen) of \(count). \(more)" : "The hints are away. h shows them."
        known.lastAsked = known.isShowingHints ? .hint : .check
        exercises[exercise.id] = known
        focus = .lesson
        isShowingPython = false
        scroll[.lesson] = nil
        guard hasMore, course != nil, let place = stepPlace else { return [] }
        guard known.hintsSeen > progress.exercise(exercise.id, of: place.lesson).hints else {
            return []
        }
        let change = ProgressChange.hinted(
            exercise: exercise.id,
            lesson: place.lesson,
            count: known.hintsSeen
        )
        progress.apply(change, at: .unknown)
        return [.keep([change])]
    }

    private mutating func showSolution(isSure: Bool) {
        guard let exercise else { return }
        if !exerciseState.isShowingSolution, !isPassed, !isSure {
            confirming = .solution
            notice = "You have not passed it yet. Press s again to see a solution all the same."
            return
        }
        exercises[exercise.id, default: ExerciseState()].isShowingSolution.toggle()
        focus = .code
        scroll[.code] = nil
        notice =
            exerciseState.isShowingSolution
            ? "One solution; yours may look different. s leads back to your program."
            : "Your program."
    }

    private mutating func reset(isSure: Bool) -> [LabEffect] {
        guard let request = editable else { return [] }
        if let refusal = refusalUnderWay { return refuse(refusal) }
        guard copy != nil else { return refuse("Your program is as it was at the start.") }
        guard isSure else {
            confirming = .reset
            return refuse("Begin again? Press R again: your program is kept beside the new one.")
        }
        return [.reset(request)]
    }

    /// Takes in that the program is as it was at the start: what was said of the other one goes.
    mutating func beginAgain(at place: StepPlace, with program: ProgramReference) {
        guard place == stepPlace, let exercise else { return }
        copies[place.step] = program
        exercises[exercise.id]?.judgement = nil
        exercises[exercise.id]?.problem = []
        runs[.change(position)] = nil
        scroll = [:]
    }

    /// Programs of the learner's are on the screen again.
    mutating func hideSolutions() {
        for id in exercises.keys { exercises[id]?.isShowingSolution = false }
    }

    private mutating func refuse(_ text: String) -> [LabEffect] {
        notice = text
        return []
    }

    /// Why nothing else can be begun while something is under way.
    var refusalUnderWay: String? {
        if rerun != nil { return Self.isRunAgain }
        if let check = checkUnderWay {
            return check.isStopping
                ? "The check is being stopped." : "It is being checked. Esc stops it."
        }
        return runUnderWay.map {
            $0.isStopping ? "The program is being stopped." : "It runs. Esc stops it."
        }
    }
}

extension Progress {
    /// Whether any check of an exercise has passed.
    public func hasPassed(_ exercise: Exercise, ofLesson lesson: String) -> Bool {
        self.exercise(exercise.id, of: lesson).isPassed
    }
}
