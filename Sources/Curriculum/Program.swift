/// A program of a lesson, as its file holds it, and how it is compiled and run.
public struct ProgramReference: Sendable, Equatable {
    /// The file's name without `.swift`.
    public let name: String
    /// Path of the file, as far as the lesson's folder was given.
    public let path: String
    /// The whole text of the file.
    public let source: String
    /// How to compile and run it.
    public let settings: ProgramSettings

    /// The file's name: `all-blocking.swift`.
    public var fileName: String { name + ".swift" }

    /// The lines of the source, without their ends.
    ///
    /// A last line end starts no further line.
    public var lines: [Substring] {
        var lines = source.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    /// A program and its settings.
    public init(name: String, path: String, source: String, settings: ProgramSettings) {
        self.name = name
        self.path = path
        self.source = source
        self.settings = settings
    }
}

/// How a program is compiled and run.
public struct ProgramSettings: Sendable, Equatable {
    /// Which actor a declaration belongs to that names none.
    public enum Isolation: String, Sendable, CaseIterable {
        /// The main actor's, as in a new app project.
        case main
        /// Nobody's, as the compiler has it without an option.
        case none
    }

    /// The language mode of the compiler.
    public enum LanguageMode: String, Sendable, CaseIterable {
        /// Swift 5: data races are warnings at most.
        case swift5 = "5"
        /// Swift 6: data races are errors.
        case swift6 = "6"
    }

    /// The default isolation.
    public var isolation: Isolation
    /// The language mode.
    public var languageMode: LanguageMode
    /// Threads of the global pool, at least 1; nil means as many as the machine has cores.
    public var threads: Int?

    /// Settings; without arguments those of a lesson that says nothing.
    public init(
        isolation: Isolation = .main,
        languageMode: LanguageMode = .swift6,
        threads: Int? = nil
    ) {
        self.isolation = isolation
        self.languageMode = languageMode
        self.threads = threads
    }
}
