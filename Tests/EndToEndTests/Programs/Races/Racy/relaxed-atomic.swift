import Synchronization

nonisolated(unsafe) var payload = 0
let isReady = Atomic(false)

@main struct Program {
    static func main() async {
        let producer = Task.detached {
            payload = 1  // race
            isReady.store(true, ordering: .relaxed)
        }
        let consumer = Task.detached {
            while !isReady.load(ordering: .relaxed) { await Task.yield() }
            return payload  // race
        }
        await producer.value
        _ = await consumer.value
    }
}
