import FoundationEssentials
import Glibc

/// The project as it lies on the disk, found from where this file was compiled.
struct Project {
    let top: String

    static let here = Project(
        top: #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
    )

    /// Text of a file.
    func text(_ path: String) throws -> String {
        try String(contentsOfFile: "\(top)/\(path)", encoding: .utf8)
    }

    /// The names at the top, without those that .gitignore names and git's own.
    func topLevel() throws -> [String] {
        let patterns = try text(".gitignore").split(separator: "\n").map { pattern in
            String(pattern.hasSuffix("/") ? pattern.dropLast() : pattern)
        }
        return try FileManager.default.contentsOfDirectory(atPath: top).sorted().filter { name in
            name != ".git" && !patterns.contains { fnmatch($0, name, 0) == 0 }
        }
    }

    /// Names of the folders in a folder.
    func folders(in path: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(top)/\(path)").sorted().filter {
            var isFolder = false
            _ = FileManager.default.fileExists(
                atPath: "\(top)/\(path)/\($0)",
                isDirectory: &isFolder
            )
            return isFolder && !$0.hasPrefix(".")
        }
    }

    /// All Swift and C files of the targets, by path.
    func sources() throws -> [SourceFile] {
        try manifestTargets(in: text("Package.swift")).flatMap { target in
            try sourcePaths(below: target.folder).map { path in
                SourceFile(path: path, target: target.name, text: try text(path))
            }
        }
    }

    /// The table of ARCHITECTURE.md and the files that it rules.
    func rules() throws -> ImportRules {
        ImportRules(rows: targetTable(in: try text("ARCHITECTURE.md")), files: try sources())
    }

    private func sourcePaths(below folder: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: "\(top)/\(folder)").sorted()
            .filter { path in [".swift", ".c", ".h"].contains { path.hasSuffix($0) } }
            .map { "\(folder)/\($0)" }
    }
}
