@main
struct Program {
    static func main() async {
        print("before the crash")
        let crashing = Task(name: "crashing") {
            await Task.yield()
            let numbers: [Int] = []
            print(numbers[CommandLine.arguments.count + 1])
        }
        await crashing.value
    }
}
