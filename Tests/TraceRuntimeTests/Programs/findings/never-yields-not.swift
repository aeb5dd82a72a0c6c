// isolation: none
// The same work, with a turn for others now and then.

func isPrime(_ number: Int) -> Bool {
    (2..<number).allSatisfy { number % $0 != 0 }
}

await withTaskGroup(of: Void.self) { group in
    group.addTask(name: "primes") {
        var count = 0
        for number in 2..<12_000 {
            if isPrime(number) { count += 1 }
            if number.isMultiple(of: 50) { await Task.yield() }
        }
        print(count)
    }
    group.addTask(name: "quick") {
        print("quick")
    }
}
