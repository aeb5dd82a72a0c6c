extension Lesson {
    /// Reads a lesson from its folder, `NN-name` with `lesson.md` and `examples/*.swift`.
    ///
    /// - Parameter folder: path of the folder.
    /// - Returns: the lesson, without mistakes.
    /// - Throws: all problems of the lesson, where at least one is a mistake. Warnings alone do
    ///   not throw: they are in the lesson's `warnings`.
    public static func load(from folder: String) throws(LessonProblems) -> Lesson {
        let reader = LessonReader(folder: folder)
        guard let read = reader.read() else { throw LessonProblems(problems: reader.problems) }
        return read.lesson
    }
}

extension Course {
    /// Reads every lesson of a folder.
    ///
    /// Each folder in it is a lesson; files and hidden folders are passed over.
    ///
    /// - Parameters:
    ///   - folder: path of the folder of lessons.
    ///   - forLearners: without what only authors need, which are the wrong answers to exercises.
    /// - Returns: the lessons by number.
    /// - Throws: all problems of all lessons, where at least one is a mistake.
    public static func load(
        from folder: String,
        forLearners: Bool = false
    ) throws(LessonProblems) -> Course {
        let readers = try readers(in: folder, forLearners: forLearners)
        let read = readers.compactMap { $0.read() }
        let problems = readers.flatMap(\.problems) + duplicates(among: read)
        guard !problems.hasMistakes else { throw LessonProblems(problems: problems.inOrder) }
        return Course(lessons: read.map(\.lesson).sorted { $0.number < $1.number })
    }

    /// A reader for each lesson of a folder.
    static func readers(
        in folder: String,
        forLearners: Bool = false
    ) throws(LessonProblems) -> [LessonReader] {
        guard let names = namesInFolder(folder) else {
            throw LessonProblems(folder, .missingFolder)
        }
        let folders = names.map { path(folder, $0) }.filter { namesInFolder($0) != nil }
        guard !folders.isEmpty else { throw LessonProblems(folder, .noLessons) }
        return folders.map { LessonReader(folder: $0, forLearners: forLearners) }
    }

    static func duplicates(
        among read: [(lesson: Lesson, frontMatter: FrontMatter)]
    ) -> [LessonProblem] {
        var problems: [LessonProblem] = []
        for (index, (lesson, frontMatter)) in read.enumerated() {
            let earlier = read.prefix(index).map(\.lesson)
            let log = ProblemLog(file: path(lesson.folder, "lesson.md"))
            if let first = earlier.first(where: { $0.number == lesson.number }) {
                let fact = LessonFact.duplicateLesson(
                    key: "number",
                    value: "\(lesson.number)",
                    first: first.folderName
                )
                log.note(fact, line: frontMatter.numberLine)
            }
            if let first = earlier.first(where: { $0.id == lesson.id }) {
                let fact = LessonFact.duplicateLesson(
                    key: "id",
                    value: "'\(lesson.id)'",
                    first: first.folderName
                )
                log.note(fact, line: frontMatter.idLine)
            }
            problems += log.problems
        }
        return problems
    }
}

extension LessonProblems {
    fileprivate init(_ folder: String, _ fact: LessonFact) {
        self.init(problems: [LessonProblem(file: folder, line: 1, fact: fact)])
    }
}
