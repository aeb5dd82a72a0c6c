// Tasks of low priority that block all their threads do not keep others from running.
import Dispatch

let gate = DispatchSemaphore(value: 0)

func waits() {
    gate.wait()
}

@main
struct Program {
    static func main() async {
        let waiting = (0..<8).map { _ in Task.detached(priority: .low) { waits() } }
        try? await Task.sleep(for: .milliseconds(20))
        for _ in waiting { gate.signal() }
        for task in waiting { await task.value }
        print("all went on")
    }
}
