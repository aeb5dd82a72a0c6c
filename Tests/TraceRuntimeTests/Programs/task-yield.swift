// Yielding lets another task of the same actor have its turn, as often as it takes.
@MainActor var turns: [String] = []

@MainActor func work(_ name: String, after other: String) async {
    for _ in 1...3 {
        while turns.last != other { await Task.yield() }
        turns.append(name)
    }
}

@main
struct Program {
    static func main() async {
        turns.append("b")
        let second = Task { await work("b", after: "a") }
        let first = Task { await work("a", after: "b") }
        await first.value
        await second.value
        print(turns.joined(separator: " "))
        let spinning = Task.detached {
            for _ in 1...2000 { await Task.yield() }
            return "done"
        }
        print(await spinning.value)
    }
}
