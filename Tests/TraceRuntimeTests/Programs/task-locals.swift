// Task locals reach group children, async let and Task, not detached tasks, and end with their scope.
enum Order {
    @TaskLocal static var id = 0
}

func current() async -> Int {
    await Task.yield()
    return Order.id
}

@main
struct Program {
    static func main() async {
        print("outside", Order.id)
        await Order.$id.withValue(1) {
            await Order.$id.withValue(2) {
                async let child = current()
                print("async let", await child)
                print("task", await Task { await current() }.value)
                print("detached", await Task.detached { await current() }.value)
            }
            let sum = await withTaskGroup(of: Int.self) { group in
                for _ in 1...3 { group.addTask { await current() } }
                var sum = 0
                for await id in group { sum += id }
                return sum
            }
            print("group", sum)
            try? await Task.sleep(for: .milliseconds(5))
            print("after a sleep", Order.id)
        }
        print("outside", Order.id)
    }
}
