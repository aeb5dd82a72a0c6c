// Thread.isMainThread before the first await, and on a detached task.
import Foundation

func isMainThread() -> Bool { Thread.isMainThread }

@main
struct Program {
    static func main() async {
        print("start:", isMainThread())
        print("detached:", await Task.detached { isMainThread() }.value)
    }
}
