import ArgumentParser
import Curriculum
import Glibc
import NcursesTerminal
import TraceModel

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
            TutorialCommand.self, LessonsCommand.self, OpenCommand.self, RunCommand.self,
            ViewCommand.self, DoctorCommand.self,
        ],
        defaultSubcommand: TutorialCommand.self
    )

    /// Parses and runs; what went wrong goes to standard error in its own words.
    ///
    /// Mistakes on the command line are told by the parser, with the usage; our own errors are
    /// whole messages and want no prefix.
    static func main() {
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let error as any ReaderError {
            StandardError.write("\(error)\n")
            Glibc.exit(1)
        } catch {
            exit(withError: error)
        }
    }
}

/// An error whose description is the whole message for the reader.
protocol ReaderError: Error, CustomStringConvertible {}

extension CommandError: ReaderError {}
extension RunFailure: ReaderError {}
extension TraceError: ReaderError {}
extension LessonProblems: ReaderError {}
extension TerminalError: ReaderError {}

/// Standard error, which Swift 6 does not let a program name as C does.
enum StandardError {
    /// Writes the text as it is; what cannot be written is lost.
    static func write(_ text: String) {
        let bytes = Array(text.utf8)
        _ = bytes.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
