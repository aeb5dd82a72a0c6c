import ArgumentParser
import LabCore
import ProgressStore

/// `asynclab progress`: what is kept of the learner, as a file.
struct ProgressCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "progress",
        abstract: "Take your progress elsewhere, as one file.",
        subcommands: [ProgressExportCommand.self, ProgressImportCommand.self]
    )
}

/// `asynclab progress export FILE`.
struct ProgressExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write all progress to a file."
    )

    @Argument(help: "The file to write.")
    var file: String

    func run() throws {
        let store = ProgressStore(environment: Installation.current.environment)
        let kept = Blocking.wait { await store.read() }
        if let problem = kept.problem { throw problem }
        try ProgressFile.write(kept.progress, to: file)
        print("Written to '\(file)': \(ProgressCount(kept.progress).sentence).")
    }
}

/// `asynclab progress import FILE`.
struct ProgressImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Add the progress in a file to your own.",
        discussion: "Nothing of yours is lost. Importing a file twice changes nothing."
    )

    @Argument(help: "A file that 'asynclab progress export' wrote.")
    var file: String

    func run() throws {
        let theirs = try ProgressFile.read(at: file)
        let store = ProgressStore(environment: Installation.current.environment)
        let result = Blocking.wait {
            () -> Result<(Progress, ProgressStore.Reading), ProgressError> in
            do throws(ProgressError) {
                return .success(try await store.merge(theirs))
            } catch {
                return .failure(error)
            }
        }
        let (before, after) = try result.get()
        if let notice = after.notice { print(notice) }
        print("Read from '\(file)': \(ProgressCount(theirs).sentence).")
        let new = ProgressCount(after.progress) - ProgressCount(before)
        print("New here: \(new.sentence).")
    }
}

extension ProgressCount {
    /// What there is, in words.
    var sentence: String {
        let parts = [
            (lessons, "lesson", "lessons"), (steps, "step", "steps"),
            (predictions, "prediction", "predictions"),
            (attempts, "attempt at exercises", "attempts at exercises"),
            (hints, "hint", "hints"),
        ]
        let words = parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.0 == 1 ? $0.1 : $0.2)" }
        return words.isEmpty ? "nothing" : words.joined(separator: ", ")
    }

    static func - (left: ProgressCount, right: ProgressCount) -> ProgressCount {
        var difference = left
        difference.lessons -= right.lessons
        difference.steps -= right.steps
        difference.predictions -= right.predictions
        difference.attempts -= right.attempts
        difference.hints -= right.hints
        return difference
    }
}
