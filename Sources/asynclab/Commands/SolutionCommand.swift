import ArgumentParser
import Curriculum
import LabCore

/// `asynclab solution EXERCISE`.
struct SolutionCommand: ExerciseCommand {
    static let configuration = CommandConfiguration(
        commandName: "solution",
        abstract: "Print an exercise's solution.",
        discussion: """
            As long as you have not passed the exercise, you are asked first; without a terminal it is \
            printed all the same.
            """
    )

    @Argument(help: "The exercise's name.")
    var exercise: String

    func perform() throws {
        let installation = Installation.current
        let (exercise, lesson) = try installation.exercise(named: exercise)
        if !installation.progress().exercise(exercise.id, of: lesson.id).isPassed {
            let known = "You have not passed '\(exercise.id)' yet."
            if Terminals.areThere {
                let isWanted = Terminals.agree(to: "\(known) Show the solution all the same?")
                guard isWanted else {
                    return print("A hint may do: asynclab hint \(exercise.id)")
                }
            } else {
                StandardError.tell("\(known) A hint may do: asynclab hint \(exercise.id)")
            }
        }
        StandardError.tell("One right answer; others pass as well.")
        print(exercise.solution.source, terminator: "")
    }
}
