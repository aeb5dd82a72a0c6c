nonisolated(unsafe) var results = [0, 0, 0, 0]

@main struct Program {
    static func main() async {
        await withTaskGroup(of: Void.self) { group in
            for index in 0..<4 {
                group.addTask {
                    results[index] = index * index  // race
                }
            }
        }
    }
}
