// Detached tasks inherit no isolation, no task local and no cancellation.
enum Order {
    @TaskLocal static var id = 0
}

@main
@MainActor
struct Program {
    static func main() async {
        let outer = Order.$id.withValue(5) {
            Task {
                MainActor.assertIsolated()
                let detached = Task.detached { () -> (Int, Bool) in
                    (Order.id, Task.isCancelled)
                }
                return (Order.id, await detached.value)
            }
        }
        outer.cancel()
        let (own, detached) = await outer.value
        print("task:", own, outer.isCancelled, "detached:", detached)
    }
}
