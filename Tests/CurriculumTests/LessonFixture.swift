import Curriculum
import FoundationEssentials

/// A folder of lessons for one test; it goes away with the value.
final class LessonFixture {
    let folder: String

    /// Writes files, by their paths below the folder.
    init(_ files: [String: String]) throws {
        let manager = FileManager.default
        folder = manager.temporaryDirectory.appending(path: UUID().uuidString).path
        try manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for (path, text) in files {
            let parent = path.split(separator: "/").dropLast().joined(separator: "/")
            try manager.createDirectory(
                atPath: "\(folder)/\(parent)",
                withIntermediateDirectories: true
            )
            try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(path)"))
        }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// The texts of all problems of the lesson `03-tea`, with paths below the folder.
    func problemsOfLesson() -> [String] {
        texts { () throws(LessonProblems) in
            try Lesson.load(from: "\(folder)/03-tea").warnings
        }
    }

    /// The texts of all problems of the course, with paths below the folder.
    func problemsOfCourse() -> [String] {
        texts { () throws(LessonProblems) in try Course.load(from: folder).warnings }
    }

    private func texts(_ load: () throws(LessonProblems) -> [LessonProblem]) -> [String] {
        let problems: [LessonProblem]
        do {
            problems = try load()
        } catch {
            problems = error.problems
        }
        return problems.map { $0.description.replacing(folder + "/", with: "") }
    }
}

/// A lesson with one step, which runs `boil.swift`.
///
/// Keys of the step block start at line 13.
func teaLesson(
    frontMatter: String = "id: tea\nnumber: 3\ntitle: Tea\nminutes: 5",
    title: String = "# Tea",
    step: String = "id: boil\nrun: boil.swift",
    text: String = "Water takes its time."
) -> String {
    """
    ---
    \(frontMatter)
    ---

    \(title)

    ## Boil

    ```yaml step
    \(step)
    ```

    \(text)
    """
}

/// The problems of a lesson text whose folder also holds a program of three lines.
func problems(
    _ lesson: String,
    programs: [String: String] = ["boil.swift": "let water = 1\nprint(water)\n// tea\n"]
) throws -> [String] {
    var files = ["03-tea/lesson.md": lesson]
    for (name, source) in programs { files["03-tea/examples/\(name)"] = source }
    return try LessonFixture(files).problemsOfLesson()
}
