// The words are put together while it runs: on the screen of its source they do not count.
@main
struct Program {
    static func main() async {
        print(["first", "output"].joined())
        let task = Task(name: ["first", "lane"].joined()) {
            try? await Task.sleep(for: .milliseconds(100))
        }
        await task.value
    }
}
