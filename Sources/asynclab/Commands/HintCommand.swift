import ArgumentParser
import Curriculum
import LabCore
import LabViews

/// `asynclab hint EXERCISE`.
struct HintCommand: ExerciseCommand {
    static let configuration = CommandConfiguration(
        commandName: "hint",
        abstract: "Show the next hint of an exercise.",
        discussion:
            "One at a time: each says more than the one before. After the last it is shown again."
    )

    @Argument(help: "The exercise's name.")
    var exercise: String

    @Flag(help: "Show all of them.")
    var all = false

    private static let width = 76

    func perform() throws {
        let installation = Installation.current
        let (exercise, lesson) = try installation.exercise(named: exercise)
        let hints = exercise.hints
        guard !hints.isEmpty else { throw CommandError("'\(exercise.id)' has no hints.") }
        let seen = installation.progress().exercise(exercise.id, of: lesson.id).hints
        let shown = all ? 0..<hints.count : next(behind: seen, of: hints.count)
        if !all, seen >= hints.count { print("There are no more hints. The last one again:\n") }
        print(shown.map { text(hints[$0], $0 + 1, of: hints.count) }.joined(separator: "\n\n"))
        if shown.upperBound > seen {
            let change = ProgressChange.hinted(
                exercise: exercise.id,
                lesson: lesson.id,
                count: shown.upperBound
            )
            installation.keep([change])
        }
    }

    private func next(behind seen: Int, of count: Int) -> Range<Int> {
        let next = min(seen, count - 1)
        return next..<next + 1
    }

    private func text(_ hint: Hint, _ number: Int, of count: Int) -> String {
        "Hint \(number) of \(count): \(hint.title)\n\n"
            + LessonText.plain(hint.text, width: Self.width, isAscii: !Terminals.speakUTF8)
    }
}
