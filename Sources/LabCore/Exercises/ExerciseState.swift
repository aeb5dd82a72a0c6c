public import Curriculum
public import Grading

/// What a learner has come to at an exercise, in this session.
public struct ExerciseState: Equatable, Sendable {
    /// What the last check came to, until the next begins.
    public internal(set) var judgement: Judgement?
    /// Why the last check came to nothing, in lines for the reader.
    public internal(set) var problem: [String] = []
    /// Hints that the learner has seen, from the first on.
    public internal(set) var hintsSeen = 0
    /// They are on the screen.
    public internal(set) var isShowingHints = false
    /// A solution is in the place of the learner's program.
    public internal(set) var isShowingSolution = false
    /// What the learner asked for last, and wants to see.
    public internal(set) var lastAsked: Asked = .check

    /// Something that a learner asks for at an exercise.
    public enum Asked: Equatable, Sendable {
        case check
        case hint
    }
}

/// A verdict, and which program it is about.
public struct Judgement: Equatable, Sendable {
    /// What came of the check.
    public let verdict: Verdict
    /// The program, as it was checked.
    public let source: String
    /// The number of the check.
    let id: RunID
}

/// An exercise, and the lesson that it belongs to.
public struct LessonExercise: Equatable, Sendable {
    /// The exercise.
    public let exercise: Exercise
    /// Its lesson.
    public let lesson: Lesson

    /// An exercise of a lesson.
    public init(exercise: Exercise, lesson: Lesson) {
        self.exercise = exercise
        self.lesson = lesson
    }
}

/// A check that is under way.
public struct CheckUnderWay: Equatable, Sendable {
    /// Its number, and that of the run that is shown of it.
    public let id: RunID
    /// The exercise, and its place.
    public let exercise: String
    let place: StepPlace
    let position: Int
    /// The program, as it is checked.
    let source: String
    /// Schedules that were tried so far.
    public internal(set) var schedules = 0
    /// Set when the learner asked to stop it and it has not ended yet.
    public internal(set) var isStopping = false
}

/// What a check reports.
public enum CheckEvent: Equatable, Sendable {
    /// What the run that is judged first reports.
    case run(RunReport)
    /// So many schedules were tried.
    case tried(schedules: Int)
    /// It is done; `run` shows why it came to that, where the first run does not.
    case judged(Verdict, run: RunState?)
    /// Behind the verdict: a run of a right answer.
    case wanted(RunState)
    /// It came to nothing: lines that say why.
    case failed([String])
}

/// Something that is done only when it is asked for twice.
enum Confirmation: Equatable {
    case solution
    case reset
    /// To run a program again up to an earlier moment.
    case rerun
}

/// An exercise's program to be checked.
public struct CheckRequest: Equatable, Sendable {
    /// The step.
    public let place: StepPlace
    /// What is checked.
    public let exercise: Exercise
    /// The learner's program.
    public let program: ProgramReference
    /// There is no run of a right answer yet.
    public let wantsSolutionRun: Bool

    /// A request to check a program.
    public init(
        place: StepPlace,
        exercise: Exercise,
        program: ProgramReference,
        wantsSolutionRun: Bool
    ) {
        self.place = place
        self.exercise = exercise
        self.program = program
        self.wantsSolutionRun = wantsSolutionRun
    }
}

/// What a learner can ask for at an exercise.
public enum ExerciseCommand: Hashable, Sendable {
    /// Check the program.
    case check
    /// The next hint; behind the last, the hints away and back.
    case hint
    /// A solution in the place of the program, or back.
    case solution
    /// The program as it was at the start.
    case reset
}
