import ArgumentParser
import Curriculum

/// `asynclab reset EXERCISE`.
struct ResetCommand: ExerciseCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset",
        abstract: "Put an exercise's starter back, and keep your file."
    )

    @Argument(help: "The exercise's name.")
    var exercise: String

    @OptionGroup var options: WorkspaceOptions

    @Flag(help: "Do not ask.")
    var yes = false

    func perform() throws {
        let installation = Installation.current
        let (exercise, lesson) = try installation.exercise(named: exercise)
        let workspace = options.workspace(installation)
        guard workspace.isChanged(exercise, in: lesson) else {
            _ = try workspace.begin(exercise, in: lesson)
            return print("It is the starter already: \(workspace.path(of: exercise, in: lesson))")
        }
        let copy = workspace.copyPath(of: exercise, in: lesson)
        if !yes {
            guard Terminals.areThere else { throw CommandError.nobodyToAsk(exercise) }
            let question = "Put the starter back? Your file is kept as \(copy)"
            guard Terminals.agree(to: question) else { return print("Nothing is changed.") }
        }
        let kept = try workspace.reset(exercise, in: lesson, keeping: copy)
        print("The starter is back: \(workspace.path(of: exercise, in: lesson))")
        if let kept { print("Your file is kept: \(kept)") }
    }
}

extension CommandError {
    fileprivate static func nobodyToAsk(_ exercise: Exercise) -> CommandError {
        CommandError(
            "'\(exercise.id)' stays as it is.",
            why: "There is no terminal to ask whether the starter shall be put back.",
            next: "Say so with: asynclab reset \(exercise.id) --yes"
        )
    }
}
