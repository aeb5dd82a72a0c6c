import Synchronization

final class Store: Sendable {
    let values = Mutex<[Int]>([])
    let last = Mutex(0)

    func add(_ value: Int) {
        values.withLock { $0.append(value) }
        last.withLock { $0 = value }
        if let count = last.withLockIfAvailable({ $0 + 1 }) { precondition(count > 0) }
    }
}

@main struct Program {
    static func main() async {
        let store = Store()
        await withTaskGroup(of: Void.self) { group in
            for value in 0..<5 { group.addTask { store.add(value) } }
        }
        print(store.values.withLock { $0.count })
    }
}
