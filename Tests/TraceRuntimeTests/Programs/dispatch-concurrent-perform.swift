// concurrentPerform from a synchronous main, and a work item with its notification.
import Dispatch
import Foundation
import Synchronization

@main
struct Program {
    static func main() {
        let sum = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: 100) { index in
            sum.add(index, ordering: .relaxed)
        }
        print("sum", sum.load(ordering: .relaxed))
        let item = DispatchWorkItem { @Sendable in print("item") }
        item.notify(queue: .main) { @Sendable in
            print("notified")
            Task { @MainActor in
                try? await Task.sleep(for: .milliseconds(5))
                print("end")
                leave()
            }
        }
        DispatchQueue.global().async(execute: item)
        dispatchMain()
    }

    static func leave() -> Never { exit(0) }
}
