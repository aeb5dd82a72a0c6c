// Files: write, read, list and remove, with FileManager, Data, String, URL and FileHandle.
import Foundation

@main
struct Program {
    static func main() async throws {
        let manager = FileManager.default
        let folder = manager.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try manager.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? manager.removeItem(at: folder) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...5 {
                group.addTask {
                    let text = String(repeating: "line\n", count: number)
                    try Data(text.utf8).write(to: folder.appendingPathComponent("\(number).txt"))
                }
            }
            try await group.waitForAll()
        }
        let names = try manager.contentsOfDirectory(atPath: folder.path).sorted()
        print(names)
        let file = folder.appendingPathComponent("3.txt")
        print(try String(contentsOf: file, encoding: .utf8).split(separator: "\n").count)
        let handle = try FileHandle(forReadingFrom: file)
        print(try handle.readToEnd()?.count ?? -1)
        try handle.close()
        do {
            _ = try Data(contentsOf: folder.appendingPathComponent("none.txt"))
        } catch {
            print("missing file:", (error as? CocoaError)?.code == .fileReadNoSuchFile)
        }
    }
}
