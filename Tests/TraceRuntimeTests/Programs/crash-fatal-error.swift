// fatalError in a child task on the pool.
// signal: SIGILL
// stderr: first-line
import Foundation

@main
struct Program {
    static func main() async {
        print("before")
        fflush(nil)
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                try? await Task.sleep(for: .milliseconds(5))
                fatalError("the coffee machine is on fire")
            }
        }
    }
}
