// A timer source on the main queue and one on a queue of its own.
import Dispatch

@main
@MainActor
struct Program {
    static func main() async {
        print("main queue", await ticks(on: .main))
        print("own queue", await ticks(on: DispatchQueue(label: "timer")))
    }

    static func ticks(on queue: DispatchQueue) async -> Int {
        let timer = DispatchSource.makeTimerSource(queue: queue)
        let (stream, continuation) = AsyncStream<Void>.makeStream()
        timer.setEventHandler { @Sendable in continuation.yield() }
        timer.schedule(deadline: .now(), repeating: .milliseconds(5))
        timer.activate()
        var count = 0
        for await _ in stream {
            count += 1
            if count == 3 { break }
        }
        timer.cancel()
        return count
    }
}
