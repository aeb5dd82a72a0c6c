// A task that is awaited twice, and a function called twice.

func brew() async {
    try? await Task.sleep(for: .seconds(0.3))
    print("coffee")
}

@main
struct Program {
    static func main() async {
        let coffee = Task(name: "coffee") { await brew() }
        await coffee.value
        await coffee.value

        await brew()
        await brew()
    }
}
