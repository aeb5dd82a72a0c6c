// A thread of the pool waits for a Mutex that a plain thread holds while it sleeps.
import Foundation
import Synchronization

let log = Mutex<[String]>([])

@main
struct Program {
    static func main() async {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                log.withLock {
                    continuation.resume()
                    usleep(20_000)
                    $0.append("thread")
                }
            }
        }
        await Task.detached { log.withLock { $0.append("task") } }.value
        print(log.withLock { $0 })
    }
}
