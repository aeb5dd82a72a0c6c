// Priorities: given ones, inherited ones, and one raised by a waiting task.
@main
struct Program {
    static func main() async {
        for priority in [TaskPriority.high, .medium, .low, .background] {
            let task = Task.detached(priority: priority) {
                async let child = Task.currentPriority
                return (Task.basePriority ?? .medium, await child)
            }
            try? await Task.sleep(for: .milliseconds(5))
            let (base, child) = await task.value
            print(base, child >= base)
        }
        let slow = Task.detached(priority: .background) {
            while Task.currentPriority < .high { await Task.yield() }
            return Task.basePriority == .background
        }
        let waiting = Task.detached(priority: .high) { await slow.value }
        print("raised:", await waiting.value)
    }
}
