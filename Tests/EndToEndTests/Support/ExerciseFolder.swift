import FoundationEssentials

/// A folder of lessons with one lesson, and exercises that a test makes up.
final class ExerciseFolder: Sendable {
    private let scratch: Scratch
    private let settings: String
    /// The names of the exercises: no earlier test has left anything of them.
    let names: [String]

    /// Exercises by their checks, as `check.yml` has them below `checks:`, with a starter and settings.
    init(
        _ checks: [String],
        starter: String = "print(1)\n",
        settings: String = "clock: virtual"
    ) throws {
        scratch = try Scratch()
        self.settings = settings
        let mark = String(UInt64.random(in: 0 ... .max), radix: 36)
        names = checks.indices.map { "pages-\(mark)-\($0)" }
        let lesson = """
            ---
            id: pages
            number: 1
            title: Pages
            minutes: 5
            exercises: [\(names.joined(separator: ", "))]
            ---

            # Pages

            ## Sum up

            ```yaml step
            id: summary
            ```

            Pages.
            """
        try write(lesson, "lesson.md")
        for (name, checks) in zip(names, checks) {
            try writeCheck(name, checks)
            try write("# Pages\n\nLoad them.\n", "exercises/\(name)/prompt.md")
            try write("## A\n\nOne.\n\n## B\n\nTwo.\n", "exercises/\(name)/hints.md")
            try write(starter, "exercises/\(name)/starter.swift")
            try write(starter, "exercises/\(name)/solution.swift")
        }
    }

    private func writeCheck(_ name: String, _ checks: String) throws {
        let check = """
            \(settings)
            starter: not yet
            passed: |
              It is right.
            checks:
            \(checks)
            """
        try write(check, "exercises/\(name)/check.yml")
    }

    private func write(_ text: String, _ path: String) throws {
        try write(text, to: "\(folder)/01-pages/\(path)")
    }

    private func write(_ text: String, to file: String) throws {
        try FileManager.default.createDirectory(
            atPath: String(file[..<(file.lastIndex(of: "/") ?? file.endIndex)]),
            withIntermediateDirectories: true
        )
        try Data(text.utf8).write(to: URL(filePath: file))
    }

    /// The folder of lessons.
    var folder: String { scratch.file("Lessons") }

    /// A file of the test's own.
    func file(_ name: String, _ bytes: [UInt8]) throws -> String {
        try Data(bytes).write(to: URL(filePath: scratch.file(name)))
        return scratch.file(name)
    }

    /// The folder of a learner who has begun some exercises, by their numbers.
    func workspace(_ answers: [Int: String]) throws -> String {
        for (number, source) in answers {
            let name = names[number]
            try write(source, to: scratch.file("workspace/01-pages/\(name)/\(name).swift"))
        }
        return scratch.file("workspace")
    }

    /// Gives an exercise other checks.
    func change(_ number: Int = 0, _ checks: String) throws {
        try writeCheck(names[number], checks)
    }

    /// A program of the tests that answers an exercise.
    static func answer(_ name: String) -> String { Installed.program("Answers/\(name)") }

    /// Runs asynclab with these lessons.
    func asynclab(_ arguments: [String]) async throws -> CommandResult {
        try await Command(arguments, environment: ["ASYNCLAB_LESSONS": folder]).result()
    }

    /// Checks a file by an exercise.
    func check(_ file: String, _ number: Int = 0) async throws -> CommandResult {
        try await asynclab(["check", names[number], file])
    }

    /// The verdict on a file in `--json`, which is as its schema says.
    func verdict(_ file: String, _ number: Int = 0) async throws -> (JSONValue, CommandResult) {
        let result = try await asynclab(["check", names[number], file, "--json"])
        return (try JSONValue(result.output), result)
    }
}
