import Curriculum
import ExampleRunner
import FoundationEssentials

/// The exercises of a workspace as a Swift package, each a target of its own: so a language server
/// works in every one, and one that does not compile leaves the others alone.
///
/// The targets are listed, not found by the manifest itself: SwiftPM keeps what a manifest said by
/// its text, and would not see a new folder.
struct WorkspacePackage {
    static let fileName = "Package.swift"

    let folder: String
    private var path: String { "\(folder)/\(Self.fileName)" }

    /// Lists an exercise that was begun, and all others that are there.
    ///
    /// A manifest that the learner changed stays as it is.
    func add(_ exercise: Exercise, inFolderOf file: String) throws {
        let known = FileManager.default.contents(atPath: path).map {
            String(decoding: $0, as: UTF8.self)
        }
        if known == nil, FileManager.default.fileExists(atPath: path) { return }
        if let known, !Self.isOwn(known) { return }
        let text = Self.text(targets(with: exercise, inFolderOf: file, known: known ?? ""))
        guard text != known else { return }
        try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
    }

    /// A line for each exercise whose file is there; where two have a name, the one that was begun.
    private func targets(
        with exercise: Exercise,
        inFolderOf file: String,
        known: String
    ) -> [String] {
        let lines = known.split(separator: "\n").map(String.init)
        let own = Target(name: exercise.id, lesson: file.parent.parent.lastName)
        var found = [exercise.id: own.line(exercise.starter.settings)]
        var places = [exercise.id: own.lesson]
        for target in WorkspaceFolders.exercises(in: folder) where found[target.name] == nil {
            let line = lines.first { $0.hasPrefix(target.beginning) }
            found[target.name] = line ?? target.line(ProgramSettings())
            places[target.name] = target.lesson
        }
        return found.sorted { (places[$0.key] ?? "", $0.key) < (places[$1.key] ?? "", $1.key) }
            .map(\.value)
    }

    /// An exercise of a workspace, by its folders.
    struct Target {
        let name: String
        let lesson: String

        var beginning: String { "    exercise(\"\(name)\", in: \"\(lesson)\"" }

        func line(_ settings: ProgramSettings) -> String {
            let isolation = settings.isolation == .main ? "" : ", isolation: nil"
            let mode = settings.languageMode == .swift6 ? "" : ", mode: .v5"
            return beginning + isolation + mode + "),"
        }
    }

    // MARK: The text

    /// Whether asynclab wrote it, and nobody changed it: its fourth line is the hash of the rest.
    static func isOwn(_ text: String) -> Bool {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return lines.count > 4 && lines[3] == seal(lines[..<3] + lines[4...])
    }

    private static func seal(_ lines: ArraySlice<String>) -> String {
        "// \(Fingerprint(Array(lines.joined(separator: "\n").utf8)))"
    }

    private static func text(_ targets: [String]) -> String {
        var lines =
            head + targets + [
                "]", "", #"let package = Package(name: "exercises", targets: targets)"#, "",
            ]
        lines.insert(seal(lines[...]), at: 3)
        return lines.joined(separator: "\n")
    }

    private static let head = """
        // swift-tools-version: 6.2
        // asynclab wrote this, and writes it again with each exercise that you begin. Once you change it, it
        // is yours and stays; then add new exercises yourself, or remove it and have it written again.
        import PackageDescription

        /// Only its one file is compiled, as asynclab does it.
        func exercise(
            _ name: String,
            in lesson: String,
            isolation: MainActor.Type? = MainActor.self,
            mode: SwiftLanguageMode = .v6
        ) -> Target {
            .executableTarget(
                name: name,
                path: "\\(lesson)/\\(name)",
                sources: ["\\(name).swift"],
                swiftSettings: [.defaultIsolation(isolation), .swiftLanguageMode(mode)]
            )
        }

        let targets = [
        """.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
}

/// What there is in a workspace, by the names of its folders.
enum WorkspaceFolders {
    /// The folders of lessons: those whose name begins with a number.
    static func lessons(in folder: String) -> [String] {
        names(in: folder).filter { $0.first?.isNumber == true }
    }

    /// The exercises whose file is there.
    static func exercises(in folder: String) -> [WorkspacePackage.Target] {
        lessons(in: folder).flatMap { lesson in
            names(in: "\(folder)/\(lesson)").filter {
                FileManager.default.fileExists(atPath: "\(folder)/\(lesson)/\($0)/\($0).swift")
            }
            .map { WorkspacePackage.Target(name: $0, lesson: lesson) }
        }
    }

    /// In order; only such as a target can have.
    private static func names(in folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { name in
            name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        }
        .sorted()
    }
}

extension String {
    fileprivate var lastName: String { split(separator: "/").last.map(String.init) ?? self }
}
