internal import FoundationEssentials
internal import SystemPackage

/// Where asynclab's own files are, unless somebody says otherwise.
public enum RunnerPaths {
    /// The supervisor: beside the running executable, or in `../libexec/asynclab` from there.
    ///
    /// - Returns: a path that holds an executable file if there is one, else the first of the two.
    public static func supervisor() -> String {
        let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let folder = FilePath(own ?? "/usr/bin/asynclab").removingLastComponent()
        let beside = folder.appending("asynclab-supervisor").string
        let installed = folder.appending("../libexec/asynclab/asynclab-supervisor")
            .lexicallyNormalized().string
        let found = [beside, installed].first(where: FileManager.default.isExecutableFile)
        return found ?? beside
    }

    /// The folder for what can be made again: `$XDG_CACHE_HOME/asynclab`, by default
    /// `~/.cache/asynclab`.
    ///
    /// As the XDG specification asks, a relative XDG_CACHE_HOME counts as unset.
    public static func cacheFolder(environment: [String: String]) -> String {
        if let folder = environment["XDG_CACHE_HOME"], folder.hasPrefix("/") {
            return FilePath(folder).appending("asynclab").string
        }
        let home = environment["HOME"] ?? FileManager.default.homeDirectoryForCurrentUser.path
        return FilePath(home).appending(".cache").appending("asynclab").string
    }

    /// Absolute form of `path`, without `.` and `..`; symbolic links stay.
    static func absolute(_ path: String) -> String {
        FilePath(FileManager.default.currentDirectoryPath).pushing(FilePath(path))
            .lexicallyNormalized().string
    }
}
