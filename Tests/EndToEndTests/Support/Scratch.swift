import FoundationEssentials

/// A folder for one test; it is removed with the last reference to it.
final class Scratch: Sendable {
    let path: String

    init() throws {
        path =
            FileManager.default.temporaryDirectory.path
            + "/asynclab-end-to-end-\(UInt64.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(
            atPath: temporaryFolder,
            withIntermediateDirectories: true
        )
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// What the programs under test take for /tmp.
    var temporaryFolder: String { file("tmp") }

    func file(_ name: String) -> String { path + "/" + name }

    /// Writes a file and gives its path.
    func write(_ text: String, to name: String) throws -> String {
        try Data(text.utf8).write(to: URL(filePath: file(name)))
        return file(name)
    }

    /// What a file holds; empty where there is none.
    func read(_ name: String) -> String {
        FileManager.default.contents(atPath: file(name)).map { String(decoding: $0, as: UTF8.self) }
            ?? ""
    }
}
