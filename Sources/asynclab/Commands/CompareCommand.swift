import ArgumentParser
import Curriculum
import ExampleRunner
import LabCore
import LabViews
import TraceModel

/// `asynclab compare`: two kept traces.
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Compare two kept traces: before a change, and now.",
        discussion: """
            Tasks of the two runs are held against each other by their parents, their names and the \
            lines that created them: what each takes, when it ends, and its time in each state. In a \
            terminal each task's lane before stands above its lane now. With --plain and --json, or \
            where there is no terminal, the comparison is told as text.
            """
    )

    @Argument(help: "A file that 'asynclab run --save' wrote, of the run before.")
    var before: String

    @Argument(help: "Another one, of the run now.")
    var now: String

    @Flag(help: "Tell the comparison as text.")
    var plain = false

    @Flag(help: "Tell the comparison as one JSON object.")
    var json = false

    @OptionGroup(title: "Screen") var screen: ScreenOptions

    func validate() throws {
        if plain && json { throw ValidationError("Give --plain or --json, not both.") }
    }

    func run() throws {
        let isText = plain || json || !Terminals.areThere
        let first = try KeptRun(path: before, keepsHistory: false)
        let second = try KeptRun(path: now, keepsHistory: !isText)
        if json {
            print(try JSONText.of(ComparisonJSON((before, first), (now, second))))
            return
        }
        if isText {
            let isAscii = Terminals.wantASCII(screen)
            print(
                ComparisonReport(before: first.run, now: second.run, width: 100, isAscii: isAscii)
                    .text
            )
            return
        }
        let state = LabState(
            kept: second.run,
            comparedWith: first.run,
            title: "\(before), \(now)",
            program: second.program
        )
        try LabSession.show(state, screen)
    }
}
