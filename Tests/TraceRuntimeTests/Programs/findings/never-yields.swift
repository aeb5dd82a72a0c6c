// isolation: none
// A task computes for long on the pool's only thread, and another one waits for a turn.

func primes(below limit: Int) -> Int {
    (2..<limit).count { number in (2..<number).allSatisfy { number % $0 != 0 } }
}

await withTaskGroup(of: Void.self) { group in
    group.addTask(name: "primes") {
        print(primes(below: 12_000))
    }
    group.addTask(name: "quick") {
        print("quick")
    }
}
