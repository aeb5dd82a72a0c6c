public import Curriculum
public import TraceModel

/// What is on the screen: a lesson, one program, or a kept run.
public enum Subject: Equatable, Sendable {
    /// A lesson at one of its steps, counted from 0.
    case lesson(Lesson, step: Int)
    /// A program that is run and watched.
    case program(ProgramReference)
    /// A kept trace, by the name of its file, and the program if it was kept too.
    case kept(title: String, ProgramReference?)
}

/// A part of the screen that can have the keys.
public enum Pane: CaseIterable, Hashable, Sendable {
    case lesson
    case code
    case timeline
    case output
}

/// Where a pane of text stands: what only its view can know.
public struct ScrollExtent: Equatable, Sendable {
    /// The first line shown.
    public let start: Int
    /// The last that can be first, 0 where all lines fit.
    public let limit: Int

    /// Where a pane stands.
    public init(start: Int, limit: Int) {
        self.start = start
        self.limit = limit
    }
}

/// All that the screen shows, and nothing about how.
public struct LabState: Equatable, Sendable {
    /// What is on the screen.
    public internal(set) var subject: Subject
    /// The pane that has the keys; where panes are tabs, the one that is shown.
    public internal(set) var focus: Pane
    /// The task that is looked at.
    public internal(set) var selectedTask: TaskID?
    /// First line shown, by pane, where the learner scrolled; elsewhere the view chooses.
    public internal(set) var scroll: [Pane: Int] = [:]
    /// Choices made before the runs, by step id.
    public internal(set) var predictions: [String: Int] = [:]
    /// Answers that are no choices, as they read, by step id.
    public internal(set) var answers: [String: String] = [:]
    /// What is typed of such an answer so far: a number, or the keys of things in order.
    public internal(set) var draft = ""
    /// The learner's copies of programs that steps have changed, by step id.
    public internal(set) var copies: [String: ProgramReference] = [:]
    /// What the learner has come to at exercises, by their ids.
    public internal(set) var exercises: [String: ExerciseState] = [:]
    /// The check that is under way, wherever it was begun.
    public internal(set) var checkUnderWay: CheckUnderWay?
    /// The step is shown in Python.
    public internal(set) var isShowingPython = false
    /// All that is known of the selected task is shown, in the place of the output.
    public internal(set) var isInspecting = false
    /// Two runs are held against each other, in the place of the output.
    public internal(set) var isComparing = false
    /// What came of that; nil until both runs have ended.
    public internal(set) var comparison: RunComparison?
    /// The lanes of both runs; none while there is no comparison.
    public internal(set) var pairLanes: [PairLane] = []
    /// The page of the list of keys that is shown, counted from 0; nil where none is.
    public internal(set) var helpPage: Int?
    /// The clock of the next run.
    public internal(set) var clock: ClockSettings
    /// A task is searched by its name: what is typed of that, and where the search began.
    public internal(set) var search: NameSearch?
    /// What was searched last.
    var lastSearch = ""
    /// One line for the learner, gone at the next key, and where it is no longer true.
    public internal(set) var notice: String?
    /// What it speaks of; nil: it stays until the next key.
    var noticeGround: NoticeGround?
    /// The last run of each step, by its position; of a program, at 0.
    public internal(set) var runs: [RunPlace: RunState] = [:]

    /// All lessons, in the tutorial; elsewhere nil.
    public internal(set) var course: Course?
    /// What the learner has done, in this session and before.
    ///
    /// Kept only in the tutorial.
    public internal(set) var progress = Progress()
    /// The page of all lessons, while it is open.
    public internal(set) var contents: Contents?

    /// Runs of the other lessons of this session, by lesson id.
    var shelvedRuns: [String: [RunPlace: RunState]] = [:]
    /// Where the panes of text stand, as they were last drawn.
    var extents: [Pane: ScrollExtent] = [:]
    /// The pair that was gone to last.
    var pairChoice: PairChoice?
    /// The runs that the comparison is of.
    var comparedRuns: ComparedRuns?
    /// How the timeline's axis was last drawn.
    var timeExtent = TimeExtent(cells: 50, fittingCell: 0)
    /// Steps whose question the learner was reminded of before a run.
    var askedBeforeRun: Set<Int> = []
    var nextRun = 1
    /// The list of those of whom one is to run next, while it is open.
    var openChoice: JobChoice?
    /// It is to be opened when the program waits.
    var isChoiceAwaited = false
    /// What was said where there was nothing to choose; nil behind the next key.
    var refusedChoice: String?
    /// A run that is made again in the background, to be looked at when it has come to a choice.
    var rerun: Rerun?
    /// What is done only if the next key asks for it again.
    var confirming: Confirmation?
    /// The copy is to be run, or checked, when what is under way is over.
    var isRunPending = false

