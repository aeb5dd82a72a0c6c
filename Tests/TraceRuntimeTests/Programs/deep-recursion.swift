// Async functions that call themselves ten thousand deep, with and without suspending.
func depth(_ level: Int) async -> Int {
    if level == 0 {
        await Task.yield()
        return 0
    }
    return await depth(level - 1) + 1
}

func fibonacci(_ number: Int) async -> Int {
    if number < 2 { return number }
    async let first = fibonacci(number - 1)
    async let second = fibonacci(number - 2)
    return await first + second
}

@main
struct Program {
    static func main() async {
        print("depth", await depth(10_000))
        print("fibonacci", await fibonacci(12))
    }
}
