import Foundation

final class Counter: @unchecked Sendable {
    private let lock = NSLock()
    private var count = 0

    func increment() {
        lock.lock()
        count += 1  // race
        lock.unlock()
    }

    func current() -> Int {
        count  // race
    }
}

@main struct Program {
    static func main() async {
        let counter = Counter()
        let writer = Task.detached { counter.increment() }
        let reader = Task.detached { counter.current() }
        await writer.value
        _ = await reader.value
    }
}
