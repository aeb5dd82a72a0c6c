// Files are read and written at once: no time passes, and nothing of it depends on chance.
import Foundation

@main
struct Program {
    static func main() async throws {
        let start = ContinuousClock.now
        let path = NSTemporaryDirectory() + "asynclab-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data("written".utf8).write(to: URL(filePath: path))
        let lines = try await withThrowingTaskGroup { group in
            for _ in 1...4 {
                group.addTask { try String(contentsOfFile: path, encoding: .utf8) }
            }
            var lines: [String] = []
            for try await line in group { lines.append(line) }
            return lines
        }
        print(lines, ContinuousClock.now - start)
    }
}
