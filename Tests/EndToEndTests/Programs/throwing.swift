struct NoSuchPage: Error {}

@main
struct Program {
    static func main() async throws {
        let throwing = Task(name: "throwing") { throw NoSuchPage() }
        let cancelled = Task(name: "cancelled") { try await Task.sleep(for: .seconds(60)) }
        cancelled.cancel()
        _ = await throwing.result
        _ = await cancelled.result
        async let answer = 42
        print("answer \(await answer)")
    }
}
