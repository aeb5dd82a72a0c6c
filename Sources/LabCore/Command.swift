/// What a learner can ask for with a key.
///
/// Which key it is, is the views' affair.
public enum Command: Hashable, Sendable {
    case nextStep
    case previousStep
    /// Compile and run the program of this place.
    case run
    /// Stop what compiles or runs; close what is open above the screen.
    case stop
    /// Give the keys to the next pane, or show it where panes are tabs.
    case nextPane
    case previousPane
    case scrollUp
    case scrollDown
    case pageUp
    case pageDown
    case scrollToStart
    case scrollToEnd
    /// Answer the question of this step with a choice, counted from 0.
    case choose(Int)
    /// Answer it in another way: with a number, an order or a task.
    case answer(AnswerCommand)
    /// Open the program in the editor, where the step has it changed or written.
    case edit
    /// Something at an exercise.
    case exercise(ExerciseCommand)
    /// The other clock, for the next run.
    case changeClock
    /// Pause the program, or let it go on.
    case pauseOrResume
    /// One job forward: what is known already, then one that the program runs.
    case stepForward
    /// One job back, in what is known.
    case stepBack
    case faster
    case slower
    /// Something about which job runs next.
    case job(JobCommand)
    /// Something in the timeline: to look closely, to go to a moment.
    case timeline(TimelineCommand)
    /// The same idea in Python, or back.
    case togglePython
    /// Show all that is known of the selected task, or the output again.
    case toggleInspector
    /// Hold the run against the one before it, or show the output again.
    case toggleComparison
    case toggleHelp
    /// The mouse to the lab, or to the terminal.
    case changeMouse
    /// Open the page of all lessons.
    case showContents
    /// Something on that page.
    case contents(ContentsCommand)
    case quit
}
