/// Why there is no program.
public struct CompileFailure: Error, Hashable, Sendable {
    /// Where the way to a program ended.
    public enum Stage: Hashable, Sendable {
        /// The source has errors.
        case source
        /// The source is fine, the linker is not content.
        case linking
        /// The compiler itself crashed.
        case compilerCrash
        /// The compiler was stopped because it took too long.
        case timeLimit
        /// The compiler could not do its work for another reason.
        case compiler
    }

    /// Where it failed.
    public let stage: Stage
    /// Errors and warnings, in the compiler's order.
    public let diagnostics: [CompilerDiagnostic]
    /// All that the compiler and the linker printed.
    public let output: String

    /// The errors among the messages.
    public var errors: [CompilerDiagnostic] { diagnostics.filter { $0.severity == .error } }
}

extension CompileFailure {
    init(result: RunResult, output: String, diagnostics: [CompilerDiagnostic]) {
        self.output = output
        self.diagnostics = diagnostics
        stage = Self.stage(result.ending, diagnostics)
    }

    private static func stage(
        _ ending: RunEnding,
        _ diagnostics: [CompilerDiagnostic]
    ) -> Stage {
        if ending == .stopped(.timeLimit) { return .timeLimit }
        let errors = diagnostics.filter { $0.severity == .error }
        // The driver's own words (swift-driver, tried with 6.3.1): "link command failed with exit
        // code 1", "compile command failed due to signal 4".
        func says(_ words: String) -> Bool { errors.contains { $0.message.contains(words) } }
        if case .signaled = ending { return .compilerCrash }
        if says("command failed due to signal") && !says("link command failed") {
            return .compilerCrash
        }
        if errors.contains(where: { $0.location != nil }) { return .source }
        return says("link command failed") ? .linking : .compiler
    }
}

extension CompileFailure: CustomStringConvertible {
    /// The errors as compilers show them, each with its line and a caret; for what is no mistake
    /// in the source, at most three lines, or the linker's words.
    public var description: String {
        switch stage {
        case .source: diagnostics.map(\.description).joined(separator: "\n")
        case .linking: linkerWords
        case .compilerCrash:
            """
            Error: The Swift compiler crashed.
            Why:   \(firstError)
            Next:  Change the program a little: the mistake is in the compiler.
            """
        case .timeLimit:
            """
            Error: The Swift compiler took too long and was stopped.
            Next:  Split long expressions, or give them types.
            """
        case .compiler:
            """
            Error: The Swift compiler could not make a program.
            Why:   \(firstError)
            """
        }
    }

    private var firstError: String {
        let first = errors.first?.message ?? output
        return String(first.prefix { $0 != "\n" })
    }

    /// What the linker printed, without the lines that only say that it failed.
    private var linkerWords: String {
        output.split(separator: "\n").filter {
            !$0.contains("link command failed") && !$0.contains("linker command failed")
        }.joined(separator: "\n")
    }
}
