// Cancelling: isCancelled, checkCancellation, and how it reaches children.
func spin() async -> Int {
    var turns = 0
    while !Task.isCancelled {
        turns += 1
        await Task.yield()
    }
    return turns
}

@main
struct Program {
    static func main() async {
        let task = Task {
            async let child = spin()
            return await child > 0
        }
        try? await Task.sleep(for: .milliseconds(10))
        print("cancelled before:", task.isCancelled)
        task.cancel()
        print("child turned:", await task.value, "cancelled:", task.isCancelled)

        let checking = Task {
            while true {
                try Task.checkCancellation()
                await Task.yield()
            }
        }
        checking.cancel()
        let result: Result<Void, any Error> = await checking.result
        if case .failure(let error) = result { print(error is CancellationError) }

        withUnsafeCurrentTask { print("main is a task:", $0 != nil) }
    }
}
