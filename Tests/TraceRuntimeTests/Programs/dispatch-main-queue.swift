// Blocks of the main queue and tasks of the main actor share one thread, in order.
import Dispatch

@main
@MainActor
struct Program {
    static var log: [String] = []

    static func main() async {
        DispatchQueue.main.async {
            dispatchPrecondition(condition: .onQueue(.main))
            MainActor.assumeIsolated { log.append("block") }
        }
        await Task.yield()
        try? await Task.sleep(for: .milliseconds(10))
        print(log)
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                DispatchQueue.main.sync {
                    MainActor.assumeIsolated { log.append("sync from a queue") }
                }
                continuation.resume()
            }
        }
        print(log)
    }
}
