// A synchronous main that starts a task at once, and cancels others from outside any task.
import Dispatch
import Foundation

@main
@MainActor
struct Program {
    static func main() {
        let immediate = Task.immediate(name: "immediate") {
            print("first stretch")
            await Task.yield()
        }
        print("main goes on")
        let early = Task(name: "early") {
            print("cancelled early:", Task.isCancelled)
        }
        early.cancel()
        print("main has cancelled")
        DispatchQueue.main.async {
            let late = Task { @MainActor in
                print("cancelled by a block:", Task.isCancelled)
                await immediate.value
                exit(0)
            }
            late.cancel()
            print("block ends")
        }
        dispatchMain()
    }
}
