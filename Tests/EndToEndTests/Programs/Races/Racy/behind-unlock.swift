import Synchronization

final class Log: Sendable {
    let lines = Mutex(0)
    nonisolated(unsafe) var last = 0

    func append(_ line: Int) {
        lines.withLock { $0 += 1 }
        last = line  // race
    }
}

@main struct Program {
    static func main() async {
        let log = Log()
        await withTaskGroup(of: Void.self) { group in
            for line in 0..<3 { group.addTask { log.append(line) } }
        }
    }
}
