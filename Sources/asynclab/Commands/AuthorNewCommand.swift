import ArgumentParser
import Curriculum
import FoundationEssentials

/// `asynclab author new NAME`.
struct AuthorNewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Make a lesson that works, to be changed into yours."
    )

    @Argument(help: "The lesson's name: lowercase words joined by hyphens.")
    var name: String

    @Option(name: .customLong("in"), help: "The folder of lessons (default: that of asynclab).")
    var folder: String?

    func run() throws {
        let folder = folder ?? Installation.current.lessonsFolder
        guard NewLesson.isName(name) else {
            throw CommandError(
                "'\(name)' is no name of a lesson.",
                why: "A lesson's name is lowercase words joined by hyphens.",
                next: "Write for example: asynclab author new who-waits-for-whom"
            )
        }
        let lesson = NewLesson(id: name, number: Self.nextNumber(in: folder))
        let path = "\(folder)/\(lesson.folderName)"
        if let taken = Self.folders(in: folder).first(where: { $0.dropFirst(3) == name }) {
            throw CommandError(
                "There is a lesson '\(name)' already.",
                why: "'\(folder)/\(taken)' has this name.",
                next: "Choose another name."
            )
        }
        do {
            try lesson.write(to: path)
        } catch {
            throw CommandError(
                "'\(path)' cannot be written.",
                next: "Name a folder that can be, with --in."
            )
        }
        if FileManager.default.fileExists(atPath: "\(folder)/\(IDRecord.fileName)") {
            try IDRecord.write(try LessonDraft.readAll(in: folder), to: folder)
        }
        print("Made '\(path)'. Look at it:  asynclab open \(lesson.number)")
        print("Prove what it says:  asynclab author lint \(path)")
    }

    private static func nextNumber(in folder: String) -> Int {
        (folders(in: folder).compactMap { Int($0.prefix { $0 != "-" }) }.max() ?? 0) + 1
    }

    private static func folders(in folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }
}
