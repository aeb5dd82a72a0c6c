import Synchronization

nonisolated(unsafe) var payload = 0
let isReady = Atomic(false)
let count = Atomic(0)

@main struct Program {
    static func main() async {
        let producer = Task.detached {
            payload = 1
            isReady.store(true, ordering: .releasing)
            count.add(1, ordering: .relaxed)
        }
        let consumer = Task.detached {
            while !isReady.load(ordering: .acquiring) { await Task.yield() }
            count.add(1, ordering: .relaxed)
            return payload
        }
        await producer.value
        print(await consumer.value, count.load(ordering: .relaxed))
    }
}
