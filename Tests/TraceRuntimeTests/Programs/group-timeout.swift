// The first of two children to end wins; the other is cancelled.
@main
struct Program {
    static func main() async {
        print(await first(of: .milliseconds(5), limit: .seconds(30)))
        print(await first(of: .seconds(30), limit: .milliseconds(5)))
    }

    static func first(of duration: Duration, limit: Duration) async -> String {
        await withTaskGroup(of: String.self) { group in
            group.addTask {
                do {
                    try await Task.sleep(for: duration)
                    return "answer"
                } catch {
                    return "cancelled"
                }
            }
            group.addTask {
                do {
                    try await Task.sleep(for: limit)
                    return "time is up"
                } catch {
                    return "cancelled"
                }
            }
            let winner = await group.next() ?? "none"
            group.cancelAll()
            let loser = await group.next() ?? "none"
            return "\(winner), \(loser)"
        }
    }
}
