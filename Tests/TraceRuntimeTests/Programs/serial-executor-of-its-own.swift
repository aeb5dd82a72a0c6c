// An actor whose executor is a dispatch queue of the program's own.
import Dispatch

final class QueueExecutor: SerialExecutor {
    let queue = DispatchQueue(label: "kitchen")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }

    func checkIsolated() {
        dispatchPrecondition(condition: .onQueue(queue))
    }
}

actor Kitchen {
    let executor = QueueExecutor()
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }
    private(set) var cups = 0

    func brew() async {
        dispatchPrecondition(condition: .onQueue(executor.queue))
        cups += 1
        await Task.yield()
        dispatchPrecondition(condition: .onQueue(executor.queue))
    }
}

@main
struct Program {
    static func main() async {
        let kitchen = Kitchen()
        await withDiscardingTaskGroup { group in
            for _ in 1...50 { group.addTask { await kitchen.brew() } }
        }
        print("cups", await kitchen.cups)
    }
}
