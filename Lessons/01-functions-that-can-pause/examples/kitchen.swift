// One task waits for the coffee machine, the other for nothing.

func brew() async {
    try? await Task.sleep(for: .seconds(0.4))
    print("coffee")
}

func spread() async {
    print("butter")
}

@main
struct Program {
    static func main() async {
        await withTaskGroup { group in
            group.addTask(name: "coffee") {
                print("grind")
                await brew()
            }
            group.addTask(name: "toast") {
                print("slice")
                await spread()
                print("toast")
            }
        }
    }
}
