/// A program of a lesson or of the user, as its file holds it, and how it is compiled and run.
public struct ProgramReference: Sendable, Equatable {
    /// What there is of a program.
    public enum Form: Sendable, Equatable {
        /// Its source, in one file.
        case source
        /// An executable file, built elsewhere: a program, or a command that starts others.
        case executable
    }

    /// The file's name, of source without `.swift`.
    public let name: String
    /// Path of the file, as far as the lesson's folder was given.
    public let path: String
    /// The whole text of the file; empty for an executable.
    public let source: String
    /// What the file is.
    public let form: Form
    /// How to compile and run it.
    public var settings: ProgramSettings
    /// The arguments that it is given, behind its name.
    public var arguments: [String] = []

    /// The file's name: `all-blocking.swift`.
    public var fileName: String { form == .source ? name + ".swift" : name }

    /// The lines of the source, without their ends.
    ///
    /// A last line end starts no further line.
    public var lines: [Substring] {
        var lines = source.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    /// A program of one file and its settings.
    public init(name: String, path: String, source: String, settings: ProgramSettings) {
        self.name = name
        self.path = path
        self.source = source
        self.settings = settings
        form = .source
    }

    /// A program that was built elsewhere.
    ///
    /// Of the settings only the threads matter.
    public init(executable path: String, arguments: [String], settings: ProgramSettings) {
        name = path.split(separator: "/").last.map(String.init) ?? path
        self.path = path
        self.settings = settings
        self.arguments = arguments
        source = ""
        form = .executable
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
    /// Data races are looked for: the program is built for that, and runs under the virtual clock.
    public var findsRaces = false

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
