nonisolated(unsafe) var title = 0

@MainActor func show() {
    title = 1  // race
}

@main struct Program {
    static func main() async {
        let shown = Task.detached { await show() }
        let loaded = Task.detached {
            title = 2  // race
        }
        await shown.value
        await loaded.value
    }
}
