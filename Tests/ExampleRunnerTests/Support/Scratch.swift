import ExampleRunner
import FoundationEssentials
import Testing

/// A folder for one test; it is removed with the last reference to it.
final class Scratch: Sendable {
    let path: String

    init() throws {
        path =
            FileManager.default.temporaryDirectory.path
            + "/asynclab-test-\(UInt64.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func file(_ name: String) -> String { path + "/" + name }

    /// Writes a file and gives its path.
    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        let path = file(name)
        try Data(text.utf8).write(to: URL(filePath: path))
        return path
    }

    /// Writes an executable file and gives its path.
    ///
    /// Another process makes it: a file that this one writes could still be open in a child that
    /// another test is just starting, and the kernel would not run it ("text file busy").
    @discardableResult
    func writeProgram(_ text: String, to name: String) async throws -> String {
        try write(text, to: name + ".text")
        let result = try await Shell().run(
            "cp '\(name).text' '\(name)' && chmod +x '\(name)'",
            workingFolder: path
        )
        try #require(result.ending == .exited(0))
        return file(name)
    }

    func read(_ name: String) -> String? {
        FileManager.default.contents(atPath: file(name)).map { String(decoding: $0, as: UTF8.self) }
    }
}

extension Scratch {
    /// A file's content; nil if there is none.
    static func contents(of path: String) -> String? {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The names in a folder.
    static func names(in folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }
}
