import ArgumentParser
import Curriculum
import ExampleRunner
import FoundationEssentials

/// `asynclab author`: for those who write lessons.
struct AuthorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "author",
        abstract: "Write lessons: make one, and prove what it says.",
        subcommands: [AuthorLintCommand.self, AuthorNewCommand.self]
    )
}

/// `asynclab author lint [FOLDER]`.
struct AuthorLintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Prove a lesson, or all lessons of a folder.",
        discussion: """
            Reads the files, compiles the programs, runs them under the virtual clock, and holds the \
            text against the runs. Tells all problems at once, each with its file, its line, and what \
            to write instead. The status is 0 where there is none.
            """
    )

    @Argument(help: "A lesson's folder, or a folder of lessons (default: those of asynclab).")
    var folder: String?

    @Flag(help: "Record the ids of all steps in the folder's file 'ids'.")
    var record = false

    func run() throws {
        let installation = Installation.current
        let folder = folder ?? installation.lessonsFolder
        let drafts = try drafts(in: folder)
        let results = Blocking.wait { await Self.lint(drafts, installation) }
        let problems = try results.get()
        for problem in problems { print("\(problem)\n") }
        print(Self.summary(drafts, problems))
        if !problems.isEmpty { throw ExitCode.failure }
    }

    /// One lesson, or all of a folder.
    private func drafts(in folder: String) throws -> [LessonDraft] {
        if FileManager.default.fileExists(atPath: "\(folder)/lesson.md") {
            guard !record else {
                throw CommandError(
                    "'\(folder)' is one lesson.",
                    why: "The record of ids is that of a whole folder of lessons.",
                    next: "Name the folder that the lesson is in."
                )
            }
            return [LessonDraft.read(folder)]
        }
        if record { try IDRecord.write(try LessonDraft.readAll(in: folder), to: folder) }
        return try LessonDraft.readAll(in: folder)
    }

    private static func lint(
        _ drafts: [LessonDraft],
        _ installation: Installation
    ) async -> Result<[LessonProblem], any Error> {
        let lint = LessonLint(installation: installation)
        do {
            return .success(
                try await withThrowingTaskGroup(of: (Int, [LessonProblem]).self) { group in
                    var results: [Int: [LessonProblem]] = [:]
                    for (index, draft) in drafts.enumerated() {
                        // As many at a time as the machine can do beside other work.
                        if index >= 2, let (done, problems) = try await group.next() {
                            results[done] = problems
                        }
                        group.addTask { (index, try await lint.problems(of: draft)) }
                    }
                    for try await (done, problems) in group { results[done] = problems }
                    return drafts.indices.flatMap { results[$0] ?? [] }
                }
            )
        } catch {
            return .failure(error)
        }
    }

    private static func summary(_ drafts: [LessonDraft], _ problems: [LessonProblem]) -> String {
        let steps = drafts.flatMap(\.steps)
        let claims = steps.reduce(0) { $0 + $1.claims.count + ($1.change?.goal.count ?? 0) }
        let looked = [
            (drafts.count, "lesson"), (steps.count, "step"),
            (drafts.reduce(0) { $0 + $1.programs.count }, "program"), (claims, "claim"),
        ].map { "\($0) \($1)\($0 == 1 ? "" : "s")" }.joined(separator: ", ")
        guard !problems.isEmpty else { return "\(looked): no problems." }
        return "\(looked): \(problems.count) problem\(problems.count == 1 ? "" : "s")."
    }
}

extension IDRecord {
    /// Writes the record of a folder's lessons.
    ///
    /// - Throws: `CommandError`.
    static func write(_ drafts: [LessonDraft], to folder: String) throws {
        let path = "\(folder)/\(fileName)"
        do {
            try Data(text(of: drafts).utf8).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw CommandError(
                "'\(path)' cannot be written.",
                next: "Check the folder and its permissions."
            )
        }
    }
}
