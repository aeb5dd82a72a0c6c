internal import FoundationEssentials
internal import SystemPackage

/// Everything that decides what the compiler makes: the same recipe gives the same program.
struct Recipe: Hashable, Sendable {
    /// The compiler's arguments except for the output.
    let arguments: [String]
    /// The source files' absolute paths.
    ///
    /// They are part of the program's debug information.
    let files: [String]
    /// All of it as bytes, with the sources' content.
    let bytes: [UInt8]

    /// Reads the sources.
    ///
    /// - Throws: ``RunnerError/sourceUnreadable(path:reason:)``.
    init(
        source: ProgramSource,
        settings: CompilationSettings,
        toolchain: Toolchain
    ) throws(RunnerError) {
        files = source.files.map(RunnerPaths.absolute)
        var contents: [[UInt8]] = []
        for (path, file) in zip(source.files, files) {
            contents.append(try Self.read(file, named: path))
        }
        let hasMainType = contents.contains(where: SourceScan.containsMainAttribute)
        arguments = Self.flags(settings, toolchain, hasMainType: hasMainType) + files
        var text = Array("asynclab program 1\n\(toolchain.identity)\n".utf8)
        for argument in arguments {
            text += Array("\(argument)\n".utf8)
        }
        for content in contents {
            text += Array("\(content.count)\n".utf8) + content
        }
        bytes = text
    }

    private static func read(_ file: String, named path: String) throws(RunnerError) -> [UInt8] {
        do {
            return [UInt8](try Data(contentsOf: URL(filePath: file)))
        } catch {
            let missing = !FileManager.default.fileExists(atPath: file)
            let reason = missing ? "there is no such file" : "it is no readable file"
            throw .sourceUnreadable(path: path, reason: reason)
        }
    }

    /// The sanitizer, and what of its interface the linker would leave out: who looks on from within
    /// asks for it by name.
    private static let sanitizerFlags =
        ["-sanitize=thread"]
        + [
            "_ZN6__tsan8OnReportEPKNS_10ReportDescEb", "__tsan_get_report_data",
            "__tsan_get_report_mop", "__tsan_get_report_loc", "__tsan_get_report_thread",
        ].flatMap { ["-Xlinker", "--export-dynamic-symbol=\($0)"] }

    private static func flags(
        _ settings: CompilationSettings,
        _ toolchain: Toolchain,
        hasMainType: Bool
    ) -> [String] {
        // The module has the name that swiftc falls back to: one taken from the file could be
        // that of a module that the program imports.
        var flags = [
            "-g", "-module-name", "main", "-swift-version", settings.languageMode.rawValue,
        ]
        flags += ["-diagnostic-style", "llvm", "-no-color-diagnostics"]
        // A type marked @main needs it, and statements at the top of a file do not go with it.
        if hasMainType { flags.append("-parse-as-library") }
        if settings.isolation == .main { flags += ["-default-isolation", "MainActor"] }
        switch settings.sanitizer {
        case .none: break
        case .thread: flags += sanitizerFlags
        case .accesses:
            // Known to the compiler's front end alone, the linker brings no sanitizer.
            flags += ["-Xfrontend", "-sanitize=thread"]
            flags += ["-Xlinker", "--unresolved-symbols=ignore-all"]
        }
        flags.append(settings.optimization == .speed ? "-O" : "-Onone")
        if toolchain.linker == .lld { flags.append("-use-ld=lld") }
        return flags
    }
}
