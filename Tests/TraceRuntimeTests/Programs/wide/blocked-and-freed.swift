// One task waits for another that was made at the same moment: both get a thread. It takes two.
import Dispatch
import Glibc

let gate = DispatchSemaphore(value: 0)

func waits() {
    gate.wait()
}

@main
struct Program {
    static func main() {
        let done = DispatchSemaphore(value: 0)
        Task.detached {}
        usleep(20_000)
        Task.detached {
            waits()
            print("freed")
            done.signal()
        }
        Task.detached { gate.signal() }
        done.wait()
    }
}
