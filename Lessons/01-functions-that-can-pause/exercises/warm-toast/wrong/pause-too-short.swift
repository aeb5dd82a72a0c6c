// Coffee and toast.

func makeCoffee() async {
    print("coffee on")
    try? await Task.sleep(for: .seconds(0.4))
    print("coffee done")
}

func makeToast() async {
    print("toast on")
    try? await Task.sleep(for: .seconds(0.2))
    print("toast done")
}

@main
struct Program {
    static func main() async {
        await withTaskGroup { group in
            group.addTask(name: "coffee") {
                await makeCoffee()
            }
            group.addTask(name: "toast") {
                // Then it ends together with the coffee.
                try? await Task.sleep(for: .seconds(0.2))
                await makeToast()
            }
        }
    }
}
