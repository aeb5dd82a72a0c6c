// The main actor is on the main queue, by every check that a program can make.
import Dispatch
import Foundation

@MainActor func check(_ place: String) {
    MainActor.assertIsolated()
    MainActor.preconditionIsolated()
    dispatchPrecondition(condition: .onQueue(.main))
    print(place, MainActor.assumeIsolated { "on the main actor" })
}

@main
struct Program {
    static func main() async {
        check("at the start")
        try? await Task.sleep(for: .milliseconds(5))
        check("after a sleep")
        await Task.detached {
            dispatchPrecondition(condition: .notOnQueue(.main))
            await check("from the pool")
        }.value
        await Task { check("in a task") }.value
        await withCheckedContinuation { continuation in
            DispatchQueue.main.async {
                MainActor.assumeIsolated { check("in a block of the main queue") }
                continuation.resume()
            }
        }
    }
}
