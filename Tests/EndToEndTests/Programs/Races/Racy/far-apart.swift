nonisolated(unsafe) var reading = 0

@main struct Program {
    static func main() async {
        await withTaskGroup(of: Void.self) { group in
            for second in 1...3 {
                group.addTask {
                    try? await Task.sleep(for: .seconds(second * 10))
                    reading = second  // race
                }
            }
        }
    }
}
