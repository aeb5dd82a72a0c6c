/// Counts within one turn of the actor, so every order is right.
actor Counter {
    private(set) var count = 0

    func add() { count += 1 }
}

@main struct Counted {
    static func main() async {
        let counter = Counter()
        await withTaskGroup { group in
            for number in 1...2 {
                group.addTask(name: "adder \(number)") { await counter.add() }
            }
        }
        print("count: \(await counter.count)")
    }
}
