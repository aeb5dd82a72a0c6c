import Glibc

@concurrent
func yieldOften() async {
    for _ in 1...250_000 { await Task.yield() }
}

@main
struct Program {
    static func main() async {
        let start = ContinuousClock.now
        await withTaskGroup { group in
            for number in 1...4 { group.addTask(name: "yielding \(number)") { await yieldOften() } }
        }
        print("yields took \((ContinuousClock.now - start) / .nanoseconds(1)) ns")
        print("processors took \(clock() * (1_000_000_000 / CLOCKS_PER_SEC)) ns")
    }
}
