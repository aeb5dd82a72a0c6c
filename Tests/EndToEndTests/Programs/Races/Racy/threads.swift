import Foundation

nonisolated(unsafe) var count = 0

@main struct Program {
    static func main() {
        let done = DispatchSemaphore(value: 0)
        for _ in 0..<2 {
            Thread.detachNewThread {
                count += 1  // race
                done.signal()
            }
        }
        done.wait()
        done.wait()
    }
}
