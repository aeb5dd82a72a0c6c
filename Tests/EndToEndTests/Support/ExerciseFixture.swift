import FoundationEssentials

/// A course of two lessons with three exercises, and a learner who has done nothing yet.
final class ExerciseFixture {
    let scratch: Scratch
    private var lessons: String { scratch.file("Lessons") }

    init() throws {
        scratch = try Scratch()
        try write(lesson: 1, "tea", exercises: ["boil", "steep"])
        try write(lesson: 2, "cake", exercises: ["bake"])
        try write(exercise: "01-tea/exercises/boil")
        try write(exercise: "01-tea/exercises/steep", settings: "swift: 5\nisolation: none\n")
        try write(exercise: "02-cake/exercises/bake")
    }

    var environment: [String: String] {
        [
            "ASYNCLAB_LESSONS": lessons, "XDG_DATA_HOME": scratch.file("data"),
            "XDG_STATE_HOME": scratch.file("state"),
        ]
    }

    /// The learner's folder.
    var workspace: String { scratch.file("data/asynclab/exercises") }

    /// The learner's file of the exercise `boil`.
    var boil: String { "\(workspace)/01-tea/boil/boil.swift" }

    /// Runs `asynclab` for this learner, without a terminal.
    func run(
        _ arguments: String...,
        environment: [String: String] = [:]
    ) async throws -> CommandResult {
        let all = self.environment.merging(environment) { _, new in new }
        return try await Command(arguments, environment: all).result()
    }

    /// Writes a file by its whole path, and the folders that it is in.
    func write(_ text: String, at path: String) throws {
        try FileManager.default.createDirectory(
            atPath: String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)]),
            withIntermediateDirectories: true
        )
        try Data(text.utf8).write(to: URL(filePath: path))
    }

    /// What a file holds; nil where there is none.
    func text(at path: String) -> String? {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Gives the lesson `tea` another number.
    func renumberTea(to number: Int) throws {
        try write(lesson: number, "tea", exercises: ["boil", "steep"])
        try FileManager.default.moveItem(
            atPath: "\(lessons)/01-tea/exercises",
            toPath: "\(lessons)/0\(number)-tea/exercises"
        )
        try FileManager.default.removeItem(atPath: "\(lessons)/01-tea")
    }

    // MARK: The course

    static let starter = program("        // TODO: Say that the water boils.\n")
    static let solution = program("        print(\"it boils\")\n")

    /// What is to be done is on line 5.
    private static func program(_ body: String) -> String {
        """
        @main
        struct Program {
            static func main() async {
                print("water on")
        \(body)    }
        }

        """
    }

    private func write(lesson number: Int, _ id: String, exercises: [String]) throws {
        let text = """
            ---
            id: \(id)
            number: \(number)
            title: Lesson \(id)
            minutes: 5
            exercises: [\(exercises.joined(separator: ", "))]
            ---

            # Lesson \(id)

            ## Summary

            ```yaml step
            id: summary
            ```

            - It takes its time.

            """
        try write(text, at: "\(lessons)/0\(number)-\(id)/lesson.md")
    }

    private func write(exercise folder: String, settings: String = "") throws {
        let folder = "\(lessons)/\(folder)"
        let wrong = ["a", "b", "c"]
        let check = """
            \(settings)starter: The output ends
            passed: It boils.
            checks:
              - output: [water on, it boils]
            wrong:
            \(wrong.map { "  \($0).swift: The output ends\n" }.joined())
            """
        let hints = ["Where", "Which", "What", "How"].map { "## \($0)\n\nHint \($0).\n\n" }
        try write("# Boil water\n\nSay `it boils` **then**.\n", at: "\(folder)/prompt.md")
        try write(hints.joined(), at: "\(folder)/hints.md")
        try write(check, at: "\(folder)/check.yml")
        try write(Self.starter, at: "\(folder)/starter.swift")
        try write(Self.solution, at: "\(folder)/solution.swift")
        for name in wrong { try write(Self.starter, at: "\(folder)/wrong/\(name).swift") }
    }
}
