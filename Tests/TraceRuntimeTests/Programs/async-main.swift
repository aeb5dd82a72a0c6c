// An async main: code before, between and after awaits runs once, in order.
@main
struct Program {
    static func main() async throws {
        print("before")
        try await Task.sleep(for: .milliseconds(5))
        print("between")
        print("twice three is", await doubled(3))
    }

    static func doubled(_ number: Int) async -> Int {
        await Task.yield()
        return number * 2
    }
}
