nonisolated(unsafe) var counter = 0

@main struct Program {
    static func main() async {
        let one = Task.detached { counter += 1 }  // race
        let other = Task.detached { counter += 1 }  // race
        await one.value
        await other.value
    }
}
