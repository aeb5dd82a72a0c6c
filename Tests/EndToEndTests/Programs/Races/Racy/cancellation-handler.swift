nonisolated(unsafe) var isStopped = false

@main struct Program {
    static func main() async {
        let task = Task.detached {
            await withTaskCancellationHandler {
                while !Task.isCancelled { await Task.yield() }
                isStopped = true  // race
                try? await Task.sleep(for: .seconds(1))
            } onCancel: {
                isStopped = true  // race
            }
        }
        task.cancel()
        await task.value
    }
}
