/// The files of one program.
public struct ProgramSource: Hashable, Sendable {
    /// Paths of its Swift files, as the user wrote them.
    ///
    /// Never empty.
    public let files: [String]

    /// A program of one file.
    public init(_ file: String) {
        files = [file]
    }

    /// A program of a file and some more.
    public init(_ file: String, _ others: [String]) {
        files = [file] + others
    }
}

/// How a program is compiled.
public struct CompilationSettings: Hashable, Sendable {
    /// Which actor code belongs to that does not say so.
    public enum Isolation: String, Hashable, Sendable, CaseIterable {
        /// The main actor, as in a new app project.
        case main
        /// None, as the language has it without any setting.
        case none
    }

    /// The language mode.
    public enum LanguageMode: String, Hashable, Sendable, CaseIterable {
        /// Swift 5: data races are at most warnings.
        case swift5 = "5"
        /// Swift 6: data races are errors.
        case swift6 = "6"
    }

    /// Checks that are compiled into the program.
    public enum Sanitizer: String, Hashable, Sendable, CaseIterable {
        /// No checks.
        case none
        /// ThreadSanitizer, which reports data races.
        case thread
        /// Its instrumentation alone: the program tells its reads and writes to whoever provides what it
        /// calls, and only runs with that.
        case accesses
    }

    /// How much the compiler improves the code.
    public enum Optimization: String, Hashable, Sendable, CaseIterable {
        /// Not at all: every line is where the source has it.
        case none
        /// For speed.
        case speed
    }

    /// Default isolation.
    public var isolation: Isolation
    /// Language mode.
    public var languageMode: LanguageMode
    /// Sanitizer.
    public var sanitizer: Sanitizer
    /// Optimization.
    public var optimization: Optimization

    /// Settings; without arguments those of lessons.
    public init(
        isolation: Isolation = .main,
        languageMode: LanguageMode = .swift6,
        sanitizer: Sanitizer = .none,
        optimization: Optimization = .none
    ) {
        self.isolation = isolation
        self.languageMode = languageMode
        self.sanitizer = sanitizer
        self.optimization = optimization
    }
}

/// A program that is ready to run.
public struct CompiledProgram: Hashable, Sendable {
    /// Path of the executable.
    ///
    /// It stays until the cache needs its room for newer programs.
    public let executable: String
    /// What it was made from.
    public let source: ProgramSource
    /// How it was made.
    public let settings: CompilationSettings
    /// What the compiler warned about, also when it did so earlier and the program is kept.
    public let warnings: [CompilerDiagnostic]
    /// Whether the program had been compiled before.
    public let fromCache: Bool
    /// How long it took to get the program, in seconds.
    public let seconds: Double
}
