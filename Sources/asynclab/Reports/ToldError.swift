import Curriculum
import ExampleRunner
import NcursesTerminal
import ProgressStore
import TraceModel

/// An error whose description is all that the reader is told, from the first word to the last.
protocol ToldError: Error, CustomStringConvertible {
    /// The exit status of asynclab.
    var status: Int32 { get }
}

extension ToldError {
    /// What is not said otherwise: 1.
    var status: Int32 { 1 }
}

/// The same error with the exit status of what could not be done: where 1 has another meaning.
struct NotDone: ToldError {
    let error: any ToldError
    var status: Int32 { 2 }
    var description: String { "\(error)" }
}

extension LessonProblems: ToldError {}
extension ProgressError: ToldError {}
extension RunnerError: ToldError {}
extension TerminalError: ToldError {}
extension TraceError: ToldError {}

/// Why a program did not run: lines for the reader.
struct RunFailure: ToldError {
    let lines: [String]
    var description: String { lines.joined(separator: "\n") }
}

/// What went wrong with a command: what, why, what to do next.
struct CommandError: ToldError {
    let what: String
    let why: String?
    let next: String?

    init(_ what: String, why: String? = nil, next: String? = nil) {
        self.what = what
        self.why = why
        self.next = next
    }

    /// Names the nearest of the known words where one is near, and says all of them where none is.
    init(
        _ what: String,
        didYouMean known: [String],
        for word: String,
        why: String,
        next: String? = nil
    ) {
        let nearest = nearMiss(of: word, among: known)
        self.init(what + (nearest.map { " Did you mean '\($0)'?" } ?? ""), why: why, next: next)
    }

    var description: String {
        "Error: \(what)" + (why.map { "\nWhy:   \($0)" } ?? "")
            + (next.map { "\nNext:  \($0)" } ?? "")
    }
}
