import Glibc

/// Suspends once, `depth` async functions down.
@concurrent
nonisolated func suspend(depth: Int) async {
    if depth > 1 {
        await suspend(depth: depth - 1)
        return
    }
    for _ in 0..<100_000 { await Task.detached {}.value }
}

@main
struct Program {
    static func main() async {
        let depth = CommandLine.arguments.count > 1 ? Int(CommandLine.arguments[1]) ?? 1 : 1
        await suspend(depth: depth)
        print("processors took \(clock() * (1_000_000_000 / CLOCKS_PER_SEC)) ns")
    }
}
