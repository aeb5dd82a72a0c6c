// An async main that ends while an unstructured task still sleeps: the task is cut off.
@main
struct Program {
    static func main() async {
        let (signal, continuation) = AsyncStream<Void>.makeStream()
        Task {
            print("task started")
            continuation.finish()
            try? await Task.sleep(for: .seconds(30))
            print("never printed")
        }
        for await _ in signal {}
        print("main ends")
    }
}
