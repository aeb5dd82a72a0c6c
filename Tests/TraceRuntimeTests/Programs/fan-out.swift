// A thousand tasks at once, in a group and as unstructured tasks.
@main
struct Program {
    static func main() async {
        let sum = await withTaskGroup(of: Int.self) { group in
            for number in 1...1000 {
                group.addTask {
                    await Task.yield()
                    return number
                }
            }
            var sum = 0
            for await number in group { sum += number }
            return sum
        }
        print("group", sum)
        let tasks = (1...1000).map { number in
            Task.detached {
                try? await Task.sleep(for: .milliseconds(5))
                return number
            }
        }
        var total = 0
        for task in tasks { total += await task.value }
        print("tasks", total)
    }
}
