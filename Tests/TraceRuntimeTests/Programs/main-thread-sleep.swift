// A synchronous main that sleeps while a task works on the pool; the main actor gets no turn.
import Foundation
import Synchronization

let steps = Mutex<[String]>([])

@main
struct Program {
    static func main() {
        Task.detached {
            try? await Task.sleep(for: .milliseconds(5))
            steps.withLock { $0.append("pool") }
            await MainActor.run { steps.withLock { $0.append("main actor") } }
        }
        while steps.withLock({ $0.isEmpty }) { Thread.sleep(forTimeInterval: 0.005) }
        Thread.sleep(forTimeInterval: 0.02)
        print("steps:", steps.withLock { $0 })
    }
}
