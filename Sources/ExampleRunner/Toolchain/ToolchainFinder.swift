internal import FoundationEssentials
internal import SystemPackage

extension Toolchain {
    /// Finds the compiler: the one that ASYNCLAB_SWIFTC names, else the first `swiftc` in PATH.
    ///
    /// The compiler's answer about itself, which takes about 50 ms, is kept in `cacheFolder` and
    /// asked for again when the compiler's file has changed. An unwritable folder does no harm.
    ///
    /// - Throws: ``RunnerError`` if there is no compiler, or it is older than Swift 6.2.
    public static func find(
        environment: [String: String],
        cacheFolder: String
    ) async throws -> Toolchain {
        let search = CommandSearch(environment: environment)
        let compiler = try findCompiler(search, named: environment["ASYNCLAB_SWIFTC"])
        let stamp = try CompilerStamp(compiler: compiler)
        let notes = TargetNotes(folder: cacheFolder)
        if let known = notes.read(stamp) {
            return try Toolchain(stamp: stamp, info: known, search: search)
        }
        let info = try await TargetInfo.ask(compiler: compiler)
        notes.write(info, stamp)
        return try Toolchain(stamp: stamp, info: info, search: search)
    }

    private static func findCompiler(
        _ search: CommandSearch,
        named name: String?
    ) throws(RunnerError) -> String {
        if let name, !name.isEmpty {
            guard let path = search.find(name) else {
                throw .compilerNotFound(named: name)
            }
            return path
        }
        guard let path = search.find("swiftc") else { throw .compilerNotFound(named: nil) }
        return path
    }

    private init(
        stamp: CompilerStamp,
        info: TargetInfo,
        search: CommandSearch
    ) throws(RunnerError) {
        guard let version = SwiftVersion(describedBy: info.compilerVersion) else {
            let words = "it calls itself '\(info.compilerVersion)'"
            throw .compilerNotWorking(path: stamp.compiler, reason: words)
        }
        guard version >= .oldestSupported else {
            throw .compilerTooOld(path: stamp.compiler, version: "\(version)")
        }
        // A launcher such as swiftly's lies apart from the toolchain; the resources never do.
        let tools = FilePath(info.paths.runtimeResourcePath).appending("../../bin")
            .lexicallyNormalized().string
        self.compiler = stamp.compiler
        self.version = version
        self.versionText = info.compilerVersion
        self.target = info.target.triple
        self.runtimeLibraryFolder = info.paths.runtimeLibraryPaths.first ?? ""
        self.symbolizer = search.find("llvm-symbolizer", before: tools)
        self.demangler = search.find("swift-demangle", before: tools)
        self.linker = search.find("ld.lld", before: tools) == nil ? .standard : .lld
        self.identity = "\(stamp.key)\n\(info.compilerVersion)\n\(info.paths.runtimeResourcePath)"
    }
}
