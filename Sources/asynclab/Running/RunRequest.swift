import Curriculum
import ExampleRunner
import FoundationEssentials
import LabCore

/// A program to run, and how.
struct RunRequest: Sendable {
    let program: ProgramReference
    /// Threads of the global pool; nil: as many as there are cores.
    let threads: Int?
    let clock: ClockSettings
    let limits: RunLimits
    /// Where to keep the trace, if anywhere.
    let save: String?

    init(
        _ program: ProgramReference,
        threads: Int? = nil,
        clock: ClockSettings = ClockSettings(),
        limits: RunLimits,
        save: String? = nil
    ) {
        self.program = program
        self.threads = threads ?? program.settings.threads
        self.clock = clock
        self.limits = limits
        self.save = save
    }
}

extension ProgramReference {
    /// A program of a lesson (`LESSON/EXAMPLE`) or a file, by what the learner typed.
    static func find(
        _ target: String,
        settings: ProgramSettings,
        in installation: Installation
    ) throws -> ProgramReference {
        if FileManager.default.fileExists(atPath: target) || target.hasSuffix(".swift") {
            return try file(at: target, settings: settings)
        }
        let parts = target.split(separator: "/", maxSplits: 1).map(String.init)
        guard parts.count == 2 else {
            throw CommandError(
                "'\(target)' is no program.",
                why: "There is no file of that name.",
                next: "Name a .swift file, or LESSON/EXAMPLE as in: asynclab run 2/all-blocking"
            )
        }
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

    /// The program in a file.
    static func file(at path: String, settings: ProgramSettings) throws -> ProgramReference {
        var isFolder = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw CommandError("'\(path)' does not exist.", next: "Check the path.")
        }
        guard !isFolder, path.hasSuffix(".swift") else {
            throw CommandError(
                "'\(path)' is no Swift program.",
                why: "asynclab runs single files: NAME.swift."
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
