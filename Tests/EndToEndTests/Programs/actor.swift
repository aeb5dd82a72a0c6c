actor Counter {
    private(set) var count = 0

    func add() { count += 1 }
}

@concurrent
func work(_ counter: Counter) async {
    for _ in 1...5 {
        await counter.add()
        await Task.yield()
    }
}

let counter = Counter()
let tasks = (1...4).map { number in Task(name: "worker \(number)") { await work(counter) } }
for task in tasks { await task.value }
print("count \(await counter.count)")
