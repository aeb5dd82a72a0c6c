actor Counter {
    private var count = 0
    private var history: [Int] = []

    func increment() async {
        count += 1
        history.append(count)
        await Task.yield()
        history.append(-count)
    }

    var current: Int { count + history.count }
}

@main struct Program {
    static func main() async {
        let counter = Counter()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<5 {
                group.addTask {
                    await counter.increment()
                    await counter.increment()
                }
            }
        }
        print(await counter.current)
    }
}
