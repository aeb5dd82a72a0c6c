import Foundation

nonisolated(unsafe) var parts = [0, 0]
nonisolated(unsafe) var sum = 0

@main struct Program {
    static func main() {
        let lock = NSCondition()
        nonisolated(unsafe) var finished = 0
        for index in 0..<2 {
            Thread.detachNewThread {
                lock.lock()
                parts[index] += index + 1
                finished += 1
                lock.signal()
                lock.unlock()
            }
        }
        lock.lock()
        while finished < 2 { lock.wait() }
        sum = parts[0] + parts[1]
        lock.unlock()
        var thread = pthread_t()
        pthread_create(
            &thread,
            nil,
            { _ in
                sum += 1
                return nil
            },
            nil
        )
        pthread_join(thread, nil)
        print(sum)
    }
}
