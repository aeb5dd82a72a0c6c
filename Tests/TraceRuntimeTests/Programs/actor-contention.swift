// Many tasks change one actor: no update is lost, and an actor runs one stretch at a time.
actor Counter {
    private(set) var value = 0
    private var isInside = false
    private(set) var overlaps = 0

    func add() {
        if isInside { overlaps += 1 }
        isInside = true
        value += 1
        isInside = false
    }
}

@main
struct Program {
    static func main() async {
        let counter = Counter()
        await withDiscardingTaskGroup { group in
            for _ in 1...20 {
                group.addTask {
                    for _ in 1...50 { await counter.add() }
                }
            }
        }
        print("value", await counter.value, "overlaps", await counter.overlaps)
    }
}
