// The signal may come before somebody waits for it.
final class Bell {
    private var waiter: CheckedContinuation<Void, Never>?

    func wait() async {
        await withCheckedContinuation { waiter = $0 }
    }

    func ring() {
        waiter?.resume()
        waiter = nil
    }
}

@main
struct Program {
    static func main() async {
        let bell = Bell()
        await withTaskGroup { group in
            group.addTask(name: "guest") { await bell.wait() }
            group.addTask(name: "porter") {
                await Task.yield()
                await bell.ring()
            }
        }
        print("done")
    }
}
