// A synchronous main that ends while its task still sleeps: the task is cut off.
import Dispatch

@main
struct Program {
    static func main() {
        let started = DispatchSemaphore(value: 0)
        Task.detached {
            print("task started")
            started.signal()
            try? await Task.sleep(for: .seconds(30))
            print("never printed")
        }
        started.wait()
        print("main ends")
    }
}
