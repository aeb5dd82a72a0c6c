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

    private static let commands = ["doctor", "lessons", "open", "run", "view"]

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
        try LabSession.open(try installation.lesson(named: lesson), installation)
    }
}

/// `asynclab lessons`.
struct LessonsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lessons",
        abstract: "List the lessons and their steps."
    )

    @Flag(help: "As one JSON object.")
    var json = false

    func run() throws {
        let course = try Installation.current.course()
        if json {
            print(try JSONText.of(CourseListing(course)))
            return
        }
        for lesson in course.lessons {
            print("\(lesson.number)  \(lesson.title)  (\(lesson.minutes) minutes, \(lesson.id))")
            for (index, step) in lesson.steps.enumerated() {
                let program = step.program.map { "  \(lesson.number)/\($0.name)" } ?? ""
                print("   \(index + 1) \(step.title)\(program)")
            }
        }
    }
}

/// What `lessons --json` tells.
struct CourseListing: Encodable {
    struct LessonEntry: Encodable {
        let id: String
        let number: Int
        let title: String
        let minutes: Int
        let steps: [StepEntry]
    }

    struct StepEntry: Encodable {
        let id: String
        let title: String
        let program: String?
    }

    let lessons: [LessonEntry]

    init(_ course: Course) {
        lessons = course.lessons.map { lesson in
            LessonEntry(
                id: lesson.id,
                number: lesson.number,
                title: lesson.title,
                minutes: lesson.minutes,
                steps: lesson.steps.map {
                    StepEntry(id: $0.id, title: $0.title, program: $0.program?.name)
                }
            )
        }
    }
}
