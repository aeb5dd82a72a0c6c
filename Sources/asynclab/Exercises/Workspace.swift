import Curriculum
import FoundationEssentials
import Glibc

/// The learner's folder: what they write for exercises, as a Swift package.
///
/// An exercise is in `FOLDER/NN-lesson/NAME/NAME.swift`. A file that is there is the learner's, and
/// is never overwritten. What a reset took away is in the folder `kept` beside it.
struct Workspace: Sendable {
    /// An absolute path.
    let folder: String

    /// The folder for what the learner makes, by the XDG specification.
    init(environment: [String: String]) {
        folder = DataFolder.path(environment: environment) + "/exercises"
    }

    /// A folder that was named; a relative one is below the current folder.
    init(folder: String) {
        let current = FileManager.default.currentDirectoryPath
        self.folder = folder.hasPrefix("/") ? folder : "\(current)/\(folder)"
    }

    /// Where the file of an exercise is, or would be.
    ///
    /// A lesson that got another number since keeps its folder.
    func path(of exercise: Exercise, in lesson: Lesson) -> String {
        let path = path(exercise, lesson.folderName)
        if FileManager.default.fileExists(atPath: path) { return path }
        let others = WorkspaceFolders.lessons(in: folder).filter { $0.dropNumber == lesson.id }
        return others.map { self.path(exercise, $0) }
            .first { FileManager.default.fileExists(atPath: $0) } ?? path
    }

    private func path(_ exercise: Exercise, _ lessonFolder: String) -> String {
        "\(folder)/\(lessonFolder)/\(exercise.id)/\(exercise.id).swift"
    }

    /// The file as it is now, with the exercise's settings; nil where it was not begun, or cannot be
    /// read.
    func read(_ exercise: Exercise, in lesson: Lesson) -> ProgramReference? {
        let path = path(of: exercise, in: lesson)
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        return ProgramReference(
            name: exercise.id,
            path: path,
            source: String(decoding: data, as: UTF8.self),
            settings: exercise.starter.settings
        )
    }

    /// Makes the file from the starter unless it is there, and the package that it is part of.
    ///
    /// - Returns: its path.
    /// - Throws: `CommandError`.
    func begin(_ exercise: Exercise, in lesson: Lesson) throws -> String {
        let path = path(of: exercise, in: lesson)
        if !FileManager.default.fileExists(atPath: path) {
            try refusingToFail(path) { try write(exercise.starter.source, to: path) }
        }
        let package = folder + "/" + WorkspacePackage.fileName
        try refusingToFail(package) {
            try WorkspacePackage(folder: folder).add(exercise, inFolderOf: path)
        }
        return path
    }

    /// Puts the starter back, and keeps what was there: as `copy`, by default where `copyPath(of:in:)`
    /// says.
    ///
    /// - Returns: the path of what is kept; nil where nothing was different.
    /// - Throws: `CommandError`; then nothing is lost.
    func reset(
        _ exercise: Exercise,
        in lesson: Lesson,
        keeping copy: String? = nil
    ) throws -> String? {
        guard isChanged(exercise, in: lesson) else {
            _ = try begin(exercise, in: lesson)
            return nil
        }
        let path = path(of: exercise, in: lesson)
        let copy = copy ?? copyPath(of: exercise, in: lesson)
        try refusingToFail(copy) { try keep(path, as: copy) }
        _ = try begin(exercise, in: lesson)
        return copy
    }

    /// Whether there is something else in the exercise's file than its starter.
    func isChanged(_ exercise: Exercise, in lesson: Lesson) -> Bool {
        let path = path(of: exercise, in: lesson)
        guard FileManager.default.fileExists(atPath: path) else { return false }
        return FileManager.default.contents(atPath: path) != Data(exercise.starter.source.utf8)
    }

    /// Where a reset would keep the exercise's file now: a name that nothing has, with the time.
    func copyPath(of exercise: Exercise, in lesson: Lesson) -> String {
        let path = path(of: exercise, in: lesson)
        let kept = "\(path.parent)/kept/\(exercise.id)-\(Self.localTime())"
        let names = (1...).lazy.map { kept + ($0 == 1 ? "" : "-\($0)") + ".swift" }
        return names.first { !FileManager.default.fileExists(atPath: $0) } ?? kept + ".swift"
    }

    // MARK: Files

    private func write(_ source: String, to path: String) throws {
        try FileManager.default.createDirectory(
            atPath: path.parent,
            withIntermediateDirectories: true
        )
        try Data(source.utf8).write(to: URL(filePath: path), options: .withoutOverwriting)
    }

    /// Moves a file to a name that must be free, whoever else wants it; what an editor that has the
    /// file open writes meanwhile goes along.
    private func keep(_ path: String, as copy: String) throws {
        try write("", to: copy)
        guard rename(path, copy) == 0 else {
            let reason = String(cString: strerror(errno))
            unlink(copy)
            throw CommandError("'\(path)' cannot be kept.", why: reason + ".", next: Self.advice)
        }
    }

    private static let advice =
        "Check the permissions, or give another folder with --workspace."

    /// Does something with files; where that fails, says so in the words of a command.
    private func refusingToFail(_ path: String, _ body: () throws -> Void) throws {
        do {
            try body()
        } catch let error as CommandError {
            throw error
        } catch {
            let reason = (error as? CocoaError)?.reason ?? "\(error)"
            throw CommandError("'\(path)' cannot be written.", why: reason, next: Self.advice)
        }
    }

    /// As `2026-11-21-184310`.
    private static func localTime() -> String {
        var now = time(nil)
        var parts = tm()
        localtime_r(&now, &parts)
        var text = [CChar](repeating: 0, count: 32)
        strftime(&text, text.count, "%Y-%m-%d-%H%M%S", &parts)
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}

extension CocoaError {
    /// Why the system refused, in its words where it said so.
    fileprivate var reason: String {
        if let posix = underlying as? POSIXError {
            return String(cString: strerror(posix.code.rawValue)) + "."
        }
        switch code {
        case .fileWriteFileExists: return "There is something by that name."
        case .fileWriteNoPermission: return "Permission denied."
        case .fileWriteOutOfSpace: return "No space left on device."
        default: return "\(self)"
        }
    }
}

extension String {
    /// The folder that a path is in.
    var parent: String { lastIndex(of: "/").map { String(self[..<$0]) } ?? "." }

    /// `02-sleeping` without its number and hyphen; nil where it does not begin with them.
    fileprivate var dropNumber: String? {
        guard let hyphen = firstIndex(of: "-"), hyphen > startIndex,
            self[..<hyphen].allSatisfy(\.isNumber)
        else { return nil }
        return String(self[index(after: hyphen)...])
    }
}
