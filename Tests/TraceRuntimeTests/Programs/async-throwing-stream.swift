// AsyncThrowingStream: values first, then its error.
enum KitchenError: Error {
    case outOfTea
}

@main
struct Program {
    static func main() async {
        let (stream, continuation) = AsyncThrowingStream<String, any Error>.makeStream()
        Task.detached {
            for cup in ["coffee", "milk"] {
                continuation.yield(cup)
                await Task.yield()
            }
            continuation.finish(throwing: KitchenError.outOfTea)
        }
        do {
            for try await cup in stream { print(cup) }
        } catch {
            print("caught", error)
        }
    }
}
