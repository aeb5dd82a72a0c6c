/// A lesson as its author has it so far: what can be read of it, and all that is wrong with its
/// files.
///
/// More is asked of it than a learner's lesson must have: a summary, and no stray files.
public struct LessonDraft: Sendable {
    /// Path of the lesson's folder, as it was given.
    public let folder: String
    /// The lesson; nil where a mistake leaves none.
    public let lesson: Lesson?
    /// The steps that can be read.
    public let steps: [Step]
    /// The programs that can be read.
    public let programs: [ProgramReference]
    /// What is wrong, by file and line.
    public internal(set) var problems: [LessonProblem]

    /// Path of its `lesson.md`.
    public var file: String { path(folder, "lesson.md") }
    /// The ids of its steps behind its own: `tea/boil`.
    var ids: [(id: String, line: Int)] {
        guard let lesson else { return [] }
        return lesson.steps.map { ("\(lesson.id)/\($0.id)", $0.line) }
    }
}

extension LessonDraft {
    static let summaryLimit = 5
    private static let entries = ["examples", "exercises", "lesson.md"]

    /// Reads a lesson's folder.
    public static func read(_ folder: String) -> LessonDraft {
        let reader = LessonReader(folder: folder)
        return draft(reader, reader.read())
    }

    static func draft(
        _ reader: LessonReader,
        _ read: (lesson: Lesson, frontMatter: FrontMatter)?
    ) -> LessonDraft {
        let log = ProblemLog(file: path(reader.folder, "lesson.md"))
        noteStrayFiles(reader.folder, log)
        noteSummary(of: reader.steps, log)
        return LessonDraft(
            folder: reader.folder,
            lesson: read?.lesson,
            steps: reader.steps,
            programs: reader.programs,
            problems: (reader.problems + log.problems).inOrder
        )
    }

    private static func noteStrayFiles(_ folder: String, _ log: ProblemLog) {
        for name in namesInFolder(folder) ?? [] where !entries.contains(name) {
            log.note(.strayFile, line: 1, file: path(folder, name))
        }
        let examples = path(folder, "examples")
        for name in namesInFolder(examples) ?? [] where !name.hasSuffix(".swift") {
            log.note(.strayFile, line: 1, file: path(examples, name))
        }
    }

    private static func noteSummary(of steps: [Step], _ log: ProblemLog) {
        guard let last = steps.last else { return }
        guard last.program == nil else {
            log.note(.noSummary, line: last.line)
            return
        }
        let rows = TextBlock.rows(of: last.text, width: StepReader.textWidth)
        if rows > summaryLimit {
            log.note(.longSummary(rows: rows, limit: summaryLimit), line: last.line)
        }
    }
}

extension LessonDraft {
    /// Reads every lesson of a folder, as `Course.load` does.
    ///
    /// Where the folder has a file `ids`, no id that stands in it may be lost, and none be missing.
    ///
    /// - Throws: `LessonProblems` where there is no lesson.
    public static func readAll(in folder: String) throws(LessonProblems) -> [LessonDraft] {
        let readers = try Course.readers(in: folder)
        let read = readers.map { $0.read() }
        var drafts = zip(readers, read).map { draft($0, $1) }
        let shared =
            Course.duplicates(among: read.compactMap(\.self)) + IDRecord.problems(folder, drafts)
        for index in drafts.indices {
            let own = shared.filter { $0.file == drafts[index].file }
            drafts[index].problems = (drafts[index].problems + own).inOrder
        }
        let rest = shared.filter { problem in !drafts.contains { $0.file == problem.file } }
        if !drafts.isEmpty { drafts[0].problems = rest + drafts[0].problems }
        return drafts
    }
}
