import ArgumentParser
import Curriculum
import FoundationEssentials

/// `asynclab edit EXERCISE`.
struct EditCommand: ExerciseCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit",
        abstract: "Open an exercise in your editor.",
        discussion: """
            The exercise is begun where it was not yet. The editor is that of $VISUAL or $EDITOR, opened \
            at the first TODO. Without a terminal, the path of the file is printed.
            """
    )

    @Argument(help: "The exercise's name.")
    var exercise: String

    @OptionGroup var options: WorkspaceOptions

    @Flag(help: "Open the editor beside this, in a terminal that tmux splits.")
    var split = false

    func perform() throws {
        let installation = Installation.current
        let (exercise, lesson) = try installation.exercise(named: exercise)
        let environment = installation.environment
        if split, !Editor.canBeBeside(environment) { throw CommandError.noSplit }
        let workspace = options.workspace(installation)
        let path = try workspace.begin(exercise, in: lesson)
        guard let editor = Editor(environment: environment), Terminals.areThere || split else {
            let reason = Terminals.areThere ? "No editor is known" : "There is no terminal"
            StandardError.tell("\(reason): open the file yourself, or set EDITOR to your editor.")
            return print(path)
        }
        let source = workspace.read(exercise, in: lesson)?.source ?? ""
        let line = Exercise.firstTodo(in: source)
        let isBeside = split || Editor.isWantedBeside(environment)
        let status =
            isBeside && Editor.canBeBeside(environment)
            ? editor.openBeside(file: path, line: line, environment: environment)
            : editor.run(file: path, line: line)
        if status != 0 { throw CommandError.ended(editor, status, path) }
        print("\(path)\nCheck it with: asynclab check \(exercise.id)")
    }
}

extension CommandError {
    fileprivate static let noSplit = CommandError(
        "There is nothing to split.",
        why: "--split needs tmux, and this terminal is not in it.",
        next: "Start tmux first, or leave out --split."
    )

    fileprivate static func ended(_ editor: Editor, _ status: Int32, _ path: String) -> CommandError
    {
        CommandError(
            status == 127
                ? "The editor '\(editor.name)' was not found."
                : "The editor '\(editor.name)' ended with status \(status).",
            why: "It was called as '\(editor.command)'.",
            next: "Set VISUAL or EDITOR to your editor, or open \(path)"
        )
    }
}
