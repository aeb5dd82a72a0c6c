nonisolated(unsafe) var isStopped = false

@main struct Program {
    static func main() async {
        let task = Task.detached {
            await withTaskCancellationHandler {
                try? await Task.sleep(for: .seconds(5))
                isStopped = true  // race
            } onCancel: {
                isStopped = true  // race
            }
        }
        try? await Task.sleep(for: .seconds(1))
        task.cancel()
        await task.value
    }
}
