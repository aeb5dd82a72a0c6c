import ArgumentParser
import Curriculum
import FoundationEssentials
import LabCore

/// `asynclab`: the tutorial.
struct TutorialCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tutorial",
        abstract: "Open the tutorial.",
        shouldDisplay: false
    )

    /// A word that is no subcommand comes here.
    @Argument(help: .hidden)
    var words: [String] = []

    private static let commands = [
        "author", "check", "doctor", "edit", "hint", "lessons", "open", "progress", "reset", "run",
        "solution", "view",
    ]

    func run() throws {
        if let word = words.first {
            throw CommandError(
                "There is no command '\(word)'.",
                didYouMean: Self.commands,
                for: word,
                why: "The commands are: \(Self.commands.joined(separator: ", ")).",
                next: "See what they do with: asynclab help"
            )
        }
        try LabSession.openTutorial(.current)
    }
}

/// `asynclab open LESSON`.
struct OpenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open",
        abstract: "Open the tutorial at a lesson."
    )

    @Argument(help: "The lesson's number or name.")
    var lesson: String

    func run() throws {
        let installation = Installation.current
        try LabSession.openTutorial(
            installation,
            at: try installation.lesson(named: lesson)
        )
    }
}
