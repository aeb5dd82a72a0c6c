// AsyncStream: values in order, a full buffer waits for its reader, and the end is told.
import Synchronization

let ended = Mutex<[String]>([])

@main
struct Program {
    static func main() async {
        let stream = AsyncStream<Int> { continuation in
            continuation.onTermination = { reason in
                ended.withLock { $0.append("\(reason)") }
            }
            Task {
                for number in 1...5 {
                    continuation.yield(number)
                    try? await Task.sleep(for: .milliseconds(2))
                }
                continuation.finish()
            }
        }
        var numbers: [Int] = []
        for await number in stream { numbers.append(number) }
        print(numbers, ended.withLock { $0 })

        let count = Mutex(0)
        let unfolding = AsyncStream<Int> {
            let number = count.withLock { count in
                count += 1
                return count
            }
            return number <= 3 ? number : nil
        }
        for await number in unfolding { print("unfolded", number) }

        let endless = AsyncStream<Int> { continuation in
            continuation.onTermination = { reason in ended.withLock { $0.append("\(reason)") } }
        }
        let reader = Task {
            for await _ in endless {}
            return "reader ended"
        }
        try? await Task.sleep(for: .milliseconds(10))
        reader.cancel()
        print(await reader.value, ended.withLock { $0 })
    }
}
