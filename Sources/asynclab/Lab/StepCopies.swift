import Curriculum
import FoundationEssentials
import Glibc
import LabCore

/// The folder for what the learner makes: `$XDG_DATA_HOME/asynclab`, by default
/// `~/.local/share/asynclab`.
enum DataFolder {
    /// As the XDG specification asks, a relative XDG_DATA_HOME counts as unset.
    static func path(environment: [String: String]) -> String {
        if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") {
            return data + "/asynclab"
        }
        let home = environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        let known = home ?? FileManager.default.homeDirectoryForCurrentUser.path
        return known + "/.local/share/asynclab"
    }
}

/// The learner's copies of programs that steps have changed.
///
/// In `$XDG_DATA_HOME/asynclab/steps/LESSON/STEP`, by default below `~/.local/share`. A copy that is
/// there is the learner's, and is never overwritten.
struct StepCopies {
    let folder: String

    init(environment: [String: String]) {
        folder = DataFolder.path(environment: environment) + "/steps"
    }

    /// Where the copy of a step is, or would be.
    func path(of request: EditRequest) -> String {
        "\(folder)/\(request.place.lesson)/\(request.place.step)/\(request.original.fileName)"
    }

    /// The copy as its file is now; nil where there is none that can be read.
    func read(_ request: EditRequest) -> ProgramReference? {
        let path = path(of: request)
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        return ProgramReference(
            name: request.original.name,
            path: path,
            source: String(decoding: data, as: UTF8.self),
            settings: request.original.settings
        )
    }

    /// Makes the copy, unless there is one.
    ///
    /// - Throws: `CommandError`.
    func make(_ request: EditRequest) throws {
        let path = path(of: request)
        guard !FileManager.default.fileExists(atPath: path) else { return }
        do {
            try FileManager.default.createDirectory(
                atPath: "\(folder)/\(request.place.lesson)/\(request.place.step)",
                withIntermediateDirectories: true
            )
            try Data(request.original.source.utf8).write(
                to: URL(filePath: path),
                options: .withoutOverwriting
            )
        } catch {
            throw CommandError("'\(path)' cannot be written.")
        }
    }
}

/// Tells when a file is saved, by whatever editor: its status is looked at twenty times a second,
/// which works on every file system, and costs next to nothing.
struct FileWatch {
    private static let pause = Duration.milliseconds(50)

    let path: String

    /// Tells each change when it is over, until the task is cancelled.
    func follow(_ changed: @Sendable () -> Void) async {
        var known = Self.status(path)
        var seen = known
        while !Task.isCancelled {
            try? await Task.sleep(for: Self.pause)
            let now = Self.status(path)
            defer { seen = now }
            // Where it is being written, or replaced by another file, it is not yet there.
            guard now != nil, now != known, now == seen else { continue }
            known = now
            changed()
        }
    }

    private struct Status: Equatable {
        let file: UInt
        let size: Int
        let seconds: Int
        let nanoseconds: Int
    }

    private static func status(_ path: String) -> Status? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return Status(
            file: UInt(status.st_ino),
            size: Int(status.st_size),
            seconds: status.st_mtim.tv_sec,
            nanoseconds: status.st_mtim.tv_nsec
        )
    }
}
