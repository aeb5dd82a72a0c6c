nonisolated(unsafe) var steps = 0

@main struct Program {
    static func main() async {
        let task = Task.immediate {
            steps += 1
            try? await Task.sleep(for: .seconds(1))
            return 1
        }
        steps += 1
        print(await task.value)
        let outer = Task {
            let inner = Task.detached { steps += 1 }
            await inner.value
            steps += 1
        }
        await outer.value
        steps += 1
        print(steps)
    }
}
