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
        print("coffee on")
        try? await Task.sleep(for: .seconds(0.3))
        print("toast on")
        try? await Task.sleep(for: .seconds(0.1))
        print("coffee done")
        try? await Task.sleep(for: .seconds(0.1))
        print("toast done")
    }
}
