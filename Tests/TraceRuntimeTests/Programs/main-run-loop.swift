// A synchronous main whose main run loop carries out work of the main actor.
import Foundation

@main
@MainActor
struct Program {
    static var isDone = false

    static func main() {
        Task {
            for tick in 1...3 {
                try? await Task.sleep(for: .milliseconds(5))
                MainActor.assertIsolated()
                print("tick", tick)
            }
            isDone = true
        }
        print("loop starts")
        while !isDone {
            RunLoop.main.run(until: Date(timeIntervalSinceNow: 0.01))
        }
        print("loop ended")
    }
}
