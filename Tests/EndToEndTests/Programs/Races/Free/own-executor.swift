import Dispatch

final class QueueExecutor: SerialExecutor {
    let queue = DispatchQueue(label: "executor")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}

actor Store {
    private let executor = QueueExecutor()
    private var values: [Int] = []
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    func add(_ value: Int) { values.append(value) }
    var count: Int { values.count }
}

@main struct Program {
    static func main() async {
        let store = Store()
        await withTaskGroup(of: Void.self) { group in
            for value in 0..<4 { group.addTask { await store.add(value) } }
        }
        print(await store.count)
    }
}
