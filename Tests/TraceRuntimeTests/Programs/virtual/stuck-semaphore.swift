// Nobody signals the semaphore that a task waits for.
import Dispatch

func waitInVain() { DispatchSemaphore(value: 0).wait() }

@main
struct Program {
    static func main() async {
        await withTaskGroup { group in
            group.addTask(name: "waits") { waitInVain() }
            group.addTask(name: "sleeps") { try? await Task.sleep(for: .seconds(2)) }
        }
    }
}
