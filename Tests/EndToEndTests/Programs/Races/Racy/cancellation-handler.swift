nonisolated(unsafe) var isStopped = false

@main struct Program {
    static func main() async {
        let task = Task.detached {
            await withTaskCancellationHandler {
                try? await Task.sleep(for: .seconds(100))
            } onCancel: {
                isStopped = true  // race
            }
        }
        let watcher = Task.detached {
            try? await Task.sleep(for: .seconds(2))
            return isStopped  // race
        }
        try? await Task.sleep(for: .seconds(1))
        task.cancel()
        await task.value
        _ = await watcher.value
    }
}
