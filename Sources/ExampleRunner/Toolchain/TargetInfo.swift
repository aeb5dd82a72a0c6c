internal import FoundationEssentials
internal import Subprocess
internal import SystemPackage

/// What `swiftc -print-target-info` prints, as far as it is used here.
struct TargetInfo: Codable, Hashable, Sendable {
    var compilerVersion: String
    var target: Target
    var paths: Paths

    struct Target: Codable, Hashable, Sendable {
        var triple: String
    }

    struct Paths: Codable, Hashable, Sendable {
        var runtimeLibraryPaths: [String]
        var runtimeResourcePath: String
    }

    /// Runs the compiler to hear about it.
    ///
    /// - Throws: ``RunnerError/compilerNotWorking(path:reason:)``.
    static func ask(compiler: String) async throws -> TargetInfo {
        let answer: String
        do {
            let result = try await run(
                .path(FilePath(compiler)),
                arguments: ["-print-target-info"],
                output: .string(limit: 1 << 20),
                error: .discarded
            )
            answer = result.standardOutput
        } catch let error as SubprocessError {
            let reason = error.underlyingError.map { "\($0)" } ?? "\(error)"
            throw RunnerError.compilerNotWorking(path: compiler, reason: reason)
        }
        guard let info = try? JSONDecoder().decode(TargetInfo.self, from: Data(answer.utf8)) else {
            let reason = "it does not answer -print-target-info"
            throw RunnerError.compilerNotWorking(path: compiler, reason: reason)
        }
        return info
    }
}

/// A compiler's file at one moment.
struct CompilerStamp {
    let compiler: String
    /// The same as long as the file behind all links is the same and unchanged.
    let key: String
    /// False for swiftly's launcher, which stays the same when another toolchain is chosen.
    let identifiesToolchain: Bool

    init(compiler: String) throws {
        let file = URL(filePath: compiler).resolvingSymlinksInPath().path
        do {
            let stat = try Stat(FilePath(file))
            let time = SystemCalls.nanoseconds(stat.st_mtim)
            key = "\(compiler) \(file) \(time) \(stat.size)"
        } catch {
            throw RunnerError.compilerNotWorking(path: compiler, reason: "\(error)")
        }
        self.compiler = compiler
        identifiesToolchain = FilePath(file).lastComponent?.string != "swiftly"
    }
}

/// Compilers' answers, kept in one small file each.
struct TargetNotes {
    let folder: String

    private struct Note: Codable {
        var key: String
        var info: TargetInfo
    }

    func read(_ stamp: CompilerStamp) -> TargetInfo? {
        guard stamp.identifiesToolchain,
            let data = FileManager.default.contents(atPath: file(stamp)),
            let note = try? JSONDecoder().decode(Note.self, from: data), note.key == stamp.key
        else { return nil }
        return note.info
    }

    /// Keeps the answer.
    ///
    /// What cannot be written is asked for again the next time.
    func write(_ info: TargetInfo, _ stamp: CompilerStamp) {
        guard let data = try? JSONEncoder().encode(Note(key: stamp.key, info: info)) else { return }
        try? FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true
        )
        try? data.write(to: URL(filePath: file(stamp)), options: .atomic)
    }

    private func file(_ stamp: CompilerStamp) -> String {
        let name = "toolchain-\(Fingerprint(Array(stamp.compiler.utf8))).json"
        return FilePath(folder).appending(name).string
    }
}
