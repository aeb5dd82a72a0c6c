// A synchronous main that starts tasks and stays alive with dispatchMain and exit.
// exit: 7
import Dispatch
import Foundation

@main
struct Program {
    static func main() {
        print("main thread:", Thread.isMainThread)
        Task {
            let sum = await withTaskGroup(of: Int.self) { group in
                for number in 1...5 { group.addTask { number } }
                var sum = 0
                for await number in group { sum += number }
                return sum
            }
            print("sum", sum)
            finish(sum: sum)
        }
        print("main keeps the process alive")
        dispatchMain()
    }

    @MainActor static func finish(sum: Int) {
        dispatchPrecondition(condition: .onQueue(.main))
        print("leaving with 7")
        exit(sum == 15 ? 7 : 1)
    }
}
