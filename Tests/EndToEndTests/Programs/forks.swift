/// A fork that one at a time may have.
actor Fork {
    private var isTaken = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    func take() async {
        while isTaken { await withCheckedContinuation { waiting.append($0) } }
        isTaken = true
    }

    func put() {
        isTaken = false
        if !waiting.isEmpty { waiting.removeFirst().resume() }
    }
}

/// Two who take the same forks in different order.
@main struct Forks {
    static func main() async {
        let left = Fork()
        let right = Fork()
        await withTaskGroup { group in
            group.addTask(name: "one") { await eat(left, right) }
            group.addTask(name: "other") { await eat(right, left) }
        }
        print("all have eaten")
    }

    nonisolated static func eat(_ first: Fork, _ second: Fork) async {
        await first.take()
        await second.take()
        await second.put()
        await first.put()
    }
}
