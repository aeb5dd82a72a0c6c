import Synchronization

final class Parcel: Sendable {
    nonisolated(unsafe) var payload = 0
    let isReady = Atomic(false)
}

@main struct Program {
    static func main() async {
        let parcel = Parcel()
        let producer = Task.detached {
            parcel.payload = 1  // race
            parcel.isReady.store(true, ordering: .relaxed)
        }
        let consumer = Task.detached {
            while !parcel.isReady.load(ordering: .relaxed) { await Task.yield() }
            return parcel.payload  // race
        }
        await producer.value
        _ = await consumer.value
    }
}
