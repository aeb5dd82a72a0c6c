// Groups within groups: every level waits for the one below.
@main
struct Program {
    static func main() async {
        print("leaves:", await leaves(depth: 4))
    }

    static func leaves(depth: Int) async -> Int {
        if depth == 0 {
            try? await Task.sleep(for: .milliseconds(5))
            return 1
        }
        return await withTaskGroup(of: Int.self) { group in
            for _ in 1...3 {
                group.addTask { await leaves(depth: depth - 1) }
            }
            return await group.reduce(0, +)
        }
    }
}
