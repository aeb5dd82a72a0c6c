// A task for the coffee, and the line after it.

func brew() async {
    print("grind")
    try? await Task.sleep(for: .seconds(0.4))
    print("coffee")
}

@main
struct Program {
    static func main() async {
        print("order")
        let coffee = Task(name: "coffee") { await brew() }
        print("next")
        await coffee.value
        print("served")
    }
}
