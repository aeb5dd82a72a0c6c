@main
struct Program {
    static func main() async {
        var tick = 0
        while true {
            print("tick \(tick)")
            tick += 1
            let task = Task(name: "sleeper \(tick % 3)") {
                try? await Task.sleep(for: .milliseconds(50))
            }
            await task.value
        }
    }
}
