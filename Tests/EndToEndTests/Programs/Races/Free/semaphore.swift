import Dispatch

nonisolated(unsafe) var value = 0

func wait(for semaphore: DispatchSemaphore) { semaphore.wait() }

@main struct Program {
    static func main() async {
        let isReady = DispatchSemaphore(value: 0)
        let turn = DispatchSemaphore(value: 1)
        let producer = Task.detached {
            value = 1
            isReady.signal()
        }
        let consumer = Task.detached {
            wait(for: isReady)
            value += 1
        }
        await producer.value
        await consumer.value
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<3 {
                group.addTask {
                    wait(for: turn)
                    value += 1
                    turn.signal()
                }
            }
        }
        print(value)
    }
}
