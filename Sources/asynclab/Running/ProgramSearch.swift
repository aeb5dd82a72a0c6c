import Curriculum
import ExampleRunner
import FoundationEssentials

/// Finds the program that the words of a command line mean.
struct ProgramSearch {
    let installation: Installation
    let settings: ProgramSettings

    /// A file, LESSON/EXAMPLE, or an executable, with its arguments; `isCommand`: also a command in PATH.
    func find(_ words: [String], isCommand: Bool) throws -> ProgramReference {
        let arguments = Array(words.dropFirst())
        return isCommand
            ? try command(words[0], arguments: arguments)
            : try find(words[0], arguments: arguments)
    }

    private func find(_ target: String, arguments: [String]) throws -> ProgramReference {
        if isExecutable(target) {
            return ProgramReference(executable: target, arguments: arguments, settings: settings)
        }
        var program = try source(target)
        program.arguments = arguments
        return program
    }

    /// As a shell finds it.
    private func command(_ name: String, arguments: [String]) throws -> ProgramReference {
        if name.contains("/") || name.hasSuffix(".swift") {
            return try find(name, arguments: arguments)
        }
        let search = CommandSearch(environment: installation.environment)
        guard let path = search.find(name) else {
            throw CommandError("There is no command '\(name)' in PATH.", next: "Check its name.")
        }
        return ProgramReference(executable: path, arguments: arguments, settings: settings)
    }

    /// A file that can be executed, and is not meant to be compiled.
    private func isExecutable(_ path: String) -> Bool {
        var isFolder = false
        return path.contains("/") && !path.hasSuffix(".swift")
            && FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder
            && FileManager.default.isExecutableFile(atPath: path)
    }

    private func source(_ target: String) throws -> ProgramReference {
        if FileManager.default.fileExists(atPath: target) || target.hasSuffix(".swift") {
            return try .file(at: target, settings: settings)
        }
        if ["/", "./", "../"].contains(where: target.hasPrefix) {
            throw CommandError("'\(target)' does not exist.", next: "Check the path.")
        }
        let parts = target.split(separator: "/", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { throw noProgram(target) }
        let lesson = try installation.lesson(named: parts[0])
        if let program = lesson.program(named: parts[1]) { return program }
        let known = lesson.programs.map(\.name).joined(separator: ", ")
        throw CommandError(
            "Lesson \(lesson.number) has no program '\(parts[1])'.",
            didYouMean: lesson.programs.map(\.name),
            for: parts[1],
            why: "Its programs are: \(known)."
        )
    }

    private func noProgram(_ target: String) -> CommandError {
        let isCommand = CommandSearch(environment: installation.environment).find(target) != nil
        return CommandError(
            "'\(target)' is no program.",
            why: "There is no file of that name.",
            next: isCommand
                ? "To run the command: asynclab run -- \(target)"
                : "Name a .swift file, or LESSON/EXAMPLE as in: asynclab run 2/all-blocking"
        )
    }
}

extension ProgramReference {
    /// The program in a file.
    static func file(at path: String, settings: ProgramSettings) throws -> ProgramReference {
        var isFolder = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw CommandError("'\(path)' does not exist.", next: "Check the path.")
        }
        guard !isFolder, path.hasSuffix(".swift") else {
            let isExecutable = !isFolder && FileManager.default.isExecutableFile(atPath: path)
            throw CommandError(
                "'\(path)' is no Swift program.",
                why: "asynclab runs single files, NAME.swift, and executables.",
                next: isExecutable ? "To run the executable: asynclab run ./\(path)" : nil
            )
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandError("'\(path)' cannot be read.", next: "Check its permissions.")
        }
        let source = String(decoding: data, as: UTF8.self)
        let file = path.split(separator: "/").last.map(String.init) ?? path
        let name = String(file.dropLast(".swift".count))
        return ProgramReference(name: name, path: path, source: source, settings: settings)
    }
}
