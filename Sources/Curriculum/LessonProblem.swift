/// One mistake in the files of a lesson, where it is, and what to write instead.
public struct LessonProblem: Error, Sendable, Equatable {
    /// How bad a problem is.
    public enum Severity: Sendable, Equatable {
        /// The lesson cannot be used.
        case mistake
        /// The lesson can be used; a learner would notice.
        case warning
    }

    /// Path of the file, as far as the lesson's folder was given.
    public let file: String
    /// The line, from 1.
    public let line: Int
    let fact: LessonFact

    /// How bad it is.
    public var severity: Severity { fact.isWarning ? .warning : .mistake }
    /// What is wrong, in a sentence.
    public var what: String { fact.words.what }
    /// Why that is so.
    public var why: String { fact.words.why }
    /// What to write instead.
    public var next: String { fact.words.next }
}

/// All problems of a lesson or of a course, warnings too; at least one is a mistake.
public struct LessonProblems: Error, Sendable, Equatable {
    /// The problems, by file and line.
    public let problems: [LessonProblem]
}

extension LessonProblem: CustomStringConvertible {
    /// Three lines: what and where, why, and what to do next.
    public var description: String {
        """
        \(severity == .mistake ? "Error:" : "Warn: ") \(file):\(line): \(what)
        Why:   \(why)
        Next:  \(next)
        """
    }
}

extension LessonProblems: CustomStringConvertible {
    /// Every problem in its three lines, with a blank line between two.
    public var description: String {
        problems.map(\.description).joined(separator: "\n\n")
    }
}
