// The main actor's thread waits for a task that needs the main actor.
// isolation: main
import Dispatch

func waitFor(_ semaphore: DispatchSemaphore) { semaphore.wait() }

@main
struct Program {
    static func main() async {
        let semaphore = DispatchSemaphore(value: 0)
        Task(name: "signals") { semaphore.signal() }
        waitFor(semaphore)
    }
}
