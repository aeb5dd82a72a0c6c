// Hops between the main actor and the pool keep each side's isolation.
@MainActor var log: [Int] = []

@MainActor func note(_ number: Int) {
    MainActor.assertIsolated()
    log.append(number)
}

@main
struct Program {
    static func main() async {
        await Task.detached {
            for number in 1...100 { await note(number) }
        }.value
        print("in order:", log == Array(1...100))
        let doubled = await Task.detached {
            await MainActor.run { log.map { $0 * 2 } }
        }.value
        print("sum", doubled.reduce(0, +))
        await withDiscardingTaskGroup { group in
            for number in 1...50 { group.addTask { await note(number) } }
        }
        print("count", log.count)
    }
}
