final class Shared: @unchecked Sendable {
    var value = 0
}

actor Worker {
    let shared: Shared
    init(_ shared: Shared) { self.shared = shared }

    func work() {
        shared.value += 1  // race
    }
}

@main struct Program {
    static func main() async {
        let shared = Shared()
        let workers = [Worker(shared), Worker(shared)]
        await withTaskGroup(of: Void.self) { group in
            for worker in workers { group.addTask { await worker.work() } }
        }
    }
}
