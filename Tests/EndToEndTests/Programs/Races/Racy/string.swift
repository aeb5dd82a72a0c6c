nonisolated(unsafe) var text = "a"

@main struct Program {
    static func main() async {
        await withTaskGroup(of: Void.self) { group in
            for word in ["one", "two", "three"] {
                group.addTask {
                    text += word  // race
                }
            }
        }
    }
}
