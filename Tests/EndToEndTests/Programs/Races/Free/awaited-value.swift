nonisolated(unsafe) var steps: [Int] = []

@main struct Program {
    static func main() async {
        steps.append(0)
        let one = Task.detached { steps.append(1) }
        await one.value
        let other = Task { steps.append(2) }
        await other.value
        steps.append(3)
        print(steps)
    }
}
