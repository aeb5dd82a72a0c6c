/// The problems found so far in one file, collected so that all of them are told.
final class ProblemLog {
    let file: String
    private(set) var problems: [LessonProblem] = []

    init(file: String) {
        self.file = file
    }

    /// Takes what was found in another file.
    func take(_ other: ProblemLog) {
        problems += other.problems
    }

    func note(_ fact: LessonFact, line: Int, file: String? = nil) {
        problems.append(LessonProblem(file: file ?? self.file, line: line, fact: fact))
    }
}

extension [LessonProblem] {
    var hasMistakes: Bool { contains { $0.severity == .mistake } }

    /// By file and line; problems of one line stay in the order in which they were found.
    var inOrder: [LessonProblem] {
        enumerated()
            .sorted {
                ($0.element.file, $0.element.line, $0.offset)
                    < ($1.element.file, $1.element.line, $1.offset)
            }
            .map(\.element)
    }
}
