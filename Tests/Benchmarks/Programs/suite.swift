import Glibc

/// Like the tests of a package: many short ones, each of which makes tasks, asks actors, waits a moment
/// and computes.
actor Ledger {
    private var sums: [Int: Int] = [:]
    func add(_ number: Int, to key: Int) { sums[key, default: 0] += number }
    func total() -> Int { sums.values.reduce(0, +) }
}

@concurrent
func test(_ number: Int) async -> Int {
    let ledger = Ledger()
    await withTaskGroup { group in
        for child in 0..<8 {
            group.addTask {
                if child == number % 8 { try? await Task.sleep(for: .milliseconds(1)) }
                await ledger.add(compute(number + child), to: child)
            }
        }
    }
    async let total = ledger.total()
    let (stream, continuation) = AsyncStream<Int>.makeStream()
    Task {
        for element in 0..<20 { continuation.yield(element) }
        continuation.finish()
    }
    var sum = 0
    for await element in stream { sum += element }
    return await total + sum
}

nonisolated func compute(_ seed: Int) -> Int {
    let words = (0..<400).map { "\(($0 &* 7919 &+ seed) % 1000)" }
    return Set(words).count + words.sorted().joined().utf8.count
}

@main
struct Program {
    static func main() async {
        var sum = 0
        for number in 0..<400 { sum += await test(number) }
        print("sum", sum)
    }
}
