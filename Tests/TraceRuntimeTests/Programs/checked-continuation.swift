// Checked continuations resumed at once, from a queue, later, and from a thread.
import Dispatch
import Foundation

@main
struct Program {
    static func main() async throws {
        print(await withCheckedContinuation { $0.resume(returning: "at once") })
        let queue: String = await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: "from a queue") }
        }
        print(queue)
        let later: String = await withCheckedContinuation { continuation in
            DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(10)) {
                continuation.resume(returning: "later")
            }
        }
        print(later)
        let thread: String = await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: "from a thread") }
        }
        print(thread)
        do {
            try await withCheckedThrowingContinuation {
                (continuation: CheckedContinuation<Void, any Error>) in
                DispatchQueue.main.async { continuation.resume(throwing: CancellationError()) }
            }
        } catch {
            print("caught", error)
        }
    }
}
