/// What can go wrong around a program, besides mistakes in the program (``CompileFailure``).
public enum RunnerError: Error, Hashable, Sendable {
    /// There is no `swiftc` where one was looked for. `named` is what ASYNCLAB_SWIFTC says, if set.
    case compilerNotFound(named: String?)
    /// `path` was run and did not answer as a Swift compiler does.
    case compilerNotWorking(path: String, reason: String)
    /// The compiler is older than asynclab needs.
    case compilerTooOld(path: String, version: String)
    /// A source file cannot be read.
    case sourceUnreadable(path: String, reason: String)
    /// Neither the cache folder nor the folder for temporary files can be written.
    case nowhereToBuild(path: String, reason: String)
    /// The supervisor is not where it should be, or cannot be started.
    case supervisorNotStarted(path: String, reason: String)
    /// The supervisor ended without saying how the program ended.
    case supervisorLost(reason: String)
    /// The supervisor could not start the program.
    case programNotStarted(path: String, reason: String)
    /// The toolchain has no `llvm-symbolizer`, and PATH neither.
    case symbolizerNotFound
    /// `llvm-symbolizer` could not tell of a program's code.
    case symbolizerNotWorking(path: String, reason: String)
}

extension RunnerError: CustomStringConvertible {
    /// What happened, why, and what to do: at most three lines.
    public var description: String {
        let (what, why, next) = lines
        var text = "Error: \(what)"
        if let why { text += "\nWhy:   \(why)" }
        if let next { text += "\nNext:  \(next)" }
        return text
    }

    private var lines: (what: String, why: String?, next: String?) {
        switch self {
        case .compilerNotFound, .compilerNotWorking, .compilerTooOld: compilerLines
        case .sourceUnreadable(let path, let reason):
            ("'\(path)' cannot be read.", "\(reason).", nil)
        case .nowhereToBuild(let path, let reason):
            (
                "There is no folder to build programs in.", "'\(path)': \(reason).",
                "Set XDG_CACHE_HOME or TMPDIR to a folder that can be written."
            )
        case .supervisorNotStarted(let path, let reason):
            ("'\(path)' cannot be started.", "\(reason).", "Install asynclab again.")
        case .supervisorLost(let reason):
            ("The run was lost: asynclab-supervisor ended early.", "\(reason).", "Run it again.")
        case .programNotStarted(let path, let reason):
            ("'\(path)' cannot be run.", "\(reason).", nil)
        case .symbolizerNotFound, .symbolizerNotWorking: symbolizerLines
        }
    }

    private var symbolizerLines: (what: String, why: String?, next: String?) {
        let next = "Install the whole Swift toolchain, or LLVM's llvm-symbolizer."
        return if case .symbolizerNotWorking(let path, let reason) = self {
            ("The lines of the program's code are not known.", "'\(path)': \(reason).", next)
        } else {
            (
                "The lines of the program's code are not known.",
                "There is no 'llvm-symbolizer' beside swiftc, nor in PATH.", next
            )
        }
    }

    private var compilerLines: (what: String, why: String?, next: String?) {
        let install =
            "Install Swift 6.2 or later (https://www.swift.org/install), or set ASYNCLAB_SWIFTC."
        return switch self {
        case .compilerNotFound(let name?):
            (
                "No Swift compiler was found.",
                "ASYNCLAB_SWIFTC is '\(name)', which cannot be run.",
                "Set ASYNCLAB_SWIFTC to the path of swiftc, or unset it."
            )
        case .compilerTooOld(let path, let version):
            ("Swift \(version) is too old for asynclab.", "It was found as '\(path)'.", install)
        case .compilerNotWorking(let path, let reason):
            ("The Swift compiler '\(path)' does not work.", "\(reason).", install)
        default:
            ("No Swift compiler was found.", "There is no 'swiftc' in PATH.", install)
        }
    }
}
