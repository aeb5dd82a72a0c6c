import ArgumentParser
import Glibc
import QuietPool

/// The command line.
///
/// Every subcommand has a file of its own in `Commands`.
@main
struct Asynclab: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "asynclab",
        abstract: "Learn asynchronous programming in Swift by watching real programs run.",
        discussion: "Without a subcommand, the tutorial opens.",
        version: "0.1.0",
        subcommands: [
            TutorialCommand.self, LessonsCommand.self, OpenCommand.self, WatchCommand.self,
            RunCommand.self, CheckCommand.self, EditCommand.self, HintCommand.self,
            ResetCommand.self,
            SolutionCommand.self,
            ViewCommand.self, CompareCommand.self, ExportCommand.self, ProgressCommand.self,
            DoctorCommand.self,
            AuthorCommand.self,
        ],
        defaultSubcommand: TutorialCommand.self
    )

    /// `--explore N` as the parser wants it, which knows no option that may have a value.
    private static func spelledOut(_ arguments: ArraySlice<String>) -> [String] {
        guard let index = arguments.firstIndex(of: "--explore"), index + 1 < arguments.endIndex,
            Int(arguments[index + 1]) != nil,
            arguments[..<index].allSatisfy({ $0 != "--" })
        else { return Array(arguments) }
        return Array(arguments[...index]) + ["--schedules"] + arguments[(index + 1)...]
    }

    /// Parses and runs; what went wrong goes to standard error in its own words.
    ///
    /// Mistakes on the command line are told by the parser, with the usage; our own errors are
    /// whole messages and want no prefix.
    static func main() {
        QuietPool.install()
        do {
            var command = try parseAsRoot(spelledOut(CommandLine.arguments.dropFirst()))
            try command.run()
        } catch let error as any ToldError {
            let text = Array("\(error)\n".utf8)
            _ = write(STDERR_FILENO, text, text.count)
            Glibc.exit(error.status)
        } catch {
            exit(withError: error)
        }
    }
}
