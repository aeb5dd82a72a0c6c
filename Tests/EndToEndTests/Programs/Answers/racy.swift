final class Counter: @unchecked Sendable {
    nonisolated(unsafe) var count = 0
}

@concurrent func add(_ counter: Counter) async {
    counter.count += 1
}

@main
struct Program {
    static func main() async {
        let counter = Counter()
        await withTaskGroup { group in
            for _ in 1...2 { group.addTask { await add(counter) } }
        }
        print("done")
    }
}
