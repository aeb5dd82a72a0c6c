public import Curriculum
public import TraceModel

/// What happens to the lab, from outside.
public enum LabEvent: Equatable, Sendable {
    /// The screen is about to be shown for the first time.
    case opened
    /// The learner asked for something.
    case commanded(Command)
    /// A run has something to tell.
    case reported(RunID, RunReport)
    /// The file of the program was read again, before a run.
    case programRead(ProgramReference)
    /// The learner's copy of a step's program was read: because it was opened, or `isSaved`.
    case copyRead(StepPlace, ProgramReference, isSaved: Bool)
    /// The file of the learner's copy has changed.
    case copySaved(StepPlace)
    /// A check has something to tell.
    case checked(RunID, CheckEvent)
    /// An exercise's program is as it was at the start.
    case exerciseReset(StepPlace, ProgramReference)
    /// The panes of text were drawn like this, and the timeline's axis, where there is one.
    case laidOut([Pane: ScrollExtent], TimeExtent? = nil)
    /// The learner pressed a key that means nothing here; its name.
    case mistyped(String)
    /// Something outside wants to be told to the learner, in one line.
    case noticed(String)
}

/// What can be asked of a program under the virtual clock.
public enum RunControl: Equatable, Sendable {
    /// Stop before the next job.
    case pause
    case resume
    /// Run one job, though paused.
    case step
    /// Run one job of this task, which the program has offered.
    case choose(TaskID)
    /// Let time pass though paused, until a task could run.
    case advance
    case pace(Pace)
}

/// What the lab wants done outside; what comes of it comes back as events.
public enum LabEffect: Equatable, Sendable {
    /// Compile and run a program under a clock, reporting as this run.
    case run(RunID, ProgramReference, ClockSettings)
    /// Run the same program once more, paused at a choice, and report as this run.
    ///
    /// Its file must be as it was.
    case rerun(RunID, ProgramReference, ClockSettings, to: ChoicePoint)
    /// Ask something of a program that runs, or is about to, under the virtual clock.
    case control(RunID, RunControl)
    /// Stop this run, compiling or running.
    case stop(RunID)
    /// Open a copy of a program in the learner's editor, and read it afterwards.
    case edit(EditRequest)
    /// Check an exercise's program, reporting as this run.
    case check(RunID, CheckRequest)
    /// Give the learner an exercise's starter again, keep what they had, and read it.
    case reset(EditRequest)
    /// Read the learner's copy of a program.
    case readCopy(EditRequest)
    /// Keep what the learner did, in this order.
    case keep([ProgressChange])
    /// Have the mouse reported, or let the terminal select text with it.
    case changeMouse
    case quit
}
