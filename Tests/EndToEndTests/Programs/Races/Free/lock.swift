import Foundation

final class Counter: @unchecked Sendable {
    private let lock = NSLock()
    private let recursive = NSRecursiveLock()
    private var count = 0
    private var other = 0

    func increment() {
        lock.withLock { count += 1 }
        recursive.withLock { recursive.withLock { other += 1 } }
        lock.lock()
        usleep(100)
        count += 1
        lock.unlock()
    }

    var sum: Int { lock.withLock { count } + recursive.withLock { other } }
}

@main struct Program {
    static func main() async {
        let counter = Counter()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<4 { group.addTask { counter.increment() } }
        }
        print(counter.sum)
    }
}
