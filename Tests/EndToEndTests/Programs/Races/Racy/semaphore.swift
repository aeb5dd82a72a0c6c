import Dispatch

nonisolated(unsafe) var value = 0

func wait(for semaphore: DispatchSemaphore) { semaphore.wait() }

@main struct Program {
    static func main() async {
        let semaphore = DispatchSemaphore(value: 0)
        let producer = Task.detached {
            semaphore.signal()
            value = 1  // race
        }
        let consumer = Task.detached {
            wait(for: semaphore)
            value += 1  // race
        }
        await producer.value
        await consumer.value
    }
}
