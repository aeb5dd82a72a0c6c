internal import FoundationEssentials
internal import SystemPackage

/// Finds commands as a shell does.
public struct CommandSearch: Sendable {
    /// The folders of PATH, in order.
    ///
    /// Relative ones, which mean another place at any time, are left out.
    let folders: [String]

    /// Commands of the PATH of an environment.
    public init(environment: [String: String]) {
        let path = environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
        folders = path.split(separator: ":").map(String.init).filter { $0.hasPrefix("/") }
    }

    /// The executable file that `name` means: itself if it holds a slash, else the first in PATH,
    /// or in `folder` if one is given and has it.
    public func find(_ name: String, before folder: String? = nil) -> String? {
        let candidates =
            if name.contains("/") {
                [RunnerPaths.absolute(name)]
            } else {
                ((folder.map { [$0] } ?? []) + folders).map { FilePath($0).appending(name).string }
            }
        return candidates.first(where: isProgram)
    }

    private func isProgram(_ path: String) -> Bool {
        var isFolder = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder
            && FileManager.default.isExecutableFile(atPath: path)
    }
}
