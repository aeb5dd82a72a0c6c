// Mutex and Atomic under contention from tasks, queues and threads at once.
import Dispatch
import Foundation
import Synchronization

let total = Mutex(0)
let count = Atomic(0)

@Sendable func work() {
    for _ in 1...100 {
        total.withLock { $0 += 1 }
        count.add(1, ordering: .sequentiallyConsistent)
    }
}

@main
struct Program {
    static func main() async {
        await withDiscardingTaskGroup { group in
            for _ in 1...10 { group.addTask { work() } }
            for _ in 1...3 {
                group.addTask {
                    await withCheckedContinuation { continuation in
                        DispatchQueue.global().async {
                            work()
                            continuation.resume()
                        }
                    }
                }
                group.addTask {
                    await withCheckedContinuation { continuation in
                        Thread.detachNewThread {
                            work()
                            continuation.resume()
                        }
                    }
                }
            }
        }
        print(total.withLock { $0 }, count.load(ordering: .sequentiallyConsistent))
    }
}
