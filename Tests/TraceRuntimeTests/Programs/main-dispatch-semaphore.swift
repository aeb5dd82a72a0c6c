// A synchronous main that waits for a task on a semaphore, so the main thread is stuck meanwhile.
import Dispatch

@main
struct Program {
    static func main() {
        let done = DispatchSemaphore(value: 0)
        Task.detached {
            try? await Task.sleep(for: .milliseconds(10))
            print("task done")
            done.signal()
        }
        done.wait()
        print("main done")
    }
}
