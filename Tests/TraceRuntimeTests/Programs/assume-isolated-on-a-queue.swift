// Blocks of a dispatch queue that is an actor's executor may use the actor's state.
import Dispatch

final class QueueExecutor: SerialExecutor {
    let queue = DispatchQueue(label: "ledger")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }

    func checkIsolated() {
        dispatchPrecondition(condition: .onQueue(queue))
    }
}

actor Ledger {
    private let executor = QueueExecutor()
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }
    private var lines: [String] = []

    func write(_ line: String) { lines.append(line) }

    nonisolated func writeFromOutside(_ line: String) {
        executor.queue.sync { assumeIsolated { $0.lines.append(line) } }
    }

    func read() -> [String] { lines }
}

@main
struct Program {
    static func main() async {
        let ledger = Ledger()
        await ledger.write("first")
        ledger.writeFromOutside("second")
        await ledger.write("third")
        print(await ledger.read())
    }
}
