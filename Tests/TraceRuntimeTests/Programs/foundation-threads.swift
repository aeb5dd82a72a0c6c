// Threads of Foundation, and an operation queue, beside tasks.
import Foundation
import Synchronization

let steps = Mutex<[String]>([])

@main
struct Program {
    static func main() async {
        for number in 1...3 {
            await withCheckedContinuation { continuation in
                let thread = Thread {
                    Thread.sleep(forTimeInterval: 0.002)
                    let place = Thread.isMainThread ? "main" : "thread"
                    steps.withLock { $0.append("\(place) \(number)") }
                    continuation.resume()
                }
                thread.stackSize = 1 << 20
                thread.start()
            }
        }
        print(steps.withLock { $0 })
        let queue = OperationQueue()
        queue.maxConcurrentOperationCount = 1
        for number in 1...3 {
            queue.addOperation { steps.withLock { $0.append("operation \(number)") } }
        }
        await withCheckedContinuation { continuation in
            queue.addBarrierBlock { continuation.resume() }
        }
        print(steps.withLock { Array($0.suffix(3)) })
    }
}
