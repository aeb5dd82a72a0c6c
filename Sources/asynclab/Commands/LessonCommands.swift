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

    @OptionGroup(title: "Screen") var screen: ScreenOptions

    private static let commands = [
        "author", "check", "doctor", "edit", "hint", "lessons", "open", "progress", "reset", "run",
        "solution", "view", "watch",
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
        try LabSession.openTutorial(.current, screen: screen)
    }
}

/// `asynclab open LESSON`, or `LESSON/EXERCISE`.
struct OpenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open",
        abstract: "Open the tutorial at a lesson, or at one of its exercises."
    )

    @Argument(help: "The lesson's number or name; behind a slash, an exercise's name.")
    var lesson: String

    @OptionGroup(title: "Screen") var screen: ScreenOptions

    func run() throws {
        let installation = Installation.current
        guard lesson.contains("/") else {
            return try LabSession.openTutorial(
                installation,
                screen: screen,
                at: try installation.lesson(named: lesson)
            )
        }
        let place = try ExercisePlace.find(lesson, in: installation)
        try LabSession.openTutorial(
            installation,
            screen: screen,
            at: place.lesson,
            step: place.step
        )
    }
}
