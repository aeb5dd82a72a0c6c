// Task handles: value, result, a value asked for twice, and a value awaited after the end.
enum KitchenError: Error {
    case outOfMilk
}

@main
struct Program {
    static func main() async throws {
        let number = Task { 42 }
        print(await number.value, await number.value)
        let failing = Task {
            try await Task.sleep(for: .milliseconds(5))
            throw KitchenError.outOfMilk
        }
        print(await failing.result)
        do {
            try await failing.value
        } catch {
            print("caught", error)
        }
        let waiting = (1...3).map { offset in Task { await number.value + offset } }
        for task in waiting { print(await task.value) }
    }
}
