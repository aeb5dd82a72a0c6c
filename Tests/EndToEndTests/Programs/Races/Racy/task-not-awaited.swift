nonisolated(unsafe) var message = 0

@main struct Program {
    static func main() async {
        let task = Task.detached {
            message = 1  // race
        }
        try? await Task.sleep(for: .seconds(5))
        message += 1  // race
        await task.value
    }
}
