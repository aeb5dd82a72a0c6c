import ExampleRunner
import FoundationEssentials

/// A program that can be started, and how it is watched.
struct ReadyProgram {
    /// The executable, and whose its source is.
    let code: SymbolizedProgram
    let symbolizer: Symbolizer
    /// It is the program to watch; else the first Swift program that it starts is.
    let isDirect: Bool
    /// Whose programs are not watched, by the beginnings of their paths.
    let toolchainPrefixes: [String]
    /// What to tell where nothing could be watched.
    let unwatched: Unwatched

    /// A program that was compiled from its source.
    init(_ compiled: CompiledProgram, _ symbolizer: Symbolizer) {
        code = SymbolizedProgram(compiled)
        self.symbolizer = symbolizer
        isDirect = true
        toolchainPrefixes = []
        unwatched = .libraryDidNotStart
    }

    /// A program that was built elsewhere, or a command that starts one.
    init(executable: String, toolchain: Toolchain?) {
        let kind = ExecutableKind(of: executable)
        let path = URL(filePath: executable).resolvingSymlinksInPath().path
        toolchainPrefixes = toolchain?.programPrefixes ?? []
        let isTool = toolchainPrefixes.contains { path.hasPrefix($0) }
        isDirect = kind == .swift && !isTool
        code = SymbolizedProgram(
            executable: executable,
            own: .below(FileManager.default.currentDirectoryPath)
        )
        // Of its own: the executable may be another one at the next run.
        symbolizer = Symbolizer(toolchain: toolchain)
        unwatched = isDirect ? .libraryDidNotStart : .command(executable, kind, isTool: isTool)
    }
}

/// Why nothing of a run could be watched.
enum Unwatched {
    /// The program is one that asynclab can watch, and the library is silent.
    case libraryDidNotStart
    /// A command, and neither it nor what it started could be watched.
    case command(String, ExecutableKind, isTool: Bool)

    /// Lines for the reader: what, why, what to do next.
    var lines: [String] {
        switch self {
        case .libraryDidNotStart:
            [
                "Error: The program ran, but could not be watched.",
                "Why:   The preloaded library did not start in it.",
                "Next:  See what is missing with: asynclab doctor",
            ]
        case .command(let path, let kind, let isTool):
            [
                "Note:  '\(path)' ran, but no task could be watched.",
                "Why:   \(Self.reason(kind, isTool: isTool))", "Next:  \(Self.advice(kind))",
            ]
        }
    }

    private static func reason(_ kind: ExecutableKind, isTool: Bool) -> String {
        let rest = "and it started none that could be."
        return switch kind {
        case .swift where isTool: "It is the toolchain's own program, \(rest)"
        case .swift: "It made no task, \(rest)"
        case .swiftStatic: "The Swift runtime is linked into it statically, \(rest)"
        case .swiftWithoutConcurrency: "It is Swift without concurrency, \(rest)"
        case .script(let interpreter): "It is a script for '\(interpreter)', \(rest)"
        case .native: "It is not a Swift program, \(rest)"
        case .unknown: "It is no program for 64-bit Linux, \(rest)"
        }
    }

    private static func advice(_ kind: ExecutableKind) -> String {
        kind == .swiftStatic
            ? "Build it without -static-stdlib and -static-executable."
            : "Run a program built by swift build, without -static-stdlib."
    }
}
