// A program of language mode 5: a class that is not Sendable crosses tasks.
// swift: 5
import Dispatch

final class Box {
    var number = 0
}

@main
struct Program {
    static func main() {
        let box = Box()
        let done = DispatchSemaphore(value: 0)
        Task.detached {
            box.number = 42
            done.signal()
        }
        done.wait()
        print(box.number)
    }
}
