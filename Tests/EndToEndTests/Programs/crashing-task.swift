@main
struct Main {
    static func main() async {
        let victim = Task(name: "victim") {
            await Task.yield()
            let none: [Int] = []
            print(none[Int.random(in: 5...5)])
        }
        await victim.value
    }
}
