// A child task that calls exit ends the process with its status; output so far is kept.
// exit: 3
import Foundation

@main
struct Program {
    static func main() async {
        print("before")
        await withTaskGroup(of: Void.self) { group in
            group.addTask { try? await Task.sleep(for: .seconds(30)) }
            group.addTask {
                try? await Task.sleep(for: .milliseconds(5))
                print("leaving")
                exit(3)
            }
        }
        print("never printed")
    }
}