    /// A screen that has just been opened.
    public init(subject: Subject, clock: ClockSettings = ClockSettings()) {
        self.subject = subject
        self.clock = clock
        focus =
            switch subject {
            case .lesson: .lesson
            case .program, .kept: .timeline
            }
    }

    /// A screen for a kept run.
    public init(kept run: RunState, title: String, program: ProgramReference?) {
        self.init(subject: .kept(title: title, program))
        runs[.step(0)] = run
    }
}

extension LabState {
    /// Position of the step, 0 where there are none.
    public var position: Int {
        if case .lesson(_, let step) = subject { step } else { 0 }
    }

    /// The step, in a lesson.
    public var step: Step? {
        guard case .lesson(let lesson, let step) = subject else { return nil }
        return lesson.steps.indices.contains(step) ? lesson.steps[step] : nil
    }

    /// The counterpart in Python of this step: its own, or that of the last step before it that runs
    /// the same program; empty where there is none.
    public var python: [String] {
        guard case .lesson(let lesson, _) = subject, let step else { return [] }
        if !step.python.isEmpty { return step.python }
        guard let program = step.program else { return [] }
        return lesson.steps.prefix(position).last { $0.program == program && !$0.python.isEmpty }?
            .python ?? []
    }

    /// The program of this place.
    public var program: ProgramReference? {
        switch subject {
        case .lesson: copy ?? step?.program
        case .program(let program): program
        case .kept(_, let program): program
        }
    }

    /// The run of this place.
    ///
    /// A step that runs what an earlier step has run already shows that run, once the learner has
    /// answered its question.
    ///
    /// Where the learner has changed the program, it is that of the changed one.
    public var run: RunState? {
        // A run is large: it is copied once.
        placeOfRun.map { runs.values[$0] } ?? earlierRun
    }

    /// Where the run of this place is among all; nil where there is none, or it is that of an earlier step.
    private var placeOfRun: Dictionary<RunPlace, RunState>.Index? {
        runs.index(forKey: .change(position)) ?? runs.index(forKey: .step(position))
    }

    /// There is a run of this place.
    var hasRun: Bool { placeOfRun != nil || earlierRun != nil }

    /// The run of this place, if the program came to its own end: what an answer is held against.
    public var finishedRun: RunState? {
        guard let run, case .ended(.exited) = run.phase else { return nil }
        return run
    }

    var earlierRun: RunState? {
        guard case .lesson(let lesson, let position) = subject, let step, step.program != nil
        else { return nil }
        if let question = step.question, !question.isAfterRun, givenAnswer == nil { return nil }
        return (0..<position).reversed().lazy
            .filter { lesson.steps[$0].program == step.program }
            .compactMap { runs[.step($0)] }
            .first { $0.phase == .ended(.exited(0)) }
    }

    /// How many pages the list of keys has here: the keys of the place, and those of the timeline where
    /// there is one.
    ///
    /// While one chooses which job runs next, they are those of that.
    public var helpPageCount: Int {
        contents == nil && jobChoice == nil && panes.contains(.timeline) ? 2 : 1
    }

    /// The list of keys is shown.
    public var isShowingHelp: Bool { helpPage != nil }

    /// The run that is under way, wherever it was started.
    public var runUnderWay: RunState? {
        runs.indices.first { runs.values[$0].phase.isUnderWay }.map { runs.values[$0] }
    }

    /// What the learner predicted at this step.
    public var prediction: Int? {
        step.flatMap { predictions[$0.id] }
    }

    /// The panes of this place.
    public var panes: [Pane] {
        switch subject {
        case .lesson:
            step?.program == nil ? [.lesson] : Pane.allCases
        case .program(let program):
            program.form == .source ? [.code, .timeline, .output] : [.timeline, .output]
        case .kept(_, let program):
            program == nil ? [.timeline, .output] : [.code, .timeline, .output]
        }
    }

    /// The tasks that exist at the moment on the screen and are not folded away, in the order of their
    /// lanes: children below their parents, in the order of creation.
    public var lanes: [TaskLane] {
        guard let run else { return [] }
        // Mostly all of them exist, and there can be very many.
        guard let past = run.past, past.trace.tasks.count < run.trace.tasks.count else {
            return run.picture.lanes
        }
        return run.picture.lanes.filter { run.trace.tasks[$0.index].created <= past.now }
    }

    /// There is a lane at the moment on the screen.
    public var hasLanes: Bool { run.map { !$0.shown.trace.tasks.isEmpty } ?? false }
}
